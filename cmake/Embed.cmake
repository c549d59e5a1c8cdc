# What the binary carries with it. `embed` is a small program of ours, built first:
#   embed assets OUT.S FILE…      the bytes of each file, under its path in the repository
#   embed queries OUT.h ROOM IN…  one db::Statement for each `-- name:` of a queries.sql, and of queries_THING.sql beside it
add_executable(embed ${PROJECT_SOURCE_DIR}/cmake/embed.cpp)

function(embed_queries target path)
  set(header ${PROJECT_BINARY_DIR}/generated/${path}/queries.h)
  get_filename_component(room ${path} NAME)
  file(GLOB statements CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${path}/queries.sql ${PROJECT_SOURCE_DIR}/${path}/queries_*.sql)
  add_custom_command(
    OUTPUT ${header}
    COMMAND embed queries ${header} ${room} ${statements}
    DEPENDS embed ${statements}
    COMMENT "Statements of ${path}")
  target_sources(${target} PRIVATE ${header})
endfunction()

# One library `embedded` with every file that the running program needs: words, settings, calendars, kinds, style, scripts, schema.
function(embed_assets)
  set(patterns)
  foreach(pattern ${ARGN})
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${pattern})
  endforeach()
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${patterns})
  set(absolute)
  foreach(file ${files})
    list(APPEND absolute ${PROJECT_SOURCE_DIR}/${file})
  endforeach()
  set(assembly ${PROJECT_BINARY_DIR}/generated/embedded.S)
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${absolute}")
  add_custom_command(
    OUTPUT ${assembly}
    COMMAND embed assets ${assembly} ${files}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DEPENDS embed ${absolute}
    COMMENT "Embedding what the binary carries")
  add_library(embedded OBJECT ${assembly})
endfunction()
