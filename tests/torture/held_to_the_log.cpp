// SPDX-License-Identifier: BSL-1.0
#include "child.hpp"

#include <boost/test/unit_test.hpp>

// The store can be edited and sealed anew, the log cannot: what runs is held to what the log tells.

using bench::code;

BOOST_AUTO_TEST_SUITE(held_to_the_log)

BOOST_FIXTURE_TEST_CASE(S1_S14_an_approval_that_is_edited_and_sealed_anew_is_refused, bench::state) {
    const std::string id = granted();
    edit(id, [](bw::ticket& held) {
        held.arguments = R"({"amount":999999,"currency":"EUR","memo":"refund","to":"mallory"})";
        held.arguments_digest = bw::digest_of(held.arguments).view();
    });
    BOOST_TEST(run(id) == "arguments_mismatch");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S14_votes_that_nobody_gave_are_refused, bench::state) {
    const std::string id = ask();
    edit(id, [](bw::ticket& held) {
        held.state = bw::ticket_state::granted;
        held.votes.push_back({"Alice", "alice@example.com", bw::verdict::grant, "", held.opened});
    });
    BOOST_TEST(run(id) == "quorum_not_met");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(refused_as_expired_stays_expired_when_the_clock_goes_back, bench::state) {
    const std::string id = granted(), waits = ask();
    time.move(bw::hours(9));
    BOOST_TEST(run(id) == "expired");
    BOOST_TEST(code(by(teller::bob).grant(waits, "late")) == "expired");
    time.move(bw::hours(-9));
    BOOST_TEST(run(id) == "expired");
    BOOST_TEST(code(by(teller::bob).grant(waits, "late")) == "expired");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S19_what_was_cut_off_has_an_indeterminate_outcome, bench::state) {
    running.reset();
    BOOST_TEST(bench::in_child([&] {
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return 2;
        at.while_noting = [](const teller::line&) { ::_exit(0); };
        bw::session own(**opened, bench::context());
        static_cast<void>(own.call<teller::note>({"c", "t"}));
        return 1;
    }) == 0);
    restart();
    BOOST_TEST(count("/outcome/status", "indeterminate") == 1);
    restart(); // and not once more
    BOOST_TEST(count("/outcome/status", "indeterminate") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
