# RE2, nlohmann/json and doctest, all compiled as third-party code: no warnings of ours, no clang-tidy.

# RE2 2023-03-01, the last without Abseil: the source in the npm package re2, which package-lock.json pins by hash.
set(CANDOUR_RE2_DIR "${CMAKE_SOURCE_DIR}/node_modules/re2/vendor" CACHE PATH "Folder that holds re2/ and util/ of RE2")
if(NOT EXISTS "${CANDOUR_RE2_DIR}/re2/re2.h")
  message(FATAL_ERROR "RE2's source is not in ${CANDOUR_RE2_DIR}. Run 'npm ci --ignore-scripts' first.")
endif()
set(re2_sources
  re2/bitmap256.cc re2/bitstate.cc re2/compile.cc re2/dfa.cc re2/filtered_re2.cc re2/mimics_pcre.cc re2/nfa.cc
  re2/onepass.cc re2/parse.cc re2/perl_groups.cc re2/prefilter.cc re2/prefilter_tree.cc re2/prog.cc re2/re2.cc
  re2/regexp.cc re2/set.cc re2/simplify.cc re2/stringpiece.cc re2/tostring.cc re2/unicode_casefold.cc
  re2/unicode_groups.cc util/rune.cc util/strutil.cc)
list(TRANSFORM re2_sources PREPEND "${CANDOUR_RE2_DIR}/")
find_package(Threads REQUIRED)
add_library(candour_re2 STATIC ${re2_sources})
target_compile_options(candour_re2 PRIVATE -w -fno-exceptions)
target_compile_definitions(candour_re2 PRIVATE NDEBUG)  # its DCHECKs are RE2's own to run
if(EMSCRIPTEN)
  target_include_directories(candour_re2 BEFORE PRIVATE "${CMAKE_SOURCE_DIR}/wasm/re2")  # its util/logging.h
endif()
target_include_directories(candour_re2 SYSTEM PUBLIC "${CANDOUR_RE2_DIR}")
target_link_libraries(candour_re2 PUBLIC Threads::Threads)

# JSON_NOEXCEPTION everywhere: nothing parses with the throwing overloads, in no build.
add_library(candour_json INTERFACE)
target_include_directories(candour_json SYSTEM INTERFACE "${CMAKE_SOURCE_DIR}/third_party/nlohmann_json")
target_compile_definitions(candour_json INTERFACE JSON_NOEXCEPTION)

add_library(candour_doctest INTERFACE)
target_include_directories(candour_doctest SYSTEM INTERFACE "${CMAKE_SOURCE_DIR}/third_party/doctest")
