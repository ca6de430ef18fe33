# SPDX-License-Identifier: BSL-1.0
# The table of contents: every component, what it needs, and every header that is installed with it.
bailiwick_component(charter
  PACKAGE "Boost 1.81"
  LINK Boost::headers
  HEADERS charter.hpp charter/boundary.hpp charter/contract.hpp charter/data_class.hpp charter/duration.hpp
    charter/field.hpp charter/limits.hpp charter/model.hpp charter/namespace.hpp charter/person.hpp charter/queue.hpp
    charter/refs.hpp charter/regime.hpp charter/rule.hpp charter/scope.hpp charter/system.hpp charter/waiver.hpp
    charter/word.hpp)
bailiwick_component(policy
  DEPENDS charter
  HEADERS policy.hpp policy/agent.hpp policy/agent_facts.hpp policy/argument_facts.hpp policy/charter_facts.hpp
    policy/check.hpp policy/credentials.hpp policy/data.hpp policy/declaration.hpp policy/digest.hpp policy/duties.hpp
    policy/effects.hpp policy/facts.hpp policy/flow.hpp policy/matrix.hpp policy/model.hpp policy/people.hpp
    policy/predicates.hpp policy/queues.hpp policy/regimes.hpp policy/rules.hpp policy/signature.hpp policy/sound.hpp
    policy/tool_facts.hpp policy/trail.hpp policy/waivers.hpp policy/detail/declaration_text.hpp
    policy/detail/gather.hpp policy/detail/json_object.hpp policy/detail/json_text.hpp policy/detail/members.hpp
    policy/detail/name_table.hpp policy/detail/sha256.hpp policy/detail/text.hpp)
bailiwick_component(tool
  DEPENDS policy
  PACKAGE "Boost 1.81"
  LINK bailiwick_boost_json
  HEADERS tool.hpp tool/answer.hpp tool/canonical.hpp tool/check.hpp tool/decode.hpp tool/decode_error.hpp tool/decoded.hpp
    tool/described.hpp tool/encode.hpp tool/instant.hpp tool/pattern.hpp tool/refusal.hpp tool/schema.hpp
    tool/shape.hpp tool/shape_of.hpp tool/strict_json.hpp tool/text.hpp tool/validate.hpp tool/vendor.hpp
    tool/detail/annotations.hpp tool/detail/char_set.hpp tool/detail/check_number.hpp tool/detail/check_text.hpp
    tool/detail/limits_in_words.hpp tool/detail/pattern_reader.hpp tool/detail/range.hpp tool/detail/raw_shape.hpp
    tool/detail/strict_handler.hpp tool/detail/trail.hpp tool/detail/utf8.hpp)
bailiwick_component(packet
  DEPENDS tool
  HEADERS packet.hpp packet/catalog.hpp packet/checks.hpp packet/command.hpp packet/difference.hpp packet/document.hpp
    packet/files.hpp packet/flows.hpp packet/generate.hpp packet/ground.hpp packet/html.hpp packet/lock.hpp
    packet/markdown.hpp packet/material.hpp packet/operations.hpp packet/picture.hpp packet/review.hpp
    packet/summary.hpp packet/detail/disk.hpp packet/detail/measure.hpp packet/detail/senses.hpp)
bailiwick_component(credential
  DEPENDS tool
  HEADERS credential.hpp credential/book.hpp credential/desk.hpp credential/file_secret.hpp credential/identity.hpp
    credential/lease.hpp credential/provider.hpp credential/secret.hpp credential/time_source.hpp
    credential/detail/account.hpp)
bailiwick_component(escalation
  DEPENDS tool
  HEADERS escalation.hpp escalation/any_store.hpp escalation/asking.hpp escalation/before_commit.hpp escalation/deciding.hpp
    escalation/decision_check.hpp escalation/desk.hpp escalation/finding.hpp escalation/memory.hpp
    escalation/recovering.hpp escalation/request.hpp escalation/running.hpp escalation/settling.hpp
    escalation/shared_state.hpp escalation/store.hpp escalation/sweeping.hpp escalation/take_step.hpp
    escalation/ticket.hpp escalation/ticket_id.hpp escalation/ticket_json.hpp escalation/transition.hpp
    escalation/detail/change_ticket.hpp escalation/detail/counter.hpp escalation/detail/child_output.hpp
    escalation/detail/each_ticket.hpp escalation/detail/memory_state.hpp escalation/detail/move.hpp
    escalation/detail/pause_record.hpp escalation/detail/people.hpp escalation/detail/quorum.hpp
    escalation/detail/runner_lock.hpp escalation/detail/shared_marks.hpp escalation/detail/ticket_key.hpp
    escalation/detail/ticket_row.hpp)
