# Compile through ccache where it is installed: RE2 takes half a minute to build and never changes.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(CANDOUR_CCACHE ccache)
  if(CANDOUR_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CANDOUR_CCACHE}")
  endif()
endif()
