function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(REPLACE "${QSMO_SOURCE_DIR}/" "" output "${output}")
    message(FATAL_ERROR "${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
set(configure ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR}
  -D CMAKE_CXX_COMPILER=${COMPILER}
  -D CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}
  -D CMAKE_BUILD_TYPE=${BUILD_TYPE}
  -D "CMAKE_CXX_FLAGS=${FLAGS}"
  -D "CMAKE_CXX_FLAGS_DEBUG=${FLAGS_DEBUG}")

# The library's own sources are compiled again here, with the commands of the first build but for the
# folder it runs in: told to disregard that folder, ccache knows them all.
set(ENV{CCACHE_NOHASHDIR} 1)

if(NAME STREQUAL "add_subdirectory")
  run(${configure} -D QSMO_SOURCE_DIR=${QSMO_SOURCE_DIR} -D QSMO_WARNINGS_AS_ERRORS=${WARNINGS_AS_ERRORS})
else()
  run(${CMAKE_COMMAND} --install ${QSMO_BINARY_DIR} --prefix ${WORK}/prefix)
  run(${configure} -D CMAKE_PREFIX_PATH=${WORK}/prefix -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
endif()
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build --output-on-failure --no-tests=error)
