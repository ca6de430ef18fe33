// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "asked.hpp"

/// What every store must do. Include it once, after `using fixtures = std::tuple<…>`.
///
/// A fixture has `using store`, and `open()` gives another opening of one and the same store.

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_kept_comes_back_whole, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket opened = at.open(2);
    BOOST_TEST((at.now_is(opened) == opened));
    const bw::ticket voted = asked::value_of(
        at.desk.grant(opened.id, asked::as(asked::alice), "l\u00f6st \"it\"\n", asked::later(7)));
    BOOST_TEST((at.now_is(opened) == voted));
    BOOST_TEST(voted.revision == 2u);
    BOOST_TEST((voted.history.size() == 2u && voted.history.back().at == asked::later(7)));
    BOOST_TEST(voted.history.back().by == "Alice <alice@example.com>");
    BOOST_TEST((at.now_is(opened).shown == asked::request().shown));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_opening_sees_the_same, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket granted = at.granted();
    const auto other = at.fixture.open();
    BOOST_TEST((asked::value_of(other->load(granted.id)) == granted));
    bw::escalation_desk desk(*other);
    const bw::ticket started =
        asked::value_of(desk.start(granted.id, asked::claim(), asked::later(3)));
    BOOST_TEST((at.now_is(granted).state == bw::ticket_state::running));
    BOOST_TEST(started.runner == std::string(other->runner()));
    BOOST_TEST(started.runner != std::string(at.store->runner()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stale_revision_is_outrun, Fixture, fixtures) {
    asked::counter<Fixture> at;
    bw::ticket mine = at.open(), theirs = mine;
    ++mine.revision, ++theirs.revision;
    BOOST_TEST((asked::value_of(at.store->update(mine, {})) == bw::kept::yes));
    BOOST_TEST((asked::value_of(at.store->update(theirs, {})) == bw::kept::outrun));
    BOOST_TEST((asked::value_of(at.store->insert(mine, {})) == bw::kept::outrun));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_hook_decides_and_sees_the_new_ticket, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const auto full = [](const bw::ticket&) -> bw::answer<bw::done> {
        return bw::refusal{bw::reason::receipt_unavailable, "log", "disk", "make room"};
    };
    CHECK_REFUSED(at.desk.open(asked::request(), asked::noon, full), receipt_unavailable);
    BOOST_TEST(asked::value_of(at.desk.list()).tickets.empty());
    const bw::ticket opened = at.open();
    CHECK_REFUSED(at.desk.grant(opened.id, asked::as(asked::alice), "", asked::later(1), full),
                  receipt_unavailable);
    BOOST_TEST((at.now_is(opened) == opened));
    std::vector<bw::ticket> seen;
    auto keep = [&](const bw::ticket& next) -> bw::answer<bw::done> {
        seen.push_back(next);
        return bw::done{};
    };
    const bw::ticket granted = asked::value_of(
        at.desk.grant(opened.id, asked::as(asked::alice), "", asked::later(1), keep));
    BOOST_TEST((seen == std::vector<bw::ticket>{granted}));
    CHECK_REFUSED(at.desk.start(granted.id, asked::claim(), asked::later(2), full),
                  receipt_unavailable);
    BOOST_TEST(at.run(granted) == "done");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_beginning_of_an_id_is_enough, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket first = at.open();
    const bw::ticket other =
        asked::value_of(at.desk.open(asked::request(), asked::noon + bw::hours(24)));
    BOOST_TEST(asked::value_of(at.desk.find(first.id)).id == first.id);
    std::size_t shared = 0;
    while (first.id[shared] == other.id[shared])
        ++shared;
    BOOST_TEST(asked::value_of(at.desk.find(first.id.substr(0, shared + 1))).id == first.id);
    std::string typed = other.id.substr(0, 12);
    for (char& each : typed)
        each = static_cast<char>(std::tolower(each));
    typed.insert(4, "-");
    BOOST_TEST(asked::value_of(at.desk.find(typed)).id == other.id);

    const auto ambiguous = at.desk.find(first.id.substr(0, shared));
    CHECK_REFUSED(ambiguous, unknown_request);
    BOOST_TEST((ambiguous.why().hint.find(first.id) != std::string::npos));
    BOOST_TEST((ambiguous.why().hint.find(other.id) != std::string::npos));
    for (const char* unknown : {"", "ZZZZ", "7ZZ", "no id at all!", "%", "'"}) {
        const auto nobody = at.desk.find(unknown);
        CHECK_REFUSED(nobody, unknown_request);
        BOOST_TEST((nobody.why().hint.find(other.id) != std::string::npos));
    }
    CHECK_REFUSED(at.store->load("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), unknown_request);
    CHECK_REFUSED(at.desk.grant("nonsense", asked::as(asked::alice), "", asked::noon),
                  unknown_request);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(long_lists_come_in_pages, Fixture, fixtures) {
    asked::counter<Fixture> at;
    std::vector<std::string> ids;
    for (int i = 0; i < 23; ++i) {
        bw::ticket_request request = asked::request();
        request.tool = i % 2 == 0 ? "pay" : "refund";
        ids.push_back(asked::value_of(at.desk.open(request, asked::later(i * 1000))).id);
        if (i % 5 == 0)
            asked::value_of(at.desk.deny(ids.back(), asked::as(asked::bob), "no", asked::later(i)));
    }
    const auto pages = [&](const bw::ticket_filter& filter, bool newest_first, std::size_t limit) {
        std::vector<std::string> found;
        bw::ticket_page page{.limit = limit, .newest_first = newest_first};
        do {
            const bw::ticket_list part = asked::value_of(at.desk.list(filter, page));
            BOOST_TEST(part.tickets.size() <= limit);
            BOOST_TEST((part.tickets.size() == limit || part.next.empty()));
            for (const bw::ticket& each : part.tickets)
                found.push_back(each.id);
            page.after = part.next;
        } while (!page.after.empty());
        return found;
    };
    const std::vector<std::string> backwards(ids.rbegin(), ids.rend());
    for (const std::size_t limit : {1u, 5u, 22u, 23u, 24u, 100u}) {
        BOOST_TEST(pages({}, false, limit) == ids, boost::test_tools::per_element());
        BOOST_TEST(pages({}, true, limit) == backwards, boost::test_tools::per_element());
    }
    using enum bw::ticket_state;
    BOOST_TEST(pages({.states = {denied}}, false, 2).size() == 5u);
    BOOST_TEST(pages({.states = {waiting}}, true, 4).size() == 18u);
    BOOST_TEST(pages({.states = {denied, waiting}}, false, 7) == ids,
               boost::test_tools::per_element());
    BOOST_TEST(pages({.states = {granted}}, false, 7).empty());
    BOOST_TEST(pages({.tool = "refund"}, false, 3).size() == 11u);
    BOOST_TEST(pages({.agent = "agent-7", .tool = "pay", .queue = "payments"}, true, 3).size() ==
               12u);
    BOOST_TEST(pages({.queue = "other"}, false, 3).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_sweep_expires_at_the_very_instant, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket waiting = at.open(), granted = at.granted();
    const bw::instant just_before{asked::at_deadline.microseconds - 1};
    BOOST_TEST(asked::value_of(at.desk.sweep(just_before)).empty());
    const auto first = asked::value_of(at.desk.sweep(asked::at_deadline));
    BOOST_TEST_REQUIRE(first.size() == 1u);
    BOOST_TEST(first[0].id == waiting.id);
    BOOST_TEST((first[0].state == bw::ticket_state::expired));
    BOOST_TEST(first[0].history.back().words == "nobody decided in time");
    BOOST_TEST(asked::value_of(at.desk.sweep({asked::at_expiry.microseconds - 1})).empty());
    const auto second = asked::value_of(at.desk.sweep(asked::at_expiry));
    BOOST_TEST_REQUIRE(second.size() == 1u);
    BOOST_TEST(second[0].id == granted.id);
    BOOST_TEST((at.now_is(granted) == second[0]));
    BOOST_TEST(asked::value_of(at.desk.sweep(asked::at_expiry)).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sweep_takes_more_than_one_handful, Fixture, fixtures) {
    asked::counter<Fixture> at;
    for (int i = 0; i < 300; ++i)
        at.open();
    const bw::ticket safe = at.running();
    BOOST_TEST(asked::value_of(at.desk.sweep(asked::at_expiry)).size() == 300u);
    BOOST_TEST((at.now_is(safe) == safe));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_a_dead_process_ran_becomes_uncertain, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket mine = at.running();
    bw::ticket theirs = at.granted();
    auto other = at.fixture.open();
    theirs = asked::value_of(
        bw::escalation_desk(*other).start(theirs.id, asked::claim(), asked::later(3)));
    BOOST_TEST(asked::value_of(at.desk.recover(asked::later(4))).empty());
    other.reset();
    const auto lost = asked::value_of(at.desk.recover(asked::later(5)));
    BOOST_TEST_REQUIRE(lost.size() == 1u);
    BOOST_TEST(lost[0].id == theirs.id);
    BOOST_TEST((lost[0].state == bw::ticket_state::uncertain));
    BOOST_TEST((at.now_is(mine) == mine));
    BOOST_TEST(asked::value_of(at.desk.recover(asked::later(6))).empty());
    // Whoever was thought dead and reports all the same is told so.
    CHECK_REFUSED(at.desk.finish(theirs, {true, "sent"}, asked::later(7)), decision_not_allowed);
    BOOST_TEST(at.run(theirs) == "already_consumed");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_person_settles_what_is_uncertain, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::voter bob = asked::as(asked::bob), dave = asked::as(asked::dave);
    const bw::ticket first = at.uncertain();
    CHECK_REFUSED(at.desk.retry(first.id, bob, " ", asked::later(5)), malformed_request);
    CHECK_REFUSED(at.desk.retry(first.id, dave, "go", asked::later(5)), approver_not_authorized);
    CHECK_REFUSED(
        at.desk.retry(first.id, {"User One", "user-1@example.com"}, "go", asked::later(5)),
        self_approval);
    CHECK_REFUSED(
        at.desk.cancel(first.id, {"User One", "user-1@example.com"}, "x", asked::later(5)),
        self_approval);
    CHECK_REFUSED(
        at.desk.cancel(first.id, {"agent-7", "", bw::party_kind::agent}, "x", asked::later(5)),
        approver_not_human);
    const bw::ticket again =
        asked::value_of(at.desk.retry(first.id, bob, "the mail is not there", asked::later(5)));
    BOOST_TEST((again.state == bw::ticket_state::granted));
    BOOST_TEST(at.run(again) == "done");
    BOOST_TEST(at.run(again) == "already_consumed");
    BOOST_TEST(at.now_is(again).attempts == 2u);
    // The first run reports late: the second is not ended by it.
    bw::ticket first_run = first;
    first_run.attempts = 1;
    CHECK_REFUSED(at.desk.finish(first_run, {true, ""}, asked::later(6)), decision_not_allowed);

    const bw::ticket second = at.uncertain();
    const bw::ticket stated = asked::value_of(
        at.desk.override_(second.id, dave, "the bank confirms it", asked::later(5)));
    BOOST_TEST((stated.state == bw::ticket_state::overridden));
    BOOST_TEST(stated.outcome == "the bank confirms it");
    const bw::ticket third = at.uncertain();
    CHECK_REFUSED(at.desk.retry(third.id, bob, "go", asked::at_expiry), expired);
    asked::value_of(at.desk.cancel(third.id, asked::as(asked::carol), "by hand", asked::at_expiry));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_has_not_started_can_be_withdrawn, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::voter agent{"agent-7", "", bw::party_kind::agent};
    CHECK_REFUSED(
        at.desk.cancel(at.open().id, {"Mallory", "mallory@example.com"}, "x", asked::noon),
        approver_not_authorized);
    for (const bw::voter& who : {agent, asked::as(asked::dave), asked::as(asked::bob),
                                 bw::voter{"User One", "user-1@example.com"}}) {
        const bw::ticket granted = at.granted();
        asked::value_of(at.desk.cancel(granted.id, who, "not any more", asked::later(3)));
        BOOST_TEST(at.run(granted) == "cancelled");
    }
    BOOST_TEST(at.runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_run_ends_once, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket sent = at.running(), lost = at.running();
    const bw::ticket ended =
        asked::value_of(at.desk.finish(sent, {true, "receipt 9"}, asked::later(9)));
    BOOST_TEST((ended.state == bw::ticket_state::done));
    BOOST_TEST(ended.outcome == "receipt 9");
    CHECK_REFUSED(at.desk.finish(sent, {true, "receipt 9"}, asked::later(9)), already_recorded);
    CHECK_REFUSED(at.desk.finish(sent, {false, ""}, asked::later(9)), decision_not_allowed);
    BOOST_TEST((asked::value_of(at.desk.finish(lost, {false, "no route"}, asked::later(9))).state ==
                bw::ticket_state::failed));
    CHECK_REFUSED(at.desk.retry(lost.id, asked::as(asked::bob), "go", asked::later(9)),
                  already_consumed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(whatever_a_tool_says_can_be_recorded, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const bw::ticket odd = at.running(), many = at.running(), lost = at.running();
    asked::value_of(at.desk.finish(odd, {true, "a\xffz\xe2\x82"}, asked::later(9)));
    BOOST_TEST(at.now_is(odd).outcome == "a\uFFFDz\uFFFD\uFFFD");
    asked::value_of(at.desk.finish(many, {false, std::string(90'000, '\n')}, asked::later(9)));
    BOOST_TEST(at.now_is(many).outcome.size() < 4100u);
    asked::value_of(at.desk.mark_uncertain(lost.id, std::string("a\0b\x80", 4), asked::later(9)));
    BOOST_TEST(at.now_is(lost).history.back().words == std::string("a\0b\uFFFD", 6));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_off_switch_and_marks_are_shared, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const auto other = at.fixture.open();
    BOOST_TEST(!asked::value_of(other->pause()).is_on);
    const auto before = asked::value_of(other->generation());
    BOOST_TEST(asked::value_of(other->generation()) == before);
    const bw::pause_switch off{true, "Dave <dave@example.com>", "odd payments", asked::noon};
    asked::value_of(at.store->set_pause(off));
    const auto after = asked::value_of(other->generation());
    BOOST_TEST(after > before);
    BOOST_TEST(asked::value_of(at.store->generation()) == after);
    BOOST_TEST((asked::value_of(other->pause()) == off));
    BOOST_TEST((asked::value_of(at.store->pause()) == off));
    at.granted(); // tickets do not move the generation
    BOOST_TEST(asked::value_of(other->generation()) == after);

    asked::value_of(other->put_mark({"revoked:crm", "by dave"}));
    asked::value_of(other->put_mark({"revoked:mail", "by dave"}));
    asked::value_of(other->put_mark({"drill", "yesterday"}));
    asked::value_of(at.store->put_mark({"revoked:crm", "by carol"}));
    BOOST_TEST(asked::value_of(at.store->generation()) > after);
    BOOST_TEST((asked::value_of(other->marks("revoked:")) ==
                std::vector<bw::mark>{{"revoked:crm", "by carol"}, {"revoked:mail", "by dave"}}));
    asked::value_of(other->drop_mark("revoked:crm"));
    asked::value_of(other->drop_mark("never there"));
    BOOST_TEST(asked::value_of(at.store->marks("")).size() == 2u);
    CHECK_REFUSED(at.store->put_mark({"#pause", "{}"}), malformed_request);
    CHECK_REFUSED(at.store->put_mark({"", "x"}), malformed_request);
    asked::value_of(at.store->drop_mark("#pause"));
    BOOST_TEST((asked::value_of(at.store->pause()) == off));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shared_counters_hold_their_limit, Fixture, fixtures) {
    asked::counter<Fixture> at;
    const auto other = at.fixture.open();
    const bw::counter_use use{"pay per hour", 2, 5, asked::noon + bw::hours(1)};
    BOOST_TEST(asked::value_of(at.store->spend(use, asked::noon)) == 2);
    BOOST_TEST(asked::value_of(other->spend(use, asked::noon)) == 4);
    CHECK_REFUSED(at.store->spend(use, asked::later(1)), resource_limit_exceeded);
    BOOST_TEST(asked::value_of(at.store->spent("pay per hour", asked::later(1))) == 4);
    bw::counter_use back = use;
    back.amount = -1;
    BOOST_TEST(asked::value_of(other->spend(back, asked::later(1))) == 3);
    BOOST_TEST(asked::value_of(other->spend(use, asked::later(2))) == 5);
    BOOST_TEST(asked::value_of(other->spent("pay per hour", use.ends)) == 0);
    bw::counter_use next = use;
    next.ends = use.ends + bw::hours(1);
    BOOST_TEST(asked::value_of(at.store->spend(next, use.ends)) == 2);
    BOOST_TEST(asked::value_of(at.store->spent("never used", asked::noon)) == 0);
    const bw::counter_use huge{"huge", 1, std::numeric_limits<long long>::min(), next.ends};
    CHECK_REFUSED(at.store->spend(huge, asked::noon), resource_limit_exceeded);
}

// Two threads want the same grant: over 200 tickets and 8 threads each runs exactly once.
BOOST_AUTO_TEST_CASE_TEMPLATE(one_start_wins_over_eight_threads, Fixture, fixtures) {
    asked::counter<Fixture> at;
    constexpr std::size_t tickets = 200, threads = 8;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < tickets; ++i)
        ids.push_back(at.granted().id);
    const auto other = at.fixture.open();
    std::vector<std::atomic<int>> won(tickets);
    std::atomic<int> odd{0};
    std::vector<std::thread> crew;
    for (std::size_t each = 0; each < threads; ++each) {
        crew.emplace_back([&, each] {
            const bw::escalation_desk desk(each % 2 == 0 ? *at.store : *other);
            for (std::size_t i = 0; i < tickets; ++i) {
                const std::size_t which = each < 4 ? i : tickets - 1 - i;
                const auto started = desk.start(ids[which], asked::claim(), asked::later(9));
                if (started)
                    won[which].fetch_add(1);
                else if (started.why().code != bw::reason::already_consumed)
                    odd.fetch_add(1);
            }
        });
    }
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(odd == 0);
    for (const auto& each : won)
        BOOST_TEST_REQUIRE(each == 1);
}

// Votes, sweeps and cancels meet: every ticket ends in exactly one state, and no vote is lost.
BOOST_AUTO_TEST_CASE_TEMPLATE(votes_of_many_threads_are_all_counted, Fixture, fixtures) {
    asked::counter<Fixture> at;
    constexpr int tickets = 50;
    std::vector<std::string> ids;
    for (int i = 0; i < tickets; ++i)
        ids.push_back(at.open(3).id);
    std::vector<std::thread> crew;
    std::atomic<int> faults{0};
    for (const bw::person* who : {&asked::alice, &asked::bob, &asked::carol}) {
        for (int twice = 0; twice < 2; ++twice)
            crew.emplace_back([&, who] {
                for (const std::string& id : ids) {
                    const auto voted = at.desk.grant(id, asked::as(*who), "yes", asked::later(2));
                    if (!voted && voted.why().code != bw::reason::already_recorded)
                        ++faults;
                }
            });
    }
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(faults == 0);
    for (const std::string& id : ids) {
        const bw::ticket ticket = asked::value_of(at.store->load(id));
        BOOST_TEST((ticket.state == bw::ticket_state::granted));
        BOOST_TEST(ticket.votes.size() == 3u);
        BOOST_TEST(ticket.revision == 4u);
    }
}
