# Tests of the source itself: once is enough, whatever the compiler.
function(bailiwick_script name)
  add_test(NAME ${name} COMMAND bash ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS once SKIP_RETURN_CODE 77)
endfunction()

bailiwick_script(repository.one_way "${harness}/one_way.sh")
bailiwick_script(rules.complete "${harness}/rules_complete.sh")
if(gcc)
  bailiwick_script(mutation.rules "${harness}/mutate_rules.sh" "${gcc}")
  cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
  set_tests_properties(mutation.rules PROPERTIES LABELS "once;slow" PROCESSORS ${cores} COST 1000)
endif()
