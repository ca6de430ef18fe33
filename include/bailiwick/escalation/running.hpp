// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/asking.hpp>
#include <bailiwick/escalation/detail/quorum.hpp>

namespace bailiwick {

/// Spends the grant for a run of `runner`: only for the call that people agreed to.
template <class Handler = detail::strict_handler>
answer<done> begin_run(ticket& at, const start_claim& claim, std::string runner, instant now) {
    constexpr ticket_verb verb = ticket_verb::start;
    const answer<ticket_state> step = detail::step_of(at, verb, now);
    if (!step)
        return step.why();
    if (claim.tool != at.tool)
        return detail::refuse(at, verb, reason::tool_name_mismatch,
                              "people agreed to " + at.tool + ", not to " + claim.tool);
    if (claim.declaration_digest != at.declaration_digest)
        return detail::refuse(at, verb, reason::policy_version_mismatch,
                              "the declaration changed since people agreed: make the call anew");
    // The stored text is held to its own digest, so that an edit of the store is noticed too.
    bool is_agreed = digest_of(at.arguments).view() == at.arguments_digest;
    if (is_agreed && claim.arguments != at.arguments) {
        const answer<std::string> claimed = detail::canonical_arguments<Handler>(claim.arguments);
        is_agreed = claimed.is_done() && *claimed == at.arguments;
    }
    if (!is_agreed)
        return detail::refuse(at, verb, reason::arguments_mismatch,
                              "these are not the arguments that people agreed to: make the call "
                              "anew, people are asked again");
    if (!detail::is_agreed(at))
        return detail::refuse(at, verb, reason::quorum_not_met,
                              detail::missing_in_words(at) + ": make the call anew");
    ++at.attempts;
    at.runner = runner;
    at.outcome.clear();
    return detail::move_on(at, verb, *step, std::move(runner), {}, now);
}

/// Records how the run `started` ended, as the process that ran it reports.
inline answer<done> end_run(ticket& at, const ticket& started, const run_outcome& outcome,
                            instant now) {
    const ticket_verb verb = outcome.succeeded ? ticket_verb::succeed : ticket_verb::fail;
    if (started.runner != at.runner || started.attempts != at.attempts)
        return detail::refuse(at, verb, reason::decision_not_allowed,
                              "another run of this ticket has begun since: report on that one");
    const answer<ticket_state> step = detail::step_of(at, verb, now);
    if (!step)
        return step.why();
    at.outcome = detail::recordable(outcome.words);
    return detail::move_on(at, verb, *step, at.runner, at.outcome, now);
}

/// Records that nobody knows how the run ended; from here a person goes on.
inline answer<done> lose_run(ticket& at, std::string_view why, instant now) {
    const answer<ticket_state> step = detail::step_of(at, ticket_verb::lose, now);
    if (!step)
        return step.why();
    return detail::move_on(at, ticket_verb::lose, *step, at.runner, detail::recordable(why), now);
}

/// How often a ticket has begun to run, as its history tells.
inline unsigned starts_of(const ticket& at) {
    unsigned count = 0;
    for (const ticket_event& each : at.history)
        count += each.verb == ticket_verb::start;
    return count;
}

/// The same for a ticket that others know to have begun more often than its own history tells.
inline answer<done> lose_spent(ticket& at, unsigned starts_told, std::string_view why,
                               instant now) {
    const bool is_behind = starts_told > starts_of(at) &&
                           (at.state == ticket_state::waiting || at.state == ticket_state::granted);
    if (!is_behind)
        return detail::refuse(at, ticket_verb::lose, reason::decision_not_allowed,
                              "its history tells of every run");
    return lose_run(at, why, now);
}

/// Ends a ticket whose time is over; at the very instant of its deadline it is.
inline answer<done> let_expire(ticket& at, instant now) {
    const ticket_step step = next_step(ticket_verb::expire, at.state);
    if (!step.is_allowed || state_at(at, now) != ticket_state::expired)
        return detail::refuse(at, ticket_verb::expire,
                              step.is_allowed ? reason::decision_not_allowed : step.why,
                              "its time is not over");
    std::string words_given = "nobody decided in time";
    if (at.state == ticket_state::granted)
        words_given = "it was not started in time";
    else if (!detail::people_who_said(at, verdict::grant).empty())
        words_given = detail::missing_in_words(at) + " in time";
    return detail::move_on(at, ticket_verb::expire, step.to, {}, std::move(words_given), now);
}

} // namespace bailiwick
