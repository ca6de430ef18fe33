// SPDX-License-Identifier: BSL-1.0
#include "../agent/child.hpp"
#include "store.hpp"

// The torture list of what fails in the middle: S19, the log before and after an effect, and S20,
// the tool. A limit on the size of files stands for a disk that is full.

using bench::closed;
using bench::code;
using bench::in_child;
using bench::limit_files_to;
using bench::value_of;

BOOST_AUTO_TEST_SUITE(torture_failing)

BOOST_FIXTURE_TEST_CASE(S19_a_log_that_fails_before_the_effect_stops_it, closed) {
    NOT_ON("memory");
    // The limit is reached while the agent is at work: the next receipt cannot be written.
    const int came = in_child([&] {
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return 2;
        bw::session own(**opened, bench::context());
        if (code(own.call<teller::note>({"c", "t"})) != "done")
            return 3;
        limit_files_to(4096);
        if (code(own.call<teller::note>({"c", "u"})) != "receipt_unavailable")
            return 4;
        if (code(own.run_granted(id)) == "done" || at.pays != 0 || at.notes != 1)
            return 5;
        bw::operator_desk bob(**opened, bench::as(teller::bob));
        return code(bob.deny(id, "no")) == "done" ? 6 : 0;
    });
    BOOST_TEST(came == 0);
    goes_on();
}

BOOST_FIXTURE_TEST_CASE(S19_a_log_that_fails_after_the_effect_leaves_it_uncertain, closed) {
    NOT_ON("memory");
    const int came = in_child([&] {
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return 2;
        at.while_paying = [](const teller::order&) { limit_files_to(4096); };
        bw::session own(**opened, bench::context());
        const std::string came_of_it = code(own.run_granted(id));
        if (came_of_it == "done" || at.pays != 1)
            return 3;
        return code(own.run_granted(id)) != "done" && at.pays == 1 ? 0 : 4;
    });
    BOOST_TEST(came == 0);
    restart();
    BOOST_TEST(stands(id) == "uncertain");
    BOOST_TEST(count("/escalation/to", "uncertain") == 1);
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 0); // this process has paid nothing; the one before has, once
    const auto told = verified();
    BOOST_TEST(bench::words(told) == "valid");
    BOOST_TEST(told.open_intents == 0u);
    BOOST_TEST(count("/outcome/status", "indeterminate") == 1);
    value_of(by(teller::carol).override_(id, "the bank has paid it"));
    BOOST_TEST(stands(id) == "overridden");
}

BOOST_FIXTURE_TEST_CASE(S19_an_effect_whose_process_died_is_never_silence, bench::state) {
    NOT_ON("memory");
    // In the middle of an automatic call: its outcome is on record as unknown. In the middle of a
    // granted one: its ticket says so, too.
    const std::string id = granted();
    running.reset();
    for (const bool automatic : {true, false}) {
        const int came = in_child([&] {
            auto opened = bench::try_open(home, at, time);
            if (!opened)
                return 2;
            at.while_noting = [](const teller::line&) { ::_exit(0); };
            at.while_paying = [](const teller::order&) { ::_exit(0); };
            bw::session own(**opened, bench::context());
            return automatic ? int(own.call<teller::note>({"c", "t"}).is_done())
                             : int(own.run_granted(id).ticket.size()) + 3;
        });
        BOOST_TEST(came == 0);
    }
    restart();
    BOOST_TEST(stands(id) == "uncertain");
    BOOST_TEST(count("/escalation/to", "uncertain") == 1);
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays + at.notes == 0); // by this process
    BOOST_TEST(count("/outcome/status", "indeterminate") == 2);
    restart(); // and not once more
    BOOST_TEST(count("/outcome/status", "indeterminate") == 2);
    // Only a person lets it run again, and only while the grant lasts.
    BOOST_TEST(code(by(bw::voter{"User One", "user-1@example.com"}).retry(id, "again")) ==
               "self_approval");
    value_of(by(teller::bob).retry(id, "the bank knows nothing of it"));
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(bench::words(verified()) == "valid");
}

