# How targets of our own are compiled.

# What every translation unit of a build must agree on, third-party code included.
if(CANDOUR_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# candour_own_code(<target>): our warnings. Clang's -Wconversion includes changes of sign, GCC's does not; we mean GCC's.
function(candour_own_code target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)  # false alarms over std::string's operator+ (GCC PR105651)
  endif()
  if(CANDOUR_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# candour_internal_headers(<target>): core/src for quoted includes only, because features.h is a header of glibc too.
function(candour_internal_headers target)
  target_compile_options(${target} PRIVATE "SHELL:-iquote ${CMAKE_SOURCE_DIR}/core/src")
endfunction()

# candour_tool(<target> GLOB <pattern>): an executable over the analyser that may see its internal headers; nothing
# where the pattern matches no file.
function(candour_tool target glob pattern)
  file(GLOB sources CONFIGURE_DEPENDS "${pattern}")
  if(NOT sources)
    return()
  endif()
  add_executable(${target} ${sources})
  candour_own_code(${target})
  candour_internal_headers(${target})
  target_link_libraries(${target} PRIVATE candour_core candour_re2)
endfunction()
