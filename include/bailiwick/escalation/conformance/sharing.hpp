// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation/conformance/asked.hpp>

/// What a store must share: the off switch, marks, counters, and one winner.
namespace bailiwick::conformance {

/// Whether another opening sees a change of the switch within the two seconds that a store has.
template <class Store> bool sees_growth(Store& store, unsigned long long since) {
    for (int turn = 0; turn < 200; ++turn) {
        if (value_of(store.generation()) > since)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

template <class Fixture> void the_off_switch_and_marks_are_shared() {
    counter<Fixture> at;
    const auto other = at.fixture.open();
    BOOST_TEST(!value_of(other->pause()).is_on);
    const auto before = value_of(other->generation());
    BOOST_TEST(value_of(other->generation()) == before);
    const bw::pause_switch off{true, "Dave <dave@example.com>", "odd payments", noon};
    value_of(at.store->set_pause(off));
    BOOST_TEST(value_of(at.store->generation()) > before); // who changes it sees it at once
    BOOST_TEST(sees_growth(*other, before));
    const auto after = value_of(other->generation());
    BOOST_TEST(value_of(at.store->generation()) == after);
    BOOST_TEST((value_of(other->pause()) == off));
    BOOST_TEST((value_of(at.store->pause()) == off));
    at.granted(); // tickets do not move the generation
    BOOST_TEST(value_of(other->generation()) == after);

    value_of(other->put_mark({"revoked:crm", "by dave"}));
    value_of(other->put_mark({"revoked:mail", "by dave"}));
    value_of(other->put_mark({"drill", "yesterday"}));
    value_of(at.store->put_mark({"revoked:crm", "by carol"}));
    BOOST_TEST(sees_growth(*at.store, after));
    BOOST_TEST((value_of(other->marks("revoked:")) ==
                std::vector<bw::mark>{{"revoked:crm", "by carol"}, {"revoked:mail", "by dave"}}));
    value_of(other->drop_mark("revoked:crm"));
    value_of(other->drop_mark("never there"));
    BOOST_TEST(value_of(at.store->marks("")).size() == 2u);
    BOOST_TEST(outcome_of(at.store->put_mark({"#pause", "{}"})) == "malformed_request");
    BOOST_TEST(outcome_of(at.store->put_mark({"", "x"})) == "malformed_request");
    value_of(at.store->drop_mark("#pause"));
    BOOST_TEST((value_of(at.store->pause()) == off));
}

template <class Fixture> void shared_counters_hold_their_limit() {
    counter<Fixture> at;
    const auto other = at.fixture.open();
    const bw::counter_use use{"pay per hour", 2, 5, noon + bw::hours(1)};
    BOOST_TEST(value_of(at.store->spend(use, noon)) == 2);
    BOOST_TEST(value_of(other->spend(use, noon)) == 4);
    BOOST_TEST(outcome_of(at.store->spend(use, later(1))) == "resource_limit_exceeded");
    BOOST_TEST(value_of(at.store->spent("pay per hour", later(1))) == 4);
    bw::counter_use back = use;
    back.amount = -1;
    BOOST_TEST(value_of(other->spend(back, later(1))) == 3);
    BOOST_TEST(value_of(other->spend(use, later(2))) == 5);
    BOOST_TEST(value_of(other->spent("pay per hour", use.ends)) == 0);
    bw::counter_use next = use;
    next.ends = use.ends + bw::hours(1);
    BOOST_TEST(value_of(at.store->spend(next, use.ends)) == 2);
    BOOST_TEST(value_of(at.store->spent("never used", noon)) == 0);
    const bw::counter_use huge{"huge", 1, std::numeric_limits<long long>::min(), next.ends};
    BOOST_TEST(outcome_of(at.store->spend(huge, noon)) == "resource_limit_exceeded");
}

template <class Fixture> void counters_of_many_threads_lose_nothing() {
    counter<Fixture> at;
    const auto other = at.fixture.open();
    constexpr long long limit = 300;
    std::atomic<long long> counted{0}, refused{0};
    std::vector<std::thread> crew;
    for (int each = 0; each < 8; ++each) {
        crew.emplace_back([&, each] {
            auto& store = each % 2 == 0 ? *at.store : *other;
            for (int i = 0; i < 50; ++i) {
                const auto spent = store.spend({"many", 1, limit, at_deadline}, noon);
                ++(spent ? counted : refused);
            }
        });
    }
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(counted == limit);
    BOOST_TEST(refused == 8 * 50 - limit);
    BOOST_TEST(value_of(other->spent("many", noon)) == limit);
}

// Two threads want the same grant: over 200 tickets and 8 threads each runs exactly once.
template <class Fixture> void one_start_wins_over_eight_threads() {
    counter<Fixture> at;
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
                const auto started = desk.start(ids[which], claim(), later(9));
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
template <class Fixture> void votes_of_many_threads_are_all_counted() {
    counter<Fixture> at;
    constexpr int tickets = 50;
    std::vector<std::string> ids;
    for (int i = 0; i < tickets; ++i)
        ids.push_back(at.open(3).id);
    std::vector<std::thread> crew;
    std::atomic<int> faults{0};
    for (const bw::person* who : {&alice, &bob, &carol}) {
        for (int twice = 0; twice < 2; ++twice)
            crew.emplace_back([&, who] {
                for (const std::string& id : ids) {
                    const auto voted = at.desk.grant(id, as(*who), "yes", later(2));
                    if (!voted && voted.why().code != bw::reason::already_recorded)
                        ++faults;
                }
            });
    }
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(faults == 0);
    for (const std::string& id : ids) {
        const bw::ticket ticket = value_of(at.store->load(id));
        BOOST_TEST((ticket.state == bw::ticket_state::granted));
        BOOST_TEST(ticket.votes.size() == 3u);
        BOOST_TEST(ticket.revision == 4u);
    }
}

} // namespace bailiwick::conformance
