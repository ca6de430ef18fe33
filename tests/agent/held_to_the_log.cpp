// SPDX-License-Identifier: BSL-1.0
#include "child.hpp"

#include <boost/test/unit_test.hpp>

// The store can be edited and sealed anew, the log cannot: what runs is held to what the log tells.

using bench::code;

BOOST_AUTO_TEST_SUITE(held_to_the_log)

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

BOOST_AUTO_TEST_SUITE_END()
