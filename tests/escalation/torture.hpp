// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "asked.hpp"

/// The torture list that needs tickets only, named as in the list. Include it once, after
/// `using fixtures = std::tuple<…>`.

using asked::as;
using asked::later;
using asked::value_of;

BOOST_AUTO_TEST_CASE_TEMPLATE(s01_arguments_changed_after_approval, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted();
    bw::start_claim changed = asked::claim();
    changed.arguments = R"({"amount":999999,"currency":"EUR","memo":"refund","to":"customer-9"})";
    BOOST_TEST(at.run(granted, changed) == "arguments_mismatch");
    changed.arguments =
        R"({"amount":250,"currency":"EUR","memo":"refund","to":"customer-9","urgent":true})";
    BOOST_TEST(at.run(granted, changed) == "arguments_mismatch");
    for (const char* broken : {"", "{", "[]", "250", R"({"amount":250,"amount":250})"}) {
        changed.arguments = broken;
        BOOST_TEST(at.run(granted, changed) == "arguments_mismatch");
    }
    // Somebody edits what the store holds: the text no longer fits its own digest.
    bw::ticket edited = at.granted();
    ++edited.revision;
    edited.arguments = R"({"amount":999999,"currency":"EUR","memo":"refund","to":"customer-9"})";
    value_of(at.store->update(edited, {}));
    bw::start_claim same = asked::claim();
    same.arguments = edited.arguments;
    BOOST_TEST(at.run(edited, same) == "arguments_mismatch");
    BOOST_TEST(at.run(edited) == "arguments_mismatch");
    BOOST_TEST(at.runs == 0);
    BOOST_TEST(bw::frozen_digest(edited) != bw::frozen_digest(granted));
    // The control: the same arguments in another order, and with white space.
    changed.arguments =
        R"( {"to":"customer-9", "memo":"refund", "currency":"EUR", "amount":2.5e2} )";
    BOOST_TEST(at.run(granted, changed) == "done");
    BOOST_TEST(at.runs == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s02_a_grant_is_spent_once, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted();
    BOOST_TEST(at.run(granted) == "done");
    BOOST_TEST(at.run(granted) == "already_consumed");
    BOOST_TEST(at.run(granted) == "already_consumed");
    // A copy of the ticket is no second grant, in this process or after a restart.
    const bw::ticket copy = granted;
    BOOST_TEST(at.run(copy) == "already_consumed");
    const auto restarted = at.fixture.open();
    CHECK_REFUSED(bw::escalation_desk(*restarted).start(copy.id, asked::claim(), later(9)),
                  already_consumed);
    value_of(at.desk.finish(at.now_is(granted), {true, ""}, later(9)));
    BOOST_TEST(at.run(granted) == "already_consumed");
    BOOST_TEST(at.runs == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s03_expired_at_the_instant, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted(), waiting = at.open();
    BOOST_TEST(at.run(granted, asked::claim(), asked::at_expiry) == "expired");
    BOOST_TEST(at.run(granted, asked::claim(), asked::at_expiry + bw::days(9)) == "expired");
    CHECK_REFUSED(at.desk.grant(waiting.id, as(asked::alice), "late", asked::at_deadline), expired);
    CHECK_REFUSED(at.desk.deny(waiting.id, as(asked::alice), "late", asked::at_deadline), expired);
    BOOST_TEST(at.runs == 0);
    value_of(at.desk.sweep(asked::at_expiry));
    BOOST_TEST(at.run(granted, asked::claim(), asked::noon) == "expired");
    CHECK_REFUSED(at.desk.grant(waiting.id, as(asked::alice), "late", asked::noon), expired);
    BOOST_TEST(at.runs == 0);
    // One microsecond before it is still good.
    const bw::ticket in_time = at.granted();
    BOOST_TEST(at.run(in_time, asked::claim(), {asked::at_expiry.microseconds - 1}) == "done");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s04_the_requester_cannot_approve, Fixture, fixtures) {
    asked::counter<Fixture> at;
    bw::ticket_request request = asked::request();
    request.requester = as(asked::alice); // who is an approver too
    const bw::ticket ticket = value_of(at.desk.open(request, asked::noon));
    for (const bw::voter& self : {as(asked::alice), bw::voter{"", "alice@example.com"},
                                  bw::voter{"alice ", " ALICE@example.com"}, bw::voter{"Alice", ""},
                                  bw::voter{"Alice", "alice.private@example.com"},
                                  bw::voter{"Somebody", "alice@EXAMPLE.com"}})
        CHECK_REFUSED(at.desk.grant(ticket.id, self, "fine", later(1)), self_approval);
    BOOST_TEST((at.now_is(ticket) == ticket));
    BOOST_TEST(at.run(ticket) == "no_resolution");
    BOOST_TEST(at.runs == 0);
    // Nobody is left who could agree: it is not even asked.
    request.approvers = 3;
    CHECK_REFUSED(at.desk.open(request, asked::noon), quorum_not_met);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s05_a_quorum_of_two_needs_two_in_time, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open(2);
    const bw::ticket one = value_of(at.desk.grant(ticket.id, as(asked::alice), "", later(1)));
    BOOST_TEST((one.state == bw::ticket_state::waiting));
    BOOST_TEST(at.run(ticket) == "no_resolution");
    const bw::ticket two = value_of(at.desk.grant(ticket.id, as(asked::bob), "", later(100'000)));
    BOOST_TEST((two.state == bw::ticket_state::granted));
    BOOST_TEST(at.run(ticket, asked::claim(), later(200'000)) == "done");

    const bw::ticket late = at.open(2);
    value_of(at.desk.grant(late.id, as(asked::alice), "", later(1)));
    const auto swept = value_of(at.desk.sweep(asked::at_deadline));
    BOOST_TEST_REQUIRE(swept.size() == 1u);
    BOOST_TEST(swept[0].history.back().words == "only 1 of 2 people agreed in time");
    CHECK_REFUSED(at.desk.grant(late.id, as(asked::bob), "", asked::at_deadline), expired);

    bw::queue lenient = asked::payments;
    lenient.on_expiry = bw::expiry::approve;
    bw::ticket_request request = asked::request();
    request.asks = &lenient;
    CHECK_REFUSED(at.desk.open(request, asked::noon), malformed_request);
    BOOST_TEST(at.runs == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s06_one_person_counts_once, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open(2);
    value_of(at.desk.grant(ticket.id, as(asked::alice), "yes", later(1)));
    for (const bw::voter& again :
         {bw::voter{"Alice ", "alice@example.com"}, bw::voter{"alice", "alice@example.com"},
          bw::voter{"Alice", "Alice@Example.COM"}, bw::voter{"", "\talice@example.com\n"}})
        CHECK_REFUSED(at.desk.grant(ticket.id, again, "yes", later(2)), duplicate_approver);
    for (const bw::voter& other :
         {bw::voter{"Alice", "\u0430lice@example.com"}, // Cyrillic a
          bw::voter{"\u0410lice", "alice@example.com"}, bw::voter{"Ali", "alice+2@example.com"},
          bw::voter{"Alice", "alice@example.com\u200b"}, bw::voter{"Alice", ""}})
        CHECK_REFUSED(at.desk.grant(ticket.id, other, "yes", later(2)), approver_not_authorized);
    BOOST_TEST((at.now_is(ticket).state == bw::ticket_state::waiting));
    BOOST_TEST(at.now_is(ticket).votes.size() == 1u);
    BOOST_TEST(at.run(ticket) == "no_resolution");

    // One person under two roles of the queue is one approver, and two are then out of reach.
    static constexpr bw::person alias{"Alice Admin", "ALICE@example.com"};
    static constexpr bw::queue twice{.name = "twice",
                                     .owner = &asked::dave,
                                     .approvers = {asked::alice, alias},
                                     .answer_within = bw::hours(1),
                                     .on_expiry = bw::expiry::deny};
    bw::ticket_request request = asked::request(2);
    request.asks = &twice;
    CHECK_REFUSED(at.desk.open(request, asked::noon), quorum_not_met);
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s07_the_charter_changed_since, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted();
    // Policy, approvers and tool schemas all are parts of the declaration and so of its digest.
    bw::start_claim newer = asked::claim();
    newer.declaration_digest = asked::version_2;
    BOOST_TEST(at.run(granted, newer) == "policy_version_mismatch");
    newer.declaration_digest.clear();
    BOOST_TEST(at.run(granted, newer) == "policy_version_mismatch");
    BOOST_TEST(at.runs == 0);
    bw::ticket_request request = asked::request();
    request.declaration_digest = asked::version_2;
    const bw::ticket anew = value_of(at.desk.open(request, asked::noon));
    BOOST_TEST(at.run(anew, {"pay", asked::pay_250, asked::version_2}) == "no_resolution");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s08_advice_of_a_model_or_script_is_no_approval, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open();
    for (const bw::voter& advice :
         {bw::voter{"Alice", "alice@example.com", bw::party_kind::agent},
          bw::voter{"Alice", "alice@example.com", bw::party_kind::system},
          bw::voter{"agent-7", "alice@example.com"}, bw::voter{"Agent-7 ", ""},
          bw::voter{"Alice", "agent-7"}, bw::voter{"judge", "", bw::party_kind::agent}})
        CHECK_REFUSED(at.desk.grant(ticket.id, advice, "looks fine", later(1)), approver_not_human);
    BOOST_TEST((at.now_is(ticket) == ticket));
    BOOST_TEST(at.run(ticket) == "no_resolution");
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s09_edited_into_another_tool, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted();
    for (const char* other : {"drop_table", "note", "Pay", "pay ", ""}) {
        bw::start_claim edited = asked::claim();
        edited.tool = other;
        BOOST_TEST(at.run(granted, edited) == "tool_name_mismatch");
    }
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s10_approve_one_reject_the_other, Fixture, fixtures) {
    for (const bool reversed : {false, true}) {
        asked::counter<Fixture> at;
        const bw::ticket first = at.open(), second = at.open();
        const bw::ticket& good = reversed ? second : first;
        const bw::ticket& bad = reversed ? first : second;
        value_of(at.desk.deny(bad.id, as(asked::alice), "no", later(1)));
        value_of(at.desk.grant(good.id, as(asked::alice), "yes", later(1)));
        BOOST_TEST(at.run(bad) == "not_terminal_allow");
        BOOST_TEST(at.run(good) == "done");
        BOOST_TEST(at.run(bad) == "not_terminal_allow");
        BOOST_TEST(at.runs == 1);
    }
    // One decision is about one ticket; a decision without a reason for its "no" is malformed.
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open();
    CHECK_REFUSED(at.desk.deny(ticket.id, as(asked::alice), "", later(1)), malformed_request);
    CHECK_REFUSED(at.desk.grant(ticket.id, as(asked::alice), "\xff", later(1)), malformed_request);
    CHECK_REFUSED(at.desk.grant(ticket.id, as(asked::alice), std::string(5000, 'x'), later(1)),
                  malformed_request);
    CHECK_REFUSED(at.desk.grant(ticket.id.substr(0, 12), as(asked::alice), "", later(1)),
                  unknown_request);
    BOOST_TEST((at.now_is(ticket) == ticket));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s21_only_a_person_of_the_queue_can_answer, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open();
    const std::string yes = "approved";
    CHECK_REFUSED(at.desk.grant(ticket.id, {"User One", "user-1@example.com"}, yes, later(1)),
                  self_approval); // the end user
    CHECK_REFUSED(
        at.desk.grant(ticket.id, {"read_mail", "", bw::party_kind::system}, yes, later(1)),
        approver_not_human); // what a tool gave back
    CHECK_REFUSED(at.desk.grant(ticket.id, {"a-model", "", bw::party_kind::agent}, yes, later(1)),
                  approver_not_human);
    CHECK_REFUSED(at.desk.grant(ticket.id, {"", ""}, yes, later(1)), approver_not_authorized);
    BOOST_TEST(at.run(ticket) == "no_resolution");
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s22_no_start_before_the_decision, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open();
    BOOST_TEST(at.run(ticket) == "no_resolution");
    BOOST_TEST((at.now_is(ticket) == ticket));
    // A state that was set by hand is no decision either: the votes are counted again.
    bw::ticket forged = ticket;
    ++forged.revision;
    forged.state = bw::ticket_state::granted;
    value_of(at.store->update(forged, {}));
    BOOST_TEST(at.run(ticket) == "quorum_not_met");
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s24_the_same_decision_twice_is_one, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open(2);
    const bw::ticket once = value_of(at.desk.grant(ticket.id, as(asked::alice), "yes", later(1)));
    CHECK_REFUSED(at.desk.grant(ticket.id, as(asked::alice), "yes", later(2)), already_recorded);
    BOOST_TEST((at.now_is(ticket) == once));
    value_of(at.desk.grant(ticket.id, as(asked::bob), "yes", later(3)));
    CHECK_REFUSED(at.desk.grant(ticket.id, as(asked::alice), "yes", later(4)), already_recorded);
    BOOST_TEST(at.run(ticket) == "done");
    CHECK_REFUSED(at.desk.grant(ticket.id, as(asked::bob), "yes", later(9)), already_recorded);
    BOOST_TEST(at.run(ticket) == "already_consumed");
    const bw::ticket denied = at.open();
    value_of(at.desk.deny(denied.id, as(asked::bob), "no", later(1)));
    CHECK_REFUSED(at.desk.deny(denied.id, as(asked::bob), "no", later(2)), already_recorded);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s25_a_restart_keeps_what_is_pending, Fixture, fixtures) {
    Fixture fixture;
    const auto keeper = fixture.open(); // the memory store ends with its last opening
    std::vector<bw::ticket> pending;
    {
        const auto store = fixture.open();
        const bw::escalation_desk desk(*store);
        for (int i = 0; i < 5; ++i)
            pending.push_back(value_of(desk.open(asked::request(), later(i))));
        pending.push_back(value_of(desk.open(asked::request(2), later(9))));
        pending.back() = value_of(desk.grant(pending.back().id, as(asked::alice), "", later(10)));
    }
    const auto store = fixture.open();
    const bw::escalation_desk desk(*store);
    BOOST_TEST(value_of(desk.recover(later(20))).empty());
    for (const bw::ticket& each : pending)
        BOOST_TEST((value_of(store->load(each.id)) == each));
    BOOST_TEST(value_of(desk.sweep(asked::at_deadline)).size() == 1u);
    BOOST_TEST(value_of(desk.sweep(asked::at_deadline + bw::seconds(1))).size() == 5u);
    for (const bw::ticket& each : pending)
        CHECK_REFUSED(desk.grant(each.id, as(asked::bob), "", later(30)), expired);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s27_a_denial_is_final, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open(2);
    value_of(at.desk.deny(ticket.id, as(asked::carol), "not this one", later(1)));
    for (const bw::person* who : {&asked::alice, &asked::bob, &asked::carol})
        CHECK_REFUSED(at.desk.grant(ticket.id, as(*who), "yes", later(2)), not_terminal_allow);
    BOOST_TEST(at.run(ticket) == "not_terminal_allow");
    // Who agreed may still say no while others have not decided.
    const bw::ticket second = at.open(2);
    value_of(at.desk.grant(second.id, as(asked::alice), "", later(1)));
    value_of(at.desk.deny(second.id, as(asked::alice), "I was wrong", later(2)));
    CHECK_REFUSED(at.desk.grant(second.id, as(asked::bob), "", later(3)), not_terminal_allow);
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(s28_who_is_not_listed_cannot_vote, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket ticket = at.open();
    for (const bw::voter& stranger :
         {as(asked::dave), bw::voter{"Mallory", "mallory@example.com"},
          bw::voter{"Bob", "mallory@example.com"}, bw::voter{"Mallory", "bob@example.com"}})
        CHECK_REFUSED(at.desk.grant(ticket.id, stranger, "yes", later(1)), approver_not_authorized);
    // The role is lost between vote and start: the charter that says so has another digest.
    value_of(at.desk.grant(ticket.id, as(asked::bob), "yes", later(1)));
    bw::start_claim without_bob = asked::claim();
    without_bob.declaration_digest = asked::version_2;
    BOOST_TEST(at.run(ticket, without_bob) == "policy_version_mismatch");
    // And a list that somebody shortens in the store leaves the vote without its person.
    bw::ticket shortened = at.now_is(ticket);
    ++shortened.revision;
    std::erase_if(shortened.approvers, [](const auto& each) { return each.name == "Bob"; });
    value_of(at.store->update(shortened, {}));
    BOOST_TEST(at.run(ticket) == "quorum_not_met");
    BOOST_TEST(at.runs == 0);
}
