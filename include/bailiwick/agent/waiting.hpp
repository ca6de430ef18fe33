// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/decision_watch.hpp>
#include <bailiwick/escalation/finding.hpp>

#include <time.h>

/// How an agent waits for people: for one ticket, or for whatever of its own gets decided.

namespace bailiwick {

/// Whether a loop that calls back goes on.
enum class after_decision { go_on, stop };

namespace detail {

constexpr duration tenth_of_a_second{100};

inline void rest_for(duration span) {
    const timespec pause{static_cast<time_t>(span.milliseconds / 1000),
                         static_cast<long>(span.milliseconds % 1000 * 1'000'000)};
    ::nanosleep(&pause, nullptr);
}

inline bool is_replaced(const ticket& each) {
    return each.state == ticket_state::cancelled && !each.successor.empty();
}

/// The ticket that now stands in the place of one that an approver narrowed; the withdrawn one
/// itself for as long as the other is not there.
template <ticket_store Store> answer<ticket> in_its_place(Store& store, ticket at) {
    constexpr int most = 64; // a store that somebody edited may lead in a circle
    for (int turn = 0; turn < most && is_replaced(at); ++turn) {
        answer<ticket> less = store.load(at.successor);
        if (!less && less.why().code == reason::unknown_request)
            return at;
        if (!less)
            return less;
        at = *std::move(less);
    }
    return at;
}

/// Returns when the ticket has changed, or when the time is over.
template <ticket_store Store>
answer<done> await_change(Store& store, const ticket& seen, duration at_most) {
    if constexpr (waiting_store<Store>) {
        const answer<bool> changed = store.wait_for_change(seen.id, seen.revision, at_most);
        if (!changed)
            return changed.why();
    } else {
        rest_for(std::min(at_most, tenth_of_a_second));
    }
    return done{};
}

} // namespace detail

/// The ticket once people have decided, or as it stands at `until`.
///
/// A ticket that an approver narrowed is followed to the one that asks for less in its place.
/// A pause of the agent does not end the wait; a store that cannot be asked does, with a refusal.
template <class Running>
answer<ticket> wait_for_decision(Running& running, std::string_view ticket_id, instant until) {
    auto& store = running.state().tickets;
    int missed = 0; // the ticket for less is written a moment after the other is withdrawn
    answer<ticket> at = find_ticket(store, ticket_id);
    while (at && (at = detail::in_its_place(store, *std::move(at)))) {
        const instant now = running.now();
        const bool is_between = detail::is_replaced(*at) && missed < 50;
        if (now >= until || (state_at(*at, now) != ticket_state::waiting && !is_between))
            return at;
        duration slice = std::min(seconds(1), until.since(now));
        if (is_between) {
            ++missed;
            detail::rest_for(detail::tenth_of_a_second);
        } else {
            slice = std::max(std::min(slice, at->deadline.since(now)), duration{1});
            if (auto changed = detail::await_change(store, *at, slice); !changed)
                return std::move(changed).why();
        }
        const std::string id = at->id;
        at = store.load(id);
    }
    return at;
}

/// Calls `callback(ticket)` for each ticket of this agent that gets decided while this runs: in
/// the order of the decisions, once each, until it answers `after_decision::stop`, or `until`.
///
/// The filter chooses by queue and tool. A ticket whose time was over comes as it is stored: ask
/// `state_at`. One that was narrowed comes as withdrawn, and its `successor` by itself later. What
/// was decided before the call, or after its end, is not told: read the list, or park the run.
template <class Running, class Callback>
answer<done> on_decision(Running& running, ticket_filter wanted, const Callback& callback,
                         instant until) {
    wanted.agent = running.who().agent.id;
    detail::decision_watch watch(running.state().tickets, std::move(wanted));
    for (bool is_first = true;; is_first = false) {
        const instant now = running.now();
        const answer<std::vector<ticket>> decided = watch.look(now);
        if (!decided)
            return decided.why();
        for (std::size_t i = is_first ? decided->size() : 0; i < decided->size(); ++i)
            if (callback((*decided)[i]) == after_decision::stop)
                return done{};
        if (now >= until)
            return done{};
        detail::rest_for(detail::tenth_of_a_second);
    }
}

} // namespace bailiwick