bailiwick_component(escalation_sqlite
  DEPENDS escalation
  PACKAGE SQLite3
  LINK SQLite::SQLite3
  HEADERS escalation/sqlite.hpp escalation/detail/sqlite_connection.hpp escalation/detail/sqlite_rows.hpp
    escalation/detail/sqlite_schema.hpp escalation/detail/sqlite_shared.hpp escalation/detail/sqlite_taking.hpp)
bailiwick_component(escalation_signed
  DEPENDS escalation
  PACKAGE OpenSSL
  LINK OpenSSL::Crypto
  HEADERS escalation/signed/allowed_signers.hpp escalation/signed/check.hpp escalation/signed/signers_file.hpp
    escalation/signed/ssh_key.hpp escalation/signed/ssh_keygen.hpp escalation/signed/ssh_signature.hpp
    escalation/signed/statement.hpp escalation/detail/signers_line.hpp escalation/detail/ssh_crypto.hpp
    escalation/detail/ssh_pattern.hpp escalation/detail/ssh_time.hpp escalation/detail/ssh_wire.hpp)
bailiwick_component(receipt
  DEPENDS tool
  PACKAGE OpenSSL SQLite3 libsodium
  LINK OpenSSL::Crypto SQLite::SQLite3 libsodium::libsodium
  HEADERS receipt.hpp receipt/base64.hpp receipt/checkpoint.hpp receipt/commitment.hpp receipt/durable_receipt.hpp
    receipt/hash.hpp receipt/hash256.hpp receipt/fetch.hpp receipt/key_file.hpp receipt/key_history.hpp
    receipt/key_rotation.hpp receipt/leaf_reader.hpp receipt/leaf_text.hpp receipt/log.hpp receipt/log_options.hpp
    receipt/log_reader.hpp receipt/note.hpp receipt/note_signer.hpp receipt/outline.hpp receipt/period.hpp
    receipt/proof.hpp receipt/prune.hpp receipt/receipt_id.hpp receipt/record.hpp receipt/record_parts.hpp
    receipt/sweep.hpp receipt/tile_nodes.hpp receipt/tiles.hpp receipt/tree.hpp receipt/vault.hpp
    receipt/verification.hpp receipt/verifier_key.hpp receipt/verify.hpp receipt/verify_together.hpp
    receipt/detail/background.hpp receipt/detail/byte_marks.hpp receipt/detail/commit_queue.hpp
    receipt/detail/crc32c.hpp receipt/detail/disk.hpp receipt/detail/frame.hpp receipt/detail/journal.hpp
    receipt/detail/key_changeover.hpp receipt/detail/leaf_parser.hpp receipt/detail/log_core.hpp
    receipt/detail/log_files.hpp receipt/detail/mutex.hpp receipt/detail/open_log.hpp receipt/detail/owned.hpp
    receipt/detail/recovery.hpp receipt/detail/sector.hpp receipt/detail/segment.hpp receipt/detail/sqlite.hpp
    receipt/detail/static_files.hpp receipt/detail/told_keys.hpp receipt/detail/tree_edge.hpp
    receipt/detail/vault_schema.hpp receipt/detail/file_bytes.hpp receipt/detail/held_leaves.hpp
    receipt/detail/in_order.hpp receipt/detail/open_actions.hpp receipt/detail/prune_files.hpp
    receipt/detail/tile_files.hpp receipt/detail/told_pruning.hpp receipt/detail/sha256.hpp
    receipt/detail/sha256_ni.hpp receipt/detail/sha256_text.hpp receipt/detail/verify_bundle.hpp
    receipt/detail/verify_head.hpp receipt/detail/verify_journal.hpp receipt/detail/verify_sessions.hpp
    receipt/detail/verify_story.hpp receipt/detail/verify_tiles.hpp)
bailiwick_component(evidence
  DEPENDS receipt
  HEADERS evidence.hpp evidence/cose_receipt.hpp evidence/cose_sign1.hpp evidence/cose_verify.hpp evidence/dsse.hpp
    evidence/gen_ai_names.hpp evidence/logged_receipt.hpp evidence/ocsf.hpp evidence/ocsf_chain.hpp
    evidence/otlp_feed.hpp evidence/otlp_logs.hpp evidence/otlp_traces.hpp evidence/public_key.hpp
    evidence/statement.hpp evidence/detail/cbor_reader.hpp evidence/detail/cbor_writer.hpp
    evidence/detail/otlp_json.hpp)
bailiwick_component(witness
  DEPENDS receipt
  HEADERS witness.hpp witness/client.hpp witness/complete.hpp witness/cosignature.hpp witness/file_witness.hpp
    witness/policy.hpp witness/policy_text.hpp witness/prove.hpp witness/request.hpp witness/detail/folder_lock.hpp
    witness/detail/reply_reader.hpp)
