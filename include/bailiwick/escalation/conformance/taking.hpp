// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation/conformance/asked.hpp>

#include <algorithm>
#include <mutex>

/// What a store must do with queues: hand out each ticket once, wake who waits, forget what ended.
namespace bailiwick::conformance {

/// Claims what a ticket was granted for, whatever that is.
inline answer<start_claim> claim_of(const ticket& taken) {
    return start_claim{taken.tool, taken.arguments, taken.declaration_digest};
}

template <class Fixture> void the_first_that_can_start_is_taken() {
    counter<Fixture> at;
    BOOST_TEST(!value_of(at.desk.start_next("agent-7", "", claim_of, later(5))));
    std::vector<std::string> ids;
    for (int i = 0; i < 4; ++i) {
        ticket_request asks = request();
        asks.tool = i == 1 ? "refund" : "pay";
        const ticket opened = value_of(at.desk.open(asks, later(i * 1000)));
        ids.push_back(opened.id);
        value_of(at.desk.grant(opened.id, as(alice), "fine", later(i * 1000)));
    }
    at.open(); // nobody has decided it
    BOOST_TEST(!value_of(at.desk.start_next("agent-8", "", claim_of, later(5000))));
    const auto refund = value_of(at.desk.start_next("agent-7", "refund", claim_of, later(5000)));
    BOOST_TEST_REQUIRE(refund.has_value());
    BOOST_TEST(refund->id == ids[1]);
    for (const std::size_t next : {0u, 2u, 3u}) {
        const auto taken = value_of(at.desk.start_next("agent-7", "", claim_of, later(5000)));
        BOOST_TEST_REQUIRE(taken.has_value());
        BOOST_TEST(taken->id == ids[next]);
        BOOST_TEST((taken->state == ticket_state::running));
        BOOST_TEST((at.now_is(*taken) == *taken));
        BOOST_TEST(taken->runner == std::string(at.store->runner()));
    }
    BOOST_TEST(!value_of(at.desk.start_next("agent-7", "", claim_of, later(5000))));
}

template <class Fixture> void what_cannot_start_blocks_nothing() {
    counter<Fixture> at;
    const ticket late = at.granted();
    ticket_request other = request();
    other.declaration_digest = version_2;
    ticket changed = value_of(at.desk.open(other, later(1000)));
    changed = value_of(at.desk.grant(changed.id, as(alice), "fine", later(1001)));
    ticket good = value_of(at.desk.open(request(), noon + hours(1)));
    good = value_of(at.desk.grant(good.id, as(alice), "fine", noon + hours(1)));
    const auto as_declared = [](const ticket& taken) -> answer<start_claim> {
        return start_claim{taken.tool, taken.arguments, version_1};
    };
    const auto full = [](const ticket&) -> answer<done> {
        return refusal{reason::receipt_unavailable, "log", "disk", "make room"};
    };
    BOOST_TEST(outcome_of(at.desk.start_next("agent-7", "", as_declared, at_expiry, full)) ==
               "receipt_unavailable");
    const auto taken = value_of(at.desk.start_next("agent-7", "", as_declared, at_expiry));
    BOOST_TEST_REQUIRE(taken.has_value());
    BOOST_TEST(taken->id == good.id);
    BOOST_TEST(!value_of(at.desk.start_next("agent-7", "", as_declared, at_expiry)));
    BOOST_TEST((at.now_is(late) == late));
    BOOST_TEST((at.now_is(changed) == changed));
}

template <class Fixture> void each_ticket_is_taken_by_one_of_eight_threads() {
    counter<Fixture> at;
    constexpr std::size_t tickets = 160, threads = 8;
    for (std::size_t i = 0; i < tickets; ++i)
        at.granted();
    const auto other = at.fixture.open();
    std::mutex guard;
    std::vector<std::string> taken;
    std::atomic<int> faults{0};
    std::vector<std::thread> crew;
    for (std::size_t each = 0; each < threads; ++each) {
        crew.emplace_back([&, each] {
            const escalation_desk desk(each % 2 == 0 ? *at.store : *other);
            for (;;) {
                const auto next = desk.start_next("agent-7", "pay", claim_of, later(9));
                if (!next)
                    ++faults;
                if (!next || !*next)
                    return;
                const std::lock_guard held(guard);
                taken.push_back((*next)->id);
            }
        });
    }
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(faults == 0);
    BOOST_TEST(taken.size() == tickets);
    std::sort(taken.begin(), taken.end());
    BOOST_TEST((std::unique(taken.begin(), taken.end()) == taken.end()));
}

template <class Fixture> void only_what_has_ended_is_dropped() {
    counter<Fixture> at;
    const ticket waiting = at.open(), granted = at.granted(), running = at.running(),
                 uncertain = at.uncertain();
    std::vector<ticket> ended;
    for (int i = 0; i < 3; ++i)
        ended.push_back(value_of(at.desk.deny(at.open().id, as(bob), "no", later(10 + i))));
    const ticket sent = at.running();
    ended.push_back(value_of(at.desk.finish(sent, {true, "sent"}, later(13))));
    BOOST_TEST(value_of(at.store->drop_closed(later(10), 9)) == 0u);
    BOOST_TEST(value_of(at.store->drop_closed(later(12), 1)) == 1u);
    BOOST_TEST(value_of(at.store->drop_closed(later(12), 9)) == 1u);
    BOOST_TEST(outcome_of(at.store->load(ended[0].id)) == "unknown_request");
    BOOST_TEST(outcome_of(at.store->load(ended[1].id)) == "unknown_request");
    BOOST_TEST((at.now_is(ended[2]) == ended[2]));
    BOOST_TEST(value_of(at.store->drop_closed(noon + hours(10'000), 9)) == 2u);
    const std::vector<ticket> left = value_of(at.desk.list()).tickets;
    BOOST_TEST(left.size() == 4u);
    for (const ticket& each : {waiting, granted, running, uncertain})
        BOOST_TEST((at.now_is(each) == each));
}

/// Only for stores that can wake: the change of another opening ends the wait.
template <class Fixture> void who_waits_is_woken() {
    counter<Fixture> at;
    if constexpr (waiting_store<typename Fixture::store>) {
        const ticket opened = at.open();
        BOOST_TEST(outcome_of(at.store->wait_for_change("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", 0, {})) ==
                   "unknown_request");
        BOOST_TEST(!value_of(at.store->wait_for_change(opened.id, 1, duration{20})));
        BOOST_TEST(value_of(at.store->wait_for_change(opened.id, 0, seconds(20))));
        const auto other = at.fixture.open();
        std::atomic<bool> is_woken{false};
        std::thread waits([&] {
            const auto came = at.store->wait_for_change(opened.id, opened.revision, seconds(20));
            is_woken = came && *came;
        });
        value_of(escalation_desk(*other).grant(opened.id, as(alice), "fine", later(1)));
        waits.join();
        BOOST_TEST(is_woken.load());
    }
}

/// Only for stores with a clock: all openings read the same one, and it goes on.
template <class Fixture> void the_clock_is_shared() {
    counter<Fixture> at;
    if constexpr (clocked_store<typename Fixture::store>) {
        const auto other = at.fixture.open();
        const instant first = value_of(at.store->now()), second = value_of(other->now());
        BOOST_TEST(std::abs(second.microseconds - first.microseconds) < 2'000'000);
        BOOST_TEST((value_of(at.store->now()) >= first));
    }
}

} // namespace bailiwick::conformance
