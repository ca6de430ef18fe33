// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/deciding.hpp>

namespace bailiwick {
namespace detail {

/// Whether somebody answers for the queue: its owner, its deputy or an approver.
inline bool answers_for_queue(const ticket& ticket, const party& who) {
    return find_listed(ticket.approvers, who) || find_listed({ticket.owner, ticket.deputy}, who);
}

inline std::optional<refusal> fault_of_settler(const ticket& ticket, ticket_verb verb,
                                               const party& by, instant now) {
    // The agent and its requester may withdraw what has not started; they cannot say how it ended.
    if (verb == ticket_verb::cancel && ticket.state != ticket_state::uncertain &&
        (may_be_one(by, ticket.requester) || is_same_spelling(by.name, ticket.agent)))
        return std::nullopt;
    if (verb == ticket_verb::retry) {
        if (const answer<const party*> found = decider(ticket, verb, by, now); !found)
            return found.why();
        return std::nullopt;
    }
    if (is_no_person(ticket, by))
        return refuse(ticket, verb, reason::approver_not_human,
                      "a person of the queue does this: its owner, deputy or an approver");
    if (ticket.state == ticket_state::uncertain && may_be_one(by, ticket.requester))
        return refuse(ticket, verb, reason::self_approval,
                      "who asked cannot say how it ended: let another person of the queue do it");
    if (!answers_for_queue(ticket, by))
        return refuse(ticket, verb, reason::approver_not_authorized,
                      text_of(by) + " answers neither for the queue " + ticket.queue +
                          " nor for the request");
    return std::nullopt;
}

} // namespace detail

/// Records that a person retries, overrides or cancels, with a reason in words.
///
/// An approver lets an uncertain call run once more; the owner, the deputy or an approver states
/// how it really ended, or closes it. What has not started may also be withdrawn by who asked.
inline answer<done> settle(ticket& at, ticket_verb verb, const voter& by, std::string why,
                           instant now) {
    if (verb != ticket_verb::retry && verb != ticket_verb::override && verb != ticket_verb::cancel)
        return detail::refuse(at, verb, reason::decision_not_allowed,
                              "only retry, override and cancel settle a ticket");
    if (auto fault = detail::fault_of_words(at, verb, by, why, true))
        return *std::move(fault);
    if (auto fault = detail::fault_of_settler(at, verb, by, now))
        return *std::move(fault);
    const answer<ticket_state> step = detail::step_of(at, verb, now);
    if (!step)
        return step.why();
    if (verb == ticket_verb::retry && now >= at.expires)
        return detail::refuse(at, verb, reason::expired,
                              "the grant ran out meanwhile: override or cancel it, then make the "
                              "call anew");
    if (verb == ticket_verb::override)
        at.outcome = why;
    return detail::move_on(at, verb, *step, detail::text_of(by), std::move(why), now);
}

/// Withdraws a ticket that waits, because `successor` asks for less in its place; only somebody
/// who could decide it may do so.
inline answer<done> supersede(ticket& at, std::string successor, const voter& by, std::string why,
                              instant now) {
    constexpr ticket_verb verb = ticket_verb::cancel;
    if (const answer<const party*> found = detail::decider(at, verb, by, now); !found)
        return found.why();
    if (at.state != ticket_state::waiting)
        return detail::refuse(at, verb, reason::decision_not_allowed,
                              "only a ticket that waits can be narrowed");
    if (auto settled = settle(at, verb, by, std::move(why), now); !settled)
        return settled;
    at.successor = std::move(successor);
    return done{};
}

} // namespace bailiwick
