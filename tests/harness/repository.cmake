# Tests of the source itself: once is enough, whatever the compiler.
function(bailiwick_script name)
  add_test(NAME ${name} COMMAND bash ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS once SKIP_RETURN_CODE 77)
endfunction()

bailiwick_script(repository.one_way "${harness}/one_way.sh")
bailiwick_script(rules.complete "${harness}/rules_complete.sh")
if(gcc)
  bailiwick_script(gallery "${harness}/gallery.sh" "${gcc}")
  bailiwick_script(mutation.rules "${harness}/mutate_rules.sh" "${gcc}")
  cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
  set_tests_properties(mutation.rules PROPERTIES LABELS "once;slow" PROCESSORS ${cores} COST 1000)
endif()

# Every scenario of the torture list is on its page.
bailiwick_script(torture.listed "${tests}/torture/listed.sh")

# Logs as a verifier in another language sees them, one that we did not write.
bailiwick_script(receipt.go "${tests}/receipt/go/run.sh")

# A log whose system calls fail or are the last, each at each of its turns.
add_executable(strace_worker "${tests}/receipt/strace/worker.cpp")
target_link_libraries(strace_worker PRIVATE bailiwick::receipt bailiwick_dev)
bailiwick_script(receipt.strace "${tests}/receipt/strace/run.sh" "$<TARGET_FILE:strace_worker>")

# What the vendors' own packages say of our schemas, and a JSON Schema validator of a whole declaration.
set(oracle "${tests}/tool/schema_oracle/run.sh")
bailiwick_script(tool.schemas "${oracle}" "${tests}/tool/golden" "${CMAKE_BINARY_DIR}/schema_oracle")
bailiwick_script(packet.schemas "${oracle}" "${PROJECT_SOURCE_DIR}/examples/support_intake/expected"
  "${CMAKE_BINARY_DIR}/schema_oracle" "${PROJECT_SOURCE_DIR}/docs/reference/declaration.schema.json")
set_tests_properties(tool.schemas packet.schemas PROPERTIES RESOURCE_LOCK npm)
