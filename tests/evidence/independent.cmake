# SPDX-License-Identifier: BSL-1.0
# Exports as programs see them that we did not write.
if(TARGET bailiwick::evidence)
  add_executable(write_exports "${tests}/evidence/independent/write_exports.cpp")
  target_link_libraries(write_exports PRIVATE bailiwick::evidence bailiwick_dev)
  bailiwick_script(evidence.openssl "${tests}/evidence/independent/dsse.sh" $<TARGET_FILE:write_exports>)
  bailiwick_script(evidence.sigstore "${tests}/evidence/independent/npm/run.sh" $<TARGET_FILE:write_exports>
    "${CMAKE_BINARY_DIR}/receipt_oracle")
  set(vectors "${PROJECT_SOURCE_DIR}/../shared/data/receipts/scitt-cose/test-vectors/v1")
  if(NOT IS_DIRECTORY "${vectors}")
    set(vectors)
  endif()
  bailiwick_script(evidence.cose "${tests}/evidence/independent/cose.sh" $<TARGET_FILE:write_exports> ${vectors})
endif()
# The program of docs/how-to/export-receipts.md.
if(TARGET bailiwick::evidence_post)
  add_executable(feed_log "${tests}/evidence/tools/feed_log.cpp")
  target_link_libraries(feed_log PRIVATE bailiwick::evidence_post bailiwick_dev)
endif()
