// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/refusal.hpp>

#include <array>

namespace bailiwick {

/// Where a ticket stands.
enum class ticket_state {
    waiting,   ///< people have not decided
    granted,   ///< enough people agreed; it may start once
    denied,    ///< somebody said no
    expired,   ///< its time was over before it was decided, or before it started
    cancelled, ///< withdrawn
    running,   ///< the tool was started
    done,      ///< the tool reported success
    failed,    ///< the tool reported a failure
    uncertain, ///< it was started and nobody knows how it ended
    overridden ///< a person stated how it ended
};
BOOST_DESCRIBE_ENUM(ticket_state, waiting, granted, denied, expired, cancelled, running, done,
                    failed, uncertain, overridden)
inline constexpr std::size_t ticket_states = 10;

/// What can be done with a ticket.
enum class ticket_verb {
    open,     ///< ask people
    grant,    ///< one person agrees
    deny,     ///< one person says no
    start,    ///< spend the grant and run the tool
    succeed,  ///< the tool reported success
    fail,     ///< the tool reported a failure
    lose,     ///< nobody knows whether it ran, or what came of it
    retry,    ///< a person lets an uncertain call run once more
    override, ///< a person states how an uncertain call ended
    cancel,   ///< withdraw it
    expire    ///< its time is over
};
BOOST_DESCRIBE_ENUM(ticket_verb, open, grant, deny, start, succeed, fail, lose, retry, override,
                    cancel, expire)
inline constexpr std::size_t ticket_verbs = 11;

/// One cell of the transition table: the next state, or why there is none.
struct ticket_step {
    bool is_allowed = false;
    ticket_state to = ticket_state::waiting;
    reason why = reason::decision_not_allowed;

    friend bool operator==(const ticket_step&, const ticket_step&) = default;
};

namespace detail {

constexpr ticket_step go(ticket_state to) { return {true, to, reason::internal_error}; }
constexpr ticket_step no(reason why) { return {false, ticket_state::waiting, why}; }

using ticket_row = std::array<ticket_step, ticket_states>;

/// The rows follow `ticket_verb`, the columns `ticket_state`; docs/reference/tickets.md prints it.
inline constexpr std::array<ticket_row, ticket_verbs> ticket_table = [] {
    using enum ticket_state;
    constexpr ticket_step unfit = no(reason::decision_not_allowed);
    constexpr ticket_step unknown = no(reason::no_resolution);
    constexpr ticket_step refused = no(reason::not_terminal_allow);
    constexpr ticket_step late = no(reason::expired);
    constexpr ticket_step gone = no(reason::cancelled);
    constexpr ticket_step spent = no(reason::already_consumed);
    constexpr ticket_step again = no(reason::already_recorded);
    // waiting, granted, denied, expired, cancelled, running, done, failed, uncertain, overridden
    return std::array<ticket_row, ticket_verbs>{{
        {unfit, unfit, unfit, unfit, unfit, unfit, unfit, unfit, unfit, unfit},
        {go(granted), unfit, refused, late, gone, spent, spent, spent, unfit, spent},
        {go(denied), unfit, refused, late, gone, spent, spent, spent, unfit, spent},
        {unknown, go(running), refused, late, gone, spent, spent, spent, spent, spent},
        {unfit, unfit, unfit, unfit, unfit, go(done), again, unfit, unfit, unfit},
        {unfit, unfit, unfit, unfit, unfit, go(failed), unfit, again, unfit, unfit},
        {go(uncertain), go(uncertain), unfit, unfit, unfit, go(uncertain), unfit, unfit, again,
         unfit},
        {unfit, unfit, refused, late, gone, spent, spent, spent, go(granted), spent},
        {unfit, unfit, unfit, unfit, unfit, unfit, unfit, unfit, go(overridden), again},
        {go(cancelled), go(cancelled), refused, late, again, spent, spent, spent, go(cancelled),
         spent},
        {go(expired), go(expired), unfit, again, unfit, unfit, unfit, unfit, unfit, unfit},
    }};
}();

} // namespace detail

/// What a verb does to a ticket in a state. A grant leads on only with the last person needed.
constexpr ticket_step next_step(ticket_verb verb, ticket_state from) {
    return detail::ticket_table[static_cast<std::size_t>(verb)][static_cast<std::size_t>(from)];
}

/// Whether no verb leads out of a state.
constexpr bool is_final(ticket_state state) {
    for (std::size_t verb = 0; verb < ticket_verbs; ++verb)
        if (next_step(static_cast<ticket_verb>(verb), state).is_allowed)
            return false;
    return true;
}

} // namespace bailiwick
