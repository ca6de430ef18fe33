// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation/conformance/asked.hpp>

/// What a store must know of runs: their ends, and whose process is gone.
namespace bailiwick::conformance {

template <class Fixture> void the_sweep_expires_at_the_very_instant() {
    counter<Fixture> at;
    const bw::ticket waiting = at.open(), granted = at.granted();
    const bw::instant just_before{at_deadline.microseconds - 1};
    BOOST_TEST(value_of(at.desk.sweep(just_before)).empty());
    const auto first = value_of(at.desk.sweep(at_deadline));
    BOOST_TEST_REQUIRE(first.size() == 1u);
    BOOST_TEST(first[0].id == waiting.id);
    BOOST_TEST((first[0].state == bw::ticket_state::expired));
    BOOST_TEST(first[0].history.back().words == "nobody decided in time");
    BOOST_TEST(value_of(at.desk.sweep({at_expiry.microseconds - 1})).empty());
    const auto second = value_of(at.desk.sweep(at_expiry));
    BOOST_TEST_REQUIRE(second.size() == 1u);
    BOOST_TEST(second[0].id == granted.id);
    BOOST_TEST((at.now_is(granted) == second[0]));
    BOOST_TEST(value_of(at.desk.sweep(at_expiry)).empty());
}

template <class Fixture> void a_sweep_takes_more_than_one_handful() {
    counter<Fixture> at;
    for (int i = 0; i < 300; ++i)
        at.open();
    const bw::ticket safe = at.running();
    BOOST_TEST(value_of(at.desk.sweep(at_expiry)).size() == 300u);
    BOOST_TEST((at.now_is(safe) == safe));
}

template <class Fixture> void what_a_dead_process_ran_becomes_uncertain() {
    counter<Fixture> at;
    const bw::ticket mine = at.running();
    bw::ticket theirs = at.granted();
    auto other = at.fixture.open();
    theirs = value_of(bw::escalation_desk(*other).start(theirs.id, claim(), later(3)));
    BOOST_TEST(value_of(at.desk.recover(later(4))).empty());
    other.reset();
    const auto lost = value_of(at.desk.recover(later(5)));
    BOOST_TEST_REQUIRE(lost.size() == 1u);
    BOOST_TEST(lost[0].id == theirs.id);
    BOOST_TEST((lost[0].state == bw::ticket_state::uncertain));
    BOOST_TEST((at.now_is(mine) == mine));
    BOOST_TEST(value_of(at.desk.recover(later(6))).empty());
    // Whoever was thought dead and reports all the same is told so.
    BOOST_TEST(outcome_of(at.desk.finish(theirs, {true, "sent"}, later(7))) ==
               "decision_not_allowed");
    BOOST_TEST(at.run(theirs) == "already_consumed");
}

template <class Fixture> void a_person_settles_what_is_uncertain() {
    counter<Fixture> at;
    const bw::voter approver = as(bob), owner = as(dave);
    const bw::ticket first = at.uncertain();
    BOOST_TEST(outcome_of(at.desk.retry(first.id, approver, " ", later(5))) == "malformed_request");
    BOOST_TEST(outcome_of(at.desk.retry(first.id, owner, "go", later(5))) ==
               "approver_not_authorized");
    BOOST_TEST(outcome_of(at.desk.retry(first.id, {"User One", "user-1@example.com"}, "go",
                                        later(5))) == "self_approval");
    BOOST_TEST(outcome_of(at.desk.cancel(first.id, {"User One", "user-1@example.com"}, "x",
                                         later(5))) == "self_approval");
    BOOST_TEST(outcome_of(at.desk.cancel(first.id, {"agent-7", "", bw::party_kind::agent}, "x",
                                         later(5))) == "approver_not_human");
    const bw::ticket again =
        value_of(at.desk.retry(first.id, approver, "the mail is not there", later(5)));
    BOOST_TEST((again.state == bw::ticket_state::granted));
    BOOST_TEST(at.run(again) == "done");
    BOOST_TEST(at.run(again) == "already_consumed");
    BOOST_TEST(at.now_is(again).attempts == 2u);
    // The first run reports late: the second is not ended by it.
    bw::ticket first_run = first;
    first_run.attempts = 1;
    BOOST_TEST(outcome_of(at.desk.finish(first_run, {true, ""}, later(6))) ==
               "decision_not_allowed");

    const bw::ticket second = at.uncertain();
    const bw::ticket stated =
        value_of(at.desk.override_(second.id, owner, "the bank confirms it", later(5)));
    BOOST_TEST((stated.state == bw::ticket_state::overridden));
    BOOST_TEST(stated.outcome == "the bank confirms it");
    const bw::ticket third = at.uncertain();
    BOOST_TEST(outcome_of(at.desk.retry(third.id, approver, "go", at_expiry)) == "expired");
    value_of(at.desk.cancel(third.id, as(carol), "by hand", at_expiry));
}

template <class Fixture> void what_has_not_started_can_be_withdrawn() {
    counter<Fixture> at;
    const bw::voter agent{"agent-7", "", bw::party_kind::agent};
    BOOST_TEST(outcome_of(at.desk.cancel(at.open().id, {"Mallory", "mallory@example.com"}, "x",
                                         noon)) == "approver_not_authorized");
    for (const bw::voter& who :
         {agent, as(dave), as(bob), bw::voter{"User One", "user-1@example.com"}}) {
        const bw::ticket granted = at.granted();
        value_of(at.desk.cancel(granted.id, who, "not any more", later(3)));
        BOOST_TEST(at.run(granted) == "cancelled");
    }
    BOOST_TEST(at.runs == 0);
}

template <class Fixture> void a_run_ends_once() {
    counter<Fixture> at;
    const bw::ticket sent = at.running(), lost = at.running();
    const bw::ticket ended = value_of(at.desk.finish(sent, {true, "receipt 9"}, later(9)));
    BOOST_TEST((ended.state == bw::ticket_state::done));
    BOOST_TEST(ended.outcome == "receipt 9");
    BOOST_TEST(outcome_of(at.desk.finish(sent, {true, "receipt 9"}, later(9))) ==
               "already_recorded");
    BOOST_TEST(outcome_of(at.desk.finish(sent, {false, ""}, later(9))) == "decision_not_allowed");
    BOOST_TEST((value_of(at.desk.finish(lost, {false, "no route"}, later(9))).state ==
                bw::ticket_state::failed));
    BOOST_TEST(outcome_of(at.desk.retry(lost.id, as(bob), "go", later(9))) == "already_consumed");
}

template <class Fixture> void whatever_a_tool_says_can_be_recorded() {
    counter<Fixture> at;
    const bw::ticket odd = at.running(), many = at.running(), lost = at.running();
    value_of(at.desk.finish(odd, {true, "a\xffz\xe2\x82"}, later(9)));
    BOOST_TEST(at.now_is(odd).outcome == "a\uFFFDz\uFFFD\uFFFD");
    value_of(at.desk.finish(many, {false, std::string(90'000, '\n')}, later(9)));
    BOOST_TEST(at.now_is(many).outcome.size() < 4100u);
    value_of(at.desk.mark_uncertain(lost.id, std::string("a\0b\x80", 4), later(9)));
    BOOST_TEST(at.now_is(lost).history.back().words == std::string("a\0b\uFFFD", 6));
}

} // namespace bailiwick::conformance
