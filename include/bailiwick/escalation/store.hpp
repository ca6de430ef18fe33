// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/before_commit.hpp>
#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/escalation/take_step.hpp>

#include <optional>

namespace bailiwick {

/// What became of a write that depends on what the store held before.
enum class kept {
    yes,   ///< it is durable
    outrun ///< somebody else was first: load again and decide again
};

/// Which tickets are wanted; what is left empty is not asked for.
struct ticket_filter {
    std::vector<ticket_state> states{};
    std::string agent{};
    std::string tool{};
    std::string queue{};
};

/// Which part of a long list, in the order of ids, which is that of time.
struct ticket_page {
    std::size_t limit = 50;
    std::string after{}; ///< the `next` of the page before; empty: from the start
    bool newest_first = false;
};

/// Some tickets, and where the list goes on.
struct ticket_list {
    std::vector<ticket> tickets{};
    std::string next{}; ///< empty: there are no more
};

/// Where tickets, the off switch and shared counters rest; each call is safe from any thread.
///
/// * `insert`, `update`: durable when they answer `kept::yes`. The store calls the hook after it
///   knows that the write is possible and before anybody can see it. `update` keeps the ticket
///   only if the stored one has revision `ticket.revision - 1`.
/// * `take`: applies the step to the first ticket, in the order of ids, that fits the filter and
///   whose time is not over, and keeps it; nothing when there is none. What another process is
///   about to take is passed over, not waited for.
/// * `drop_closed`: removes at most `limit` tickets that ended before the instant, and counts them.
/// * `due`: the tickets whose deadline or expiry is at or before the instant.
/// * `ids_like`: at most `limit` ids that begin with the text, in order.
/// * `runner`: names this opening of the store; `is_running` says whether the opening of that
///   name still lives, so that a crash is noticed.
/// * `generation` grows whenever the switch or a mark changes, in any process, and is cheap.
/// * `spend` counts, or refuses with `resource_limit_exceeded` and counts nothing.
template <class Store>
concept ticket_store = requires(Store& store, const ticket& ticket, std::string_view text,
                                const ticket_filter& filter, const ticket_page& page, instant now,
                                std::size_t limit, before_commit hook, take_step step,
                                const pause_switch& pause, const mark& mark,
                                const counter_use& use) {
    { store.insert(ticket, hook) } -> std::same_as<answer<kept>>;
    { store.update(ticket, hook) } -> std::same_as<answer<kept>>;
    {
        store.take(filter, now, step, hook)
        } -> std::same_as<answer<std::optional<bailiwick::ticket>>>;
    { store.drop_closed(now, limit) } -> std::same_as<answer<std::size_t>>;
    { store.load(text) } -> std::same_as<answer<bailiwick::ticket>>;
    { store.ids_like(text, limit) } -> std::same_as<answer<std::vector<std::string>>>;
    { store.list(filter, page) } -> std::same_as<answer<ticket_list>>;
    { store.due(now, limit) } -> std::same_as<answer<std::vector<bailiwick::ticket>>>;
    { store.runner() } -> std::convertible_to<std::string>;
    { store.is_running(text) } -> std::same_as<answer<bool>>;
    { store.set_pause(pause) } -> std::same_as<answer<done>>;
    { store.pause() } -> std::same_as<answer<pause_switch>>;
    { store.put_mark(mark) } -> std::same_as<answer<done>>;
    { store.drop_mark(text) } -> std::same_as<answer<done>>;
    { store.marks(text) } -> std::same_as<answer<std::vector<bailiwick::mark>>>;
    { store.generation() } -> std::same_as<answer<unsigned long long>>;
    { store.spend(use, now) } -> std::same_as<answer<long long>>;
    { store.spent(text, now) } -> std::same_as<answer<long long>>;
};

/// A store with a clock that all its processes share: the time of what happens to its tickets.
template <class Store>
concept clocked_store = ticket_store<Store> && requires(Store& store) {
    { store.now() } -> std::same_as<answer<instant>>;
};

/// A store that wakes who waits for a ticket.
///
/// `wait_for_change` returns as soon as the stored revision is larger than the one that was seen,
/// with true, or after `at_most` with false. Other threads use the store meanwhile.
template <class Store>
concept waiting_store = ticket_store<Store> &&
    requires(Store& store, std::string_view id, unsigned long long seen, duration at_most) {
    { store.wait_for_change(id, seen, at_most) } -> std::same_as<answer<bool>>;
};

namespace detail {

/// The instant at which a ticket would expire, if it can.
inline std::optional<instant> due_of(const ticket& each) {
    if (each.state == ticket_state::waiting)
        return each.deadline;
    if (each.state == ticket_state::granted)
        return each.expires;
    return std::nullopt;
}

/// The instant at which a ticket ended, if it has.
inline std::optional<instant> ended_of(const ticket& each) {
    if (!is_final(each.state))
        return std::nullopt;
    return each.history.empty() ? each.opened : each.history.back().at;
}

/// Names that begin with # are the stores' own.
inline std::optional<refusal> fault_of_mark(const mark& note) {
    if (!note.name.empty() && !note.name.starts_with('#'))
        return std::nullopt;
    return refusal{reason::malformed_request, "mark", note.name,
                   "a mark needs a name that does not begin with #"};
}

} // namespace detail
} // namespace bailiwick
