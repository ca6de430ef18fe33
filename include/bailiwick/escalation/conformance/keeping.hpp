// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation/conformance/asked.hpp>

/// What a store must keep: whole tickets, once, in order.
namespace bailiwick::conformance {

template <class Fixture> void what_was_kept_comes_back_whole() {
    counter<Fixture> at;
    const bw::ticket opened = at.open(2);
    BOOST_TEST((at.now_is(opened) == opened));
    const bw::ticket voted =
        value_of(at.desk.grant(opened.id, as(alice), "l\u00f6st \"it\"\n", later(7)));
    BOOST_TEST((at.now_is(opened) == voted));
    BOOST_TEST(voted.revision == 2u);
    BOOST_TEST((voted.history.size() == 2u && voted.history.back().at == later(7)));
    BOOST_TEST(voted.history.back().by == "Alice <alice@example.com>");
    BOOST_TEST((at.now_is(opened).shown == request().shown));
}

template <class Fixture> void another_opening_sees_the_same() {
    counter<Fixture> at;
    const bw::ticket granted = at.granted();
    const auto other = at.fixture.open();
    BOOST_TEST((value_of(other->load(granted.id)) == granted));
    bw::escalation_desk desk(*other);
    const bw::ticket started = value_of(desk.start(granted.id, claim(), later(3)));
    BOOST_TEST((at.now_is(granted).state == bw::ticket_state::running));
    BOOST_TEST(started.runner == std::string(other->runner()));
    BOOST_TEST(started.runner != std::string(at.store->runner()));
}

template <class Fixture> void a_stale_revision_is_outrun() {
    counter<Fixture> at;
    bw::ticket mine = at.open(), theirs = mine;
    ++mine.revision, ++theirs.revision;
    BOOST_TEST((value_of(at.store->update(mine, {})) == bw::kept::yes));
    BOOST_TEST((value_of(at.store->update(theirs, {})) == bw::kept::outrun));
    BOOST_TEST((value_of(at.store->insert(mine, {})) == bw::kept::outrun));
}

template <class Fixture> void the_hook_decides_and_sees_the_new_ticket() {
    counter<Fixture> at;
    const auto full = [](const bw::ticket&) -> bw::answer<bw::done> {
        return bw::refusal{bw::reason::receipt_unavailable, "log", "disk", "make room"};
    };
    BOOST_TEST(outcome_of(at.desk.open(request(), noon, full)) == "receipt_unavailable");
    BOOST_TEST(value_of(at.desk.list()).tickets.empty());
    const bw::ticket opened = at.open();
    BOOST_TEST(outcome_of(at.desk.grant(opened.id, as(alice), "", later(1), full)) ==
               "receipt_unavailable");
    BOOST_TEST((at.now_is(opened) == opened));
    std::vector<bw::ticket> seen;
    auto keep = [&](const bw::ticket& next) -> bw::answer<bw::done> {
        seen.push_back(next);
        return bw::done{};
    };
    const bw::ticket granted = value_of(at.desk.grant(opened.id, as(alice), "", later(1), keep));
    BOOST_TEST((seen == std::vector<bw::ticket>{granted}));
    BOOST_TEST(outcome_of(at.desk.start(granted.id, claim(), later(2), full)) ==
               "receipt_unavailable");
    BOOST_TEST(at.run(granted) == "done");
}

template <class Fixture> void a_beginning_of_an_id_is_enough() {
    counter<Fixture> at;
    const bw::ticket first = at.open();
    const bw::ticket other = value_of(at.desk.open(request(), noon + bw::hours(24)));
    BOOST_TEST(value_of(at.desk.find(first.id)).id == first.id);
    std::size_t shared = 0;
    while (first.id[shared] == other.id[shared])
        ++shared;
    BOOST_TEST(value_of(at.desk.find(first.id.substr(0, shared + 1))).id == first.id);
    std::string typed = other.id.substr(0, 12);
    for (char& each : typed)
        each = static_cast<char>(std::tolower(each));
    typed.insert(4, "-");
    BOOST_TEST(value_of(at.desk.find(typed)).id == other.id);

    const auto ambiguous = at.desk.find(first.id.substr(0, shared));
    BOOST_TEST(outcome_of(ambiguous) == "unknown_request");
    BOOST_TEST((ambiguous.why().hint.find(first.id) != std::string::npos));
    BOOST_TEST((ambiguous.why().hint.find(other.id) != std::string::npos));
    for (const char* unknown : {"", "ZZZZ", "7ZZ", "no id at all!", "%", "'"}) {
        const auto nobody = at.desk.find(unknown);
        BOOST_TEST(outcome_of(nobody) == "unknown_request");
        BOOST_TEST((nobody.why().hint.find(other.id) != std::string::npos));
    }
    BOOST_TEST(outcome_of(at.store->load("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")) == "unknown_request");
    BOOST_TEST(outcome_of(at.desk.grant("nonsense", as(alice), "", noon)) == "unknown_request");
}

template <class Fixture> void long_lists_come_in_pages() {
    counter<Fixture> at;
    std::vector<std::string> ids;
    for (int i = 0; i < 23; ++i) {
        bw::ticket_request asks = request();
        asks.tool = i % 2 == 0 ? "pay" : "refund";
        ids.push_back(value_of(at.desk.open(asks, later(i * 1000))).id);
        if (i % 5 == 0)
            value_of(at.desk.deny(ids.back(), as(bob), "no", later(i)));
    }
    const auto pages = [&](const bw::ticket_filter& filter, bool newest_first, std::size_t limit) {
        std::vector<std::string> found;
        bw::ticket_page page{.limit = limit, .newest_first = newest_first};
        do {
            const bw::ticket_list part = value_of(at.desk.list(filter, page));
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

} // namespace bailiwick::conformance
