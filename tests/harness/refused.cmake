# Programs that must not compile: tests/refused/<component>/<rule>_<what>.cpp, each with every compiler present.
find_program(gcc g++)
find_program(clang clang++-16)

function(bailiwick_refused name source flags labels)
  foreach(compiler gcc clang)
    if(${compiler})
      add_test(NAME ${name}.${compiler}
        COMMAND ${CMAKE_COMMAND} "-DCOMPILER=${${compiler}}" "-DSOURCE=${source}" "-DFLAGS=${flags}"
                -P "${harness}/refuse.cmake")
      set_tests_properties(${name}.${compiler} PROPERTIES LABELS "${labels}" TIMEOUT 150)
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE refused CONFIGURE_DEPENDS RELATIVE "${tests}/refused" "${tests}/refused/*.cpp")
foreach(case IN LISTS refused)
  string(REGEX MATCH "^[^/]+" component "${case}")
  cmake_path(GET case STEM rule)
  if(TARGET bailiwick::${component})
    bailiwick_refused(refused.${component}.${rule} "${tests}/refused/${case}"
      "-I${tests}/refused;-I$<JOIN:$<TARGET_PROPERTY:bailiwick_${component},INTERFACE_INCLUDE_DIRECTORIES>,;-I>"
      refused)
  endif()
endforeach()

# The harness tests itself: each control is broken in one way and says in its first line how the harness must name it.
file(GLOB controls CONFIGURE_DEPENDS "${harness}/controls/*.cpp")
foreach(source IN LISTS controls)
  cmake_path(GET source STEM name)
  file(STRINGS "${source}" verdict LIMIT_COUNT 1)
  string(REPLACE "// control: " "" verdict "${verdict}")
  bailiwick_refused(control.${name} "${source}" "" "refused;control")
  foreach(compiler gcc clang)
    if(${compiler})
      set_tests_properties(control.${name}.${compiler} PROPERTIES PASS_REGULAR_EXPRESSION "${verdict}")
    endif()
  endforeach()
endforeach()
