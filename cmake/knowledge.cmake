# candour_knowledge(<variable>): sets the variable to a generated C++ source that holds core/data in compact form and
# defines candour::detail::built_in_pack(). Generated again when a file of knowledge is added, removed or changed.
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
    COMMAND "${CANDOUR_NODE}" "${CMAKE_SOURCE_DIR}/cmake/pack_knowledge.mjs" "${data}" "${list}" "${output}"
    DEPENDS ${files} "${list}" "${CMAKE_SOURCE_DIR}/cmake/pack_knowledge.mjs" "${CMAKE_SOURCE_DIR}/cmake/pack_weights.mjs"
    COMMENT "Packing core/data"
    VERBATIM)
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()
