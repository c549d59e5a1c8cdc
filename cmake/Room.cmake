# A part is a folder of sources that becomes one static library; a room is a part of domain/.
#
#   part(base/core LIBS fmt::fmt)
#   part(domain/ledger USES base/db domain/journal)
#
# USES are the arrows of the house: the only folders, beside its own and what those folders use, that a part may include from.
# tests/house/arrows_test.cpp reads these same lines and refuses every other include.
# `queries.sql`, with `queries_THING.sql` where it grows long, becomes the header `<part>/queries.h` with one symbol a statement. Every
# `*_test.cpp` of the part becomes one test program, `test_<part>`; with GONGKAI_FUZZ every `*_fuzz.cpp` becomes a fuzz target,
# `fuzz_<part>_<name>`.
function(part path)
  cmake_parse_arguments(ARG "" "" "USES;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${path}/*.cpp ${PROJECT_SOURCE_DIR}/${path}/*/*.cpp)
  set(tests ${sources})
  set(fuzz_targets ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzz_targets INCLUDE REGEX "_fuzz\\.cpp$")
  string(REPLACE "/" "_" target ${path})
  if(NOT sources)
    message(FATAL_ERROR "${path} holds no sources")
  endif()

  add_library(${target} STATIC ${sources})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
  foreach(used ${ARG_USES})
    string(REPLACE "/" "_" used_target ${used})
    target_link_libraries(${target} PUBLIC ${used_target})
  endforeach()
  target_link_libraries(${target} PUBLIC ${ARG_LIBS})

  if(EXISTS ${PROJECT_SOURCE_DIR}/${path}/queries.sql)
    embed_queries(${target} ${path})
  endif()

  if(GONGKAI_TESTS AND tests)
    add_executable(test_${target} ${tests})
    target_link_libraries(test_${target} PRIVATE ${target} embedded GTest::gtest_main)
    target_compile_definitions(test_${target} PRIVATE GONGKAI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${path} COMMAND test_${target})
  endif()
  if(GONGKAI_FUZZ)
    foreach(source ${fuzz_targets})
      get_filename_component(name ${source} NAME_WE)
      string(REGEX REPLACE "_fuzz$" "" name ${name})
      add_executable(fuzz_${target}_${name} ${source})
      target_link_libraries(fuzz_${target}_${name} PRIVATE ${target} embedded)
      target_link_options(fuzz_${target}_${name} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
