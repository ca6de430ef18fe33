# The package as a user meets it: installed, installed without the Boost.JSON library, as a subdirectory and through
# FetchContent.
set(stage "${PROJECT_BINARY_DIR}/stage")
add_test(NAME package.install COMMAND ${CMAKE_COMMAND} --install "${PROJECT_BINARY_DIR}" --prefix "${stage}")
set_tests_properties(package.install PROPERTIES FIXTURES_SETUP package LABELS once)

foreach(way package headers subdirectory fetch)
  add_test(NAME package.${way}
    COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test "${tests}/consumer" "${PROJECT_BINARY_DIR}/consumer/${way}"
            --build-generator "${CMAKE_GENERATOR}" --build-noclean
            --build-options "-DCMAKE_PREFIX_PATH=${stage}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
                            "-DWAY=${way}" "-DSOURCE=${PROJECT_SOURCE_DIR}"
            --test-command "${PROJECT_BINARY_DIR}/consumer/${way}/consumer")
  set_tests_properties(package.${way} PROPERTIES FIXTURES_REQUIRED package LABELS once)
endforeach()

# Everything that the largest component needs is found from the installed package alone.
if(TARGET bailiwick::console)
  add_test(NAME package.largest_component
    COMMAND ${CMAKE_COMMAND} -S "${tests}/consumer" -B "${PROJECT_BINARY_DIR}/consumer/largest" -G "${CMAKE_GENERATOR}"
            "-DCMAKE_PREFIX_PATH=${stage}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -DWAY=package -DCOMPONENT=console)
  set_tests_properties(package.largest_component PROPERTIES FIXTURES_REQUIRED package LABELS once)
endif()

# The dot in the expression stands for a semicolon, which would split it into two that may match alone.
add_test(NAME package.wrong_component
  COMMAND ${CMAKE_COMMAND} -S "${tests}/consumer" -B "${PROJECT_BINARY_DIR}/consumer/wrong" -G "${CMAKE_GENERATOR}"
          "-DCMAKE_PREFIX_PATH=${stage}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -DWAY=package -DCOMPONENT=polcy)
set_tests_properties(package.wrong_component PROPERTIES FIXTURES_REQUIRED package LABELS once
  PASS_REGULAR_EXPRESSION "bailiwick has no component 'polcy'. it has: charter, policy, tool")
