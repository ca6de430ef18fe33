// SPDX-License-Identifier: BSL-1.0
#include "store.hpp"

#include <thread>

// The torture list of approvals, S1 to S6; S7 to S10 are in torture_decision.cpp.
//
// S1 (b) by somebody who seals every digest of the store anew is in held_to_the_log.cpp.

using bench::code;
using bench::text_at;
using bench::value_of;

BOOST_AUTO_TEST_SUITE(torture_approval)

BOOST_FIXTURE_TEST_CASE(S1_an_approval_runs_only_with_the_arguments_that_were_approved,
                        bench::state) {
    // (a) Through the call: other arguments are another call, and people are asked anew.
    const std::string id = granted();
    const auto dearer = session().dispatch("pay", bench::json_of(bench::order(999'999)));
    BOOST_TEST((dearer.status == bw::dispatch_status::waiting));
    BOOST_TEST(dearer.ticket != id);
    BOOST_TEST(run(dearer.ticket) == "no_resolution");
    // (b) In the store, where the digest of the frozen arguments no longer fits; (c) a member more.
    for (const char* forged :
         {R"({"amount":999999,"currency":"EUR","memo":"refund","to":"customer-9"})",
          R"({"amount":250,"currency":"EUR","memo":"refund","to":"mallory"})",
          R"({"amount":250,"currency":"EUR","memo":"refund","to":"customer-9","urgent":true})"}) {
        const std::string edited = granted();
        edit(edited, [&](bw::ticket& held) { held.arguments = forged; });
        BOOST_TEST(run(edited) == "arguments_mismatch");
        BOOST_TEST(stands(edited) == "granted");
    }
    BOOST_TEST(at.pays == 0);
    BOOST_TEST(refusals("arguments_mismatch") == 3);
    BOOST_TEST(refusals("no_resolution") == 1);
    // The grant is still bound to what was agreed, and runs with it.
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(at.paid[0].amount == 250);
    BOOST_TEST((bench::words(verified()) == "valid"));
}

BOOST_FIXTURE_TEST_CASE(S1_control_the_order_of_keys_does_not_matter, bench::state) {
    const auto asked = session().dispatch(
        "pay", R"( {"memo":"refund","to":"customer-9", "currency":"EUR", "amount":250} )");
    BOOST_TEST_REQUIRE((asked.status == bw::dispatch_status::waiting));
    const std::string other = ask();
    BOOST_TEST(ticket(asked.ticket).arguments_digest == ticket(other).arguments_digest);
    value_of(by(teller::alice).grant(asked.ticket, ""));
    BOOST_TEST(run(asked.ticket) == "done");
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(at.paid[0].to == "customer-9");
}

BOOST_FIXTURE_TEST_CASE(S1_a_damaged_row_of_the_store_is_refused, bench::state) {
    ONLY_ON("sqlite");
    const std::string id = granted();
    running.reset();
    sqlite3* file = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open((home + "/tickets.db").c_str(), &file) == SQLITE_OK);
    BOOST_TEST(sqlite3_exec(file, "UPDATE ticket SET record=replace(record, '250', '999')", nullptr,
                            nullptr, nullptr) == SQLITE_OK);
    BOOST_TEST(sqlite3_changes(file) == 1);
    sqlite3_close(file);
    const auto reopened = bench::try_open(home, at, time);
    BOOST_TEST(code(reopened) == "state_unavailable");
    BOOST_TEST(reopened.why().hint.find(id) != std::string::npos); // it says which one
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S2_a_grant_is_used_once_in_sequence_and_after_a_restart, bench::state) {
    const std::string id = granted();
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(run(id) == "already_consumed");
    restart();
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(refusals("already_consumed") == 3);
    // The ticket of another state knows nothing of it here, so that nothing runs either.
    static_assert(!std::is_copy_constructible_v<bw::lease<good::pay>>);
    BOOST_TEST(code(by(teller::bob).grant(id, "once more")) == "already_consumed");
    BOOST_TEST(stands(id) == "done");
}

BOOST_FIXTURE_TEST_CASE(S2_a_grant_is_used_once_by_two_threads, bench::state) {
    for (int round = 0; round < 10; ++round) {
        const std::string id = granted();
        std::atomic<int> ready{0}, won{0}, consumed{0};
        const auto race = [&] {
            auto own = session();
            for (++ready; ready < 2;) {}
            const std::string came = code(own.run_granted(id));
            won += came == "done";
            consumed += came == "already_consumed";
        };
        std::thread first(race), second(race);
        first.join();
        second.join();
        BOOST_TEST(won == 1);
        BOOST_TEST(consumed == 1);
    }
    BOOST_TEST(at.pays == 10);
    BOOST_TEST(count("/escalation/verb", "succeed") == 10);
    BOOST_TEST(refusals("already_consumed") == 10);
}

BOOST_FIXTURE_TEST_CASE(S2_a_ticket_that_was_put_back_runs_no_second_time, bench::state) {
    const std::string id = granted();
    const bw::ticket before = ticket(id);
    BOOST_TEST(run(id) == "done");
    edit(id, [&](bw::ticket& held) {
        const unsigned long long revision = held.revision;
        held = before;
        held.revision = revision;
    });
    BOOST_TEST(run(id) == "already_consumed");
    restart();
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(S2_a_store_that_was_copied_back_spends_no_grant_twice, bench::state) {
    ONLY_ON("sqlite");
    const std::string id = granted();
    running.reset();
    const std::string before = bench::bytes_of(home + "/tickets.db");
    restart();
    BOOST_TEST(run(id) == "done");
    running.reset();
    bench::write_bytes(home + "/tickets.db", before);
    // The log knows better than the store that was put back.
    auto reopened = bench::try_open(home, at, time);
    if (reopened) {
        running = *std::move(reopened);
        BOOST_TEST(run(id) == "already_consumed");
    }
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(S3_at_the_instant_of_its_expiry_a_grant_is_over, bench::state) {
    const std::string id = granted(), asked = ask();
    const bw::ticket held = ticket(id);
    time.set(held.expires);
    BOOST_TEST(run(id) == "expired");
    time.move(bw::days(1));
    BOOST_TEST(run(id) == "expired");
    time.set(ticket(asked).deadline);
    BOOST_TEST(code(by(teller::alice).grant(asked, "late")) == "expired");
    BOOST_TEST(code(by(teller::alice).deny(asked, "late")) == "expired");
    BOOST_TEST(at.pays == 0);
    BOOST_TEST(refusals("expired") == 4);
    // A microsecond earlier is in time.
    const std::string in_time = ask();
    time.set({ticket(in_time).deadline.microseconds - 1});
    value_of(by(teller::bob).grant(in_time, "in time"));
    time.set({ticket(in_time).expires.microseconds - 1});
    BOOST_TEST(run(in_time) == "done");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(S4_who_asks_does_not_approve, bench::state) {
    const auto asked = session(bench::context("Alice", "alice@example.com"))
                           .call<teller::pay>(bench::order());
    const std::string id = value_of(asked).ticket;
    const std::vector<bw::voter> same{bench::as(teller::alice),
                                      {"", "alice@example.com"},
                                      {"alice ", " ALICE@example.com"},
                                      {"Alice", "alice.private@example.com"},
                                      {"Somebody", "alice@EXAMPLE.com"}};
    for (const bw::voter& each : same)
        BOOST_TEST(code(by(each).grant(id, "fine")) == "self_approval");
    // The agent itself, whoever stands behind it.
    BOOST_TEST(code(by(bw::voter{"agent-7", "alice@example.com"}).grant(id, "")) ==
               "approver_not_human");
    BOOST_TEST(stands(id) == "waiting");
    BOOST_TEST(ticket(id).votes.empty());
    BOOST_TEST(run(id) == "no_resolution");
    BOOST_TEST(at.pays == 0);
    BOOST_TEST(refusals("self_approval") == 5);
    BOOST_TEST(refusals("approver_not_human") == 1);
    BOOST_TEST(count("/type", "approval") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