BOOST_FIXTURE_TEST_CASE(S19_a_process_that_died_after_its_outcome_has_told_it, bench::state) {
    NOT_ON("memory");
    // The outcome is durable, the ticket's end is not: the log knows what the store does not.
    for (const bool well : {true, false}) {
        const std::string id = granted();
        running.reset();
        const int came = in_child([&] {
            int readings = -1; // of the clock: one for the outcome, one for the ticket's end
            const auto dying = [&] {
                if (readings > 0 && --readings == 0)
                    ::_exit(0);
                return time();
            };
            auto options = bench::options(home, time);
            options.process.clock = bw::time_source(dying);
            auto opened = bw::open_embedded<agent>(std::move(options), teller::note{&at},
                                                   teller::pay{&at});
            if (!opened)
                return 2;
            at.while_paying = [&](const teller::order&) {
                readings = 2;
                if (!well)
                    throw std::runtime_error("the bank said no");
            };
            bw::session own(**opened, bench::context());
            return int(own.run_granted(id).ticket.size()) + 3;
        });
        BOOST_TEST(came == 0);
        restart();
        BOOST_TEST(stands(id) == (well ? "done" : "failed"));
        BOOST_TEST(run(id) == "already_consumed");
    }
    BOOST_TEST(at.pays == 0); // by this process
    BOOST_TEST(count("/outcome/status", "ok") == 1);
    BOOST_TEST(count("/outcome/status", "error") == 1);
    BOOST_TEST(count("/outcome/status", "indeterminate") == 0);
    BOOST_TEST(bench::words(verified()) == "valid");
}

BOOST_FIXTURE_TEST_CASE(S20_a_tool_that_throws_has_failed, bench::state) {
    at.while_paying = [](const teller::order&) { throw std::runtime_error("the bank said no"); };
    const std::string id = granted();
    const auto came = session().run_granted(id);
    BOOST_TEST(code(came) == "tool_failed");
    BOOST_TEST(came.why.hint == "the bank said no");
    BOOST_TEST(stands(id) == "failed");
    BOOST_TEST(run(id) == "already_consumed");
    // The text of what was thrown comes from outside; it is no receipt that cannot be written.
    at.while_paying = [](const teller::order&) {
        throw std::runtime_error("\xff\x01" + std::string(99'999, 'x'));
    };
    const std::string second = granted();
    BOOST_TEST(run(second) == "tool_failed");
    BOOST_TEST(stands(second) == "failed");
    at.while_paying = [](const teller::order&) { throw 7; };
    const std::string third = granted();
    BOOST_TEST(run(third) == "tool_failed");
    BOOST_TEST(at.pays == 3);
    BOOST_TEST(count("/outcome/status", "error") == 3);
    BOOST_TEST(count("/outcome/status", "ok") == 0);
    BOOST_TEST((bench::words(verified()) == "valid"));
}

BOOST_FIXTURE_TEST_CASE(S20_a_tool_that_is_late_has_an_effect_that_nobody_knows, bench::state) {
    at.while_paying = [&](const teller::order&) { time.move(bw::seconds(11)); };
    at.while_noting = [&](const teller::line&) { time.move(bw::seconds(6)); };
    const std::string id = granted();
    BOOST_TEST(run(id) == "timed_out");
    BOOST_TEST(stands(id) == "uncertain");
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "timed_out");
    BOOST_TEST(count("/outcome/status", "timeout") == 2);
    BOOST_TEST(count("/outcome/status", "ok") == 0);
    // Late and failed is late: what it had done by then nobody knows.
    at.while_paying = [&](const teller::order&) {
        time.move(bw::seconds(11));
        throw std::runtime_error("no answer");
    };
    const std::string second = granted();
    BOOST_TEST(run(second) == "timed_out");
    BOOST_TEST(stands(second) == "uncertain");
    BOOST_TEST(at.pays == 2);
    // A person settles it.
    BOOST_TEST(code(by(teller::carol).override_(second, "the bank has it")) == "done");
    BOOST_TEST(stands(second) == "overridden");
    BOOST_TEST(run(second) == "already_consumed");
}

BOOST_AUTO_TEST_SUITE_END()
