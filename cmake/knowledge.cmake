# candour_knowledge(<variable>): sets the variable to a generated C++ source that holds the files of core/data and
# defines candour::built_in_knowledge(). Generated again when a file of knowledge is added, removed or changed.
find_program(CANDOUR_NODE NAMES node nodejs REQUIRED)

function(candour_knowledge variable)
  set(data "${CMAKE_SOURCE_DIR}/core/data")
  file(GLOB_RECURSE files RELATIVE "${data}" CONFIGURE_DEPENDS "${data}/*.json" "${data}/model.*")
  list(REMOVE_DUPLICATES files)
  list(SORT files)
  set(output "${CMAKE_BINARY_DIR}/generated/knowledge.cpp")
  set(list "${CMAKE_BINARY_DIR}/generated/knowledge.txt")
  string(REPLACE ";" "\n" lines "${files}")
  file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n" @ONLY)  # touched only when the list changes
  list(TRANSFORM files PREPEND "${data}/")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CANDOUR_NODE}" "${CMAKE_SOURCE_DIR}/cmake/embed_knowledge.mjs" "${data}" "${list}" "${output}"
    DEPENDS ${files} "${list}" "${CMAKE_SOURCE_DIR}/cmake/embed_knowledge.mjs"
    COMMENT "Embedding core/data"
    VERBATIM)
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()
