// SPDX-License-Identifier: BSL-1.0
#include "desk_at_work.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

using at_work::text_at;

BOOST_AUTO_TEST_SUITE(gate)

BOOST_FIXTURE_TEST_CASE(an_automatic_call_leaves_an_intent_and_an_outcome, at_work::desk) {
    auto run = session();
    const auto found = run.call<good::lookup>({"c1"});
    BOOST_REQUIRE(found.is_done());
    BOOST_TEST(at_work::lookups == 1);
    const auto all = receipts();
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    BOOST_TEST(text_at(all[0], "/type") == "intent");
    BOOST_TEST(text_at(all[0], "/decision/effect") == "allow");
    BOOST_TEST(text_at(all[0], "/trigger/ref") == "mail:1");
    BOOST_TEST(text_at(all[0], "/decision/model") == "example-model@2026-08-01");
    BOOST_TEST(text_at(all[0], "/manifest") == bw::digest<at_work::agent>.view());
    BOOST_TEST(text_at(all[1], "/type") == "outcome");
    BOOST_TEST(text_at(all[1], "/outcome/status") == "ok");
    BOOST_TEST(text_at(all[0], "/act") == text_at(all[1], "/act"));
}

BOOST_FIXTURE_TEST_CASE(the_log_keeps_no_value_in_the_clear, at_work::desk) {
    auto run = session();
    static_cast<void>(run.call<good::write_note>({"ZEBRA-7731", "the customer is a giraffe"}));
    for (const auto& each : receipts()) {
        const std::string text = boost::json::serialize(each);
        BOOST_TEST(text.find("ZEBRA") == std::string::npos);
        BOOST_TEST(text.find("giraffe") == std::string::npos);
        BOOST_TEST(text.find("call me back") == std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(a_gated_call_gives_a_ticket_and_runs_nothing, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    static_assert(std::is_same_v<decltype(asked), const bw::answer<bw::pending<good::done>>>);
    BOOST_REQUIRE(asked.is_done());
    BOOST_TEST(asked->queue == "leads");
    BOOST_TEST(at_work::mails == 0);
    const auto all = receipts();
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(text_at(all[0], "/decision/effect") == "require_approval");
    BOOST_TEST(text_at(all[0], "/approval/ticket") == asked->ticket);
    BOOST_TEST(text_at(all[0], "/act") == asked->ticket);
}

BOOST_FIXTURE_TEST_CASE(a_granted_call_runs_once_with_what_was_agreed, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    BOOST_REQUIRE(asked.is_done());
    BOOST_TEST((run.run_granted(asked->ticket).why.code == bw::reason::no_resolution));
    BOOST_REQUIRE(by(good::ben).grant(asked->ticket, "fine").is_done());
    const auto came = run.run_granted(asked->ticket);
    BOOST_TEST((came.status == bw::dispatch_status::done));
    BOOST_TEST(at_work::mails == 1);
    BOOST_TEST((run.run_granted(asked->ticket).why.code == bw::reason::already_consumed));
    BOOST_TEST(at_work::mails == 1);
    std::vector<std::string> types;
    for (const auto& each : receipts())
        if (text_at(each, "/act") == asked->ticket) types.push_back(text_at(each, "/type"));
    // The two runs that were refused, before the grant and after it was spent, are on record.
    const std::vector<std::string> wanted{"intent",     "escalation", "approval",  "escalation",
                                          "outcome",    "escalation", "escalation"};
    BOOST_TEST(types == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_denied_call_never_runs, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    BOOST_REQUIRE(by(good::ana).deny(asked->ticket, "not like this").is_done());
    BOOST_TEST((run.run_granted(asked->ticket).why.code == bw::reason::not_terminal_allow));
    BOOST_TEST((by(good::ben).grant(asked->ticket, "fine").why().code ==
                bw::reason::not_terminal_allow));
    BOOST_TEST(at_work::mails == 0);
}

BOOST_FIXTURE_TEST_CASE(a_model_is_answered_in_json_whatever_it_asks, at_work::desk) {
    auto run = session();
    const auto asked = [&](const char* tool, const char* json) {
        return run.dispatch(tool, json);
    };
    BOOST_TEST((asked("lookup", R"({"customer":"c1"})").status == bw::dispatch_status::done));
    BOOST_TEST((asked("send_mail", R"({"customer":"c1","body":"b"})").status ==
                bw::dispatch_status::waiting));
    const auto refused = [&](const char* tool, const char* json) {
        const auto came = asked(tool, json);
        BOOST_TEST((came.status == bw::dispatch_status::refused));
        return came.why.code;
    };
    BOOST_TEST((refused("move_money", "{}") == bw::reason::never));
    BOOST_TEST((refused("Lookup", "{}") == bw::reason::tool_unknown));
    BOOST_TEST((refused("lookup", "{") == bw::reason::malformed_request));
    BOOST_TEST((refused("lookup", R"({"customer":1})") == bw::reason::malformed_request));
    BOOST_TEST((refused("lookup", R"({"customer":"c1","extra":1})") ==
                bw::reason::malformed_request));
    BOOST_TEST((refused("lookup", R"({"customer":"0123456789012345678901234567890123456789x"})") ==
                bw::reason::malformed_request));
    // Every refusal has left an intent with effect deny and its reason code.
    std::size_t denials = 0;
    for (const auto& each : receipts())
        denials += text_at(each, "/decision/effect") == "deny" &&
                   !text_at(each, "/decision/reason").empty();
    BOOST_TEST(denials == 6u);
    BOOST_TEST(at_work::lookups == 1);
}

BOOST_FIXTURE_TEST_CASE(a_pause_stops_calls_and_leases_and_survives, at_work::desk) {
    auto run = session();
    BOOST_REQUIRE(by(good::ana).pause("it sends nonsense").is_done());
    BOOST_TEST((run.call<good::lookup>({"c1"}).why().code == bw::reason::paused));
    BOOST_TEST(at_work::lookups == 0);
    BOOST_REQUIRE(by(good::ana).resume("checked").is_done());
    BOOST_TEST(run.call<good::lookup>({"c1"}).is_done());
    BOOST_TEST((by(good::ana).pause("").why().code == bw::reason::malformed_request));
}

BOOST_FIXTURE_TEST_CASE(a_run_ends_with_its_steps, at_work::desk) {
    auto run = session();
    int done = 0;
    for (int i = 0; i < 40; ++i)
        done += run.call<good::lookup>({"c" + std::to_string(i)}).is_done();
    BOOST_TEST(done == 20); // the charter's budget
    BOOST_TEST((run.call<good::lookup>({"x"}).why().code == bw::reason::resource_limit_exceeded));
    BOOST_TEST(session().template call<good::lookup>({"x"}).is_done()); // a new run has its own
}

BOOST_FIXTURE_TEST_CASE(a_run_ends_with_its_time_and_its_money, at_work::desk) {
    auto slow = session();
    time.move(bw::minutes(10));
    BOOST_TEST((slow.call<good::lookup>({"c"}).why().subject == "time"));
    auto rich = session();
    rich.spend(50);
    BOOST_TEST((rich.call<good::lookup>({"c"}).why().subject == "cost"));
}

BOOST_FIXTURE_TEST_CASE(the_same_call_again_and_again_is_broken_off, at_work::desk) {
    auto run = session();
    for (int i = 0; i < 3; ++i) BOOST_TEST(run.call<good::lookup>({"c"}).is_done());
    BOOST_TEST((run.call<good::lookup>({"c"}).why().subject == "identical_calls"));
    BOOST_TEST(run.call<good::lookup>({"d"}).is_done());
}

BOOST_FIXTURE_TEST_CASE(a_tool_has_a_rate_over_all_sessions, at_work::desk) {
    int done = 0;
    for (int i = 0; i < 80; ++i) {
        auto run = session();
        done += run.call<good::lookup>({"c"}).is_done();
    }
    BOOST_TEST(done == 60);
    time.move(bw::minutes(1));
    auto run = session();
    BOOST_TEST(run.call<good::lookup>({"c"}).is_done());
}

BOOST_FIXTURE_TEST_CASE(a_clock_that_goes_back_a_little_opens_no_second_window, at_work::desk) {
    const auto calls = [&] {
        int done = 0;
        for (int i = 0; i < 80; ++i)
            done += session().template call<good::lookup>({"c"}).is_done();
        return done;
    };
    BOOST_TEST(calls() == 60);
    time.move(bw::seconds(-30));
    BOOST_TEST(calls() == 0);
    // Further back than a window is long, the clock was set: a window begins anew, and ends.
    time.move(bw::minutes(-60));
    BOOST_TEST(calls() == 60);
    BOOST_TEST(calls() == 0);
}

BOOST_FIXTURE_TEST_CASE(a_failing_tool_is_a_failure_and_says_so, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    BOOST_REQUIRE(by(good::ben).grant(asked->ticket, "fine").is_done());
    at_work::fail_next = 1;
    const auto came = run.run_granted(asked->ticket);
    BOOST_TEST((came.why.code == bw::reason::tool_failed));
    BOOST_TEST(came.why.hint == "the relay is away");
    BOOST_TEST((running->tickets().find(asked->ticket)->state == bw::ticket_state::failed));
    bool error_receipt = false;
    for (const auto& each : receipts())
        error_receipt |= text_at(each, "/outcome/status") == "error";
    BOOST_TEST(error_receipt);
}

BOOST_FIXTURE_TEST_CASE(a_revoked_account_lends_nothing, at_work::desk) {
    auto run = session();
    BOOST_REQUIRE(running->state()
                      .accounts.revoke("desk-reader", "Platform on-call", "leaked", time())
                      .is_done());
    BOOST_TEST((run.call<good::lookup>({"c"}).why().code == bw::reason::revoked));
    BOOST_TEST(at_work::lookups == 0);
}

BOOST_FIXTURE_TEST_CASE(without_a_receipt_nothing_runs, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    BOOST_REQUIRE(by(good::ben).grant(asked->ticket, "fine").is_done());
    at_work::disk_fails = true;
    BOOST_TEST((run.call<good::lookup>({"c"}).why().code == bw::reason::receipt_unavailable));
    BOOST_TEST((run.call<good::send_mail>({"c", "x"}).why().code ==
                bw::reason::receipt_unavailable));
    BOOST_TEST((run.run_granted(asked->ticket).why.code == bw::reason::receipt_unavailable));
    BOOST_TEST((by(good::ben).deny(asked->ticket, "no").why().code !=
                bw::reason::already_recorded));
    BOOST_TEST(at_work::lookups == 0);
    BOOST_TEST(at_work::mails == 0);
    // A log that failed once stays shut, even when the disk is well again.
    at_work::disk_fails = false;
    BOOST_TEST((run.call<good::lookup>({"d"}).why().code == bw::reason::receipt_unavailable));
    BOOST_TEST((running->tickets().find(asked->ticket)->state == bw::ticket_state::granted));
    BOOST_TEST(by(good::ana).pause("the log is broken").is_done() == false);
    BOOST_TEST(*running->is_paused()); // the stop works all the same
}

BOOST_FIXTURE_TEST_CASE(a_result_without_a_receipt_is_uncertain, at_work::desk) {
    auto run = session();
    const auto asked = run.call<good::send_mail>({"c1", "hello"});
    BOOST_REQUIRE(by(good::ben).grant(asked->ticket, "fine").is_done());
    at_work::break_disk_in_tool = true;
    const auto came = run.run_granted(asked->ticket);
    at_work::break_disk_in_tool = false;
    BOOST_TEST((came.status == bw::dispatch_status::refused));
    BOOST_TEST(at_work::mails == 1);
    at_work::disk_fails = false;
    BOOST_TEST((run.run_granted(asked->ticket).status == bw::dispatch_status::refused));
    BOOST_TEST(at_work::mails == 1);
}

BOOST_FIXTURE_TEST_CASE(many_threads_share_an_agent, at_work::desk) {
    std::vector<std::thread> threads;
    std::atomic<int> done{0}, asked{0};
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            auto run = session();
            for (int i = 0; i < 5; ++i) {
                done += run.call<good::lookup>({std::to_string(t * 100 + i)}).is_done();
                if (i < 3) // the queue takes thirty an hour, and more would pause the agent
                    asked +=
                        run.call<good::send_mail>({std::to_string(t), std::to_string(i)}).is_done();
            }
        });
    for (std::thread& each : threads) each.join();
    BOOST_TEST(done == 40);
    BOOST_TEST(asked == 24);
    BOOST_TEST(receipts().size() >= 80u);
}

BOOST_AUTO_TEST_SUITE_END()
