// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation.hpp>

#include <atomic>
#include <limits>
#include <memory>
#include <ostream>
#include <thread>

#include <boost/test/unit_test.hpp>

/// The people, the queue and the call of the torture list: `pay`, asked by agent-7 for user-1.
namespace bailiwick::conformance {

inline constexpr bw::person alice{"Alice", "alice@example.com"}, bob{"Bob", "bob@example.com"},
    carol{"Carol", "carol@example.com"}, dave{"Dave", "dave@example.com"};
inline constexpr bw::queue payments{.name = "payments",
                                    .owner = &dave,
                                    .deputy = &carol,
                                    .approvers = {alice, bob, carol},
                                    .answer_within = bw::hours(4),
                                    .on_expiry = bw::expiry::deny};

inline constexpr bw::instant noon{1'795'262'400'000'000}; // 2026-11-21T12:00:00Z
inline constexpr bw::instant at_deadline = noon + bw::hours(4);
inline constexpr bw::instant at_expiry = noon + bw::hours(8);

inline const std::string version_1 =
    "sha256:1111111111111111111111111111111111111111111111111111111111111111";
inline const std::string version_2 =
    "sha256:2222222222222222222222222222222222222222222222222222222222222222";
inline const std::string pay_250 =
    R"({"amount":250,"currency":"EUR","memo":"refund","to":"customer-9"})";

inline bw::ticket_request request(unsigned approvers = 1) {
    return {.agent = "agent-7",
            .tool = "pay",
            .arguments = pay_250,
            .declaration_digest = version_1,
            .label = "trusted",
            .requester = {"User One", "user-1@example.com"},
            .session = "session-1",
            .why = "payments are asked for",
            .shown = {{"invoice", "number 17, 250 EUR"}},
            .asks = &payments,
            .approvers = approvers};
}

inline bw::start_claim claim() { return {"pay", pay_250, version_1}; }

inline bw::voter as(const bw::person& who) {
    return {std::string(who.name), std::string(who.contact)};
}

inline bw::instant later(long long microseconds) { return {noon.microseconds + microseconds}; }

template <class Value> std::string outcome_of(const bw::answer<Value>& given) {
    if (given)
        return "done";
    return std::string(bw::word_of(given.why().code));
}

/// The value, after the test has made sure that there is one.
template <class Value> Value value_of(bw::answer<Value> given) {
    if (!given)
        BOOST_FAIL(bw::word_of(given.why().code)
                   << ": " << given.why().subject << ": " << given.why().hint);
    return *std::move(given);
}

/// One open desk over a fresh store of a fixture, and how often the tool ran.
template <class Fixture> struct counter {
    Fixture fixture;
    std::unique_ptr<typename Fixture::store> store = fixture.open();
    bw::escalation_desk<typename Fixture::store> desk{*store};
    int runs = 0;

    bw::ticket open(unsigned approvers = 1) {
        return value_of(desk.open(request(approvers), noon));
    }
    bw::ticket granted() { return value_of(desk.grant(open().id, as(alice), "fine", later(1))); }
    bw::ticket running() { return value_of(desk.start(granted().id, claim(), later(2))); }
    bw::ticket uncertain() {
        return value_of(desk.mark_uncertain(running().id, "no answer", later(3)));
    }
    bw::ticket now_is(const bw::ticket& ticket) { return value_of(store->load(ticket.id)); }

    /// Runs the tool if the grant can be spent; the reason if it cannot.
    std::string run(const bw::ticket& ticket, const bw::start_claim& what = claim(),
                    bw::instant now = later(5)) {
        const auto started = desk.start(ticket.id, what, now);
        if (started)
            ++runs;
        return outcome_of(started);
    }
};

} // namespace bailiwick::conformance