bailiwick_component(agent
  DEPENDS credential escalation_signed escalation_sqlite receipt
  HEADERS agent.hpp agent/account_watch.hpp agent/budget.hpp agent/conditions.hpp agent/context.hpp agent/flow.hpp
    agent/ledger.hpp agent/drill.hpp agent/model.hpp agent/open.hpp agent/operate.hpp agent/outstanding.hpp
    agent/parked.hpp agent/pending.hpp agent/process_note.hpp agent/reconcile.hpp agent/retention.hpp
    agent/run_so_far.hpp agent/running.hpp agent/session.hpp agent/signed_approvals.hpp agent/stopping.hpp
    agent/waiting.hpp agent/detail/call_steps.hpp agent/detail/decision_watch.hpp agent/detail/parked_record.hpp
    agent/detail/held_to_charter.hpp agent/detail/invoke.hpp agent/detail/mark_facts.hpp agent/detail/narrow_steps.hpp
    agent/detail/pause_watch.hpp agent/detail/told_by_logs.hpp agent/detail/typed_steps.hpp)
bailiwick_component(notify
  DEPENDS credential escalation
  HEADERS notify.hpp notify/command_hook.hpp notify/hook.hpp notify/mail_hook.hpp notify/message.hpp notify/notifier.hpp
    notify/detail/bounded_child.hpp notify/detail/cursor_keeper.hpp notify/detail/cursor_text.hpp
    notify/detail/due_notices.hpp notify/detail/kept_text.hpp notify/detail/mail_text.hpp)
bailiwick_component(console
  DEPENDS agent evidence packet
  PACKAGE CLI11
  LINK CLI11::CLI11
  HEADERS console.hpp console/console.hpp console/exit_code.hpp console/screen.hpp console/setup.hpp
    console/detail/approvals_verb.hpp console/detail/approvers.hpp console/detail/asked.hpp
    console/detail/completion.hpp console/detail/credential_verbs.hpp console/detail/doctor.hpp
    console/detail/erase_verb.hpp console/detail/export_verb.hpp console/detail/fetched_logs.hpp
    console/detail/grammar.hpp console/detail/health_report.hpp console/detail/key_verb.hpp
    console/detail/log_health.hpp console/detail/packet_verbs.hpp console/detail/place.hpp console/detail/plain.hpp
    console/detail/prune_verb.hpp console/detail/receipt_finder.hpp console/detail/receipt_head.hpp
    console/detail/receipt_verbs.hpp console/detail/remove_verb.hpp console/detail/signing.hpp
    console/detail/stop_view.hpp console/detail/sweep_verb.hpp console/detail/switch_verbs.hpp
    console/detail/ticket_verbs.hpp console/detail/ticket_view.hpp console/detail/verb_fault.hpp
    console/detail/verb_maker.hpp console/detail/verification_view.hpp console/detail/verify_verb.hpp
    console/detail/words.hpp)
# Everything that was found, under one name.
bailiwick_component(bailiwick
  DEPENDS ${bailiwick_components}
  HEADERS bailiwick.hpp)
# Not among them: who links everything need not have libcurl.
bailiwick_component(http_curl
  DEPENDS tool
  PACKAGE CURL
  LINK CURL::libcurl
  HEADERS tool/http_curl.hpp)
bailiwick_component(receipt_curl
  DEPENDS receipt http_curl
  HEADERS receipt/curl_reader.hpp)
bailiwick_component(witness_curl
  DEPENDS witness http_curl
  HEADERS witness/curl.hpp)
bailiwick_component(evidence_post
  DEPENDS evidence http_curl
  HEADERS evidence/otlp_post.hpp)
bailiwick_component(notify_http
  DEPENDS notify http_curl
  PACKAGE OpenSSL
  LINK OpenSSL::Crypto
  HEADERS notify/webhook.hpp notify/detail/webhook_signature.hpp)
# Nor PostgreSQL's libpq, nor the tests of a store of one's own.
bailiwick_component(escalation_postgres
  DEPENDS escalation
  PACKAGE PostgreSQL
  LINK PostgreSQL::PostgreSQL
  HEADERS escalation/postgres.hpp escalation/detail/postgres_connection.hpp escalation/detail/postgres_listener.hpp
    escalation/detail/postgres_place.hpp escalation/detail/postgres_pool.hpp escalation/detail/postgres_reply.hpp
    escalation/detail/postgres_rows.hpp escalation/detail/postgres_runner.hpp escalation/detail/postgres_schema.hpp
    escalation/detail/postgres_shared.hpp escalation/detail/postgres_taking.hpp escalation/detail/postgres_writing.hpp)
bailiwick_component(escalation_conformance
  DEPENDS escalation
  HEADERS escalation/conformance.hpp escalation/conformance/asked.hpp escalation/conformance/keeping.hpp
    escalation/conformance/running.hpp escalation/conformance/sharing.hpp escalation/conformance/taking.hpp)
