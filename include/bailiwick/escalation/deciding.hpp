// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/move.hpp>
#include <bailiwick/escalation/detail/quorum.hpp>
#include <bailiwick/escalation/request.hpp>

namespace bailiwick {
namespace detail {

/// The listed person behind a voter, or why there is none who may decide now.
inline answer<const party*> decider(const ticket& ticket, ticket_verb verb, const voter& by,
                                    instant now) {
    if (is_no_person(ticket, by))
        return refuse(ticket, verb, reason::approver_not_human,
                      "a model, a script or the agent gives advice: a person decides");
    if (may_be_one(by, ticket.requester))
        return refuse(ticket, verb, reason::self_approval,
                      "who asks cannot decide: let another approver of the queue do it");
    const party* listed = find_listed(ticket.approvers, by);
    if (listed == nullptr && is_listed_as(by, ticket.deputy) && ticket.deputy_from != instant{}) {
        if (!deputy_decides(ticket, now))
            return refuse(ticket, verb, reason::approver_not_authorized,
                          "the deputy decides from " + text_of(ticket.deputy_from) +
                              " on: until then an approver does");
        listed = &ticket.deputy;
    }
    if (listed == nullptr)
        return refuse(ticket, verb, reason::approver_not_authorized,
                      text_of(by) + " is not listed in the queue " + ticket.queue +
                          ": use the contact as the charter spells it");
    if (may_be_one(*listed, ticket.requester))
        return refuse(ticket, verb, reason::self_approval,
                      "who asks cannot decide: let another approver of the queue do it");
    return listed;
}

inline bool is_spelled_as_listed(const voter& by, const party& listed) {
    return by.contact == listed.contact && (by.name.empty() || by.name == listed.name);
}

} // namespace detail

/// Records one person's decision: granted with the last person needed, denied with any, or with a
/// majority where the queue says so.
///
/// Everybody counts once, by contact, with their last word; a ticket that is decided stays so.
inline answer<done> vote_on(ticket& at, verdict said, const voter& by, std::string why,
                            instant now) {
    const ticket_verb verb = said == verdict::grant ? ticket_verb::grant : ticket_verb::deny;
    if (auto fault = detail::fault_of_words(at, verb, by, why, said == verdict::deny))
        return *std::move(fault);
    const answer<const party*> found = detail::decider(at, verb, by, now);
    if (!found)
        return found.why();
    const party& listed = **found;
    if (const vote* last = detail::last_vote_of(at, listed); last && last->verdict == said)
        return detail::is_spelled_as_listed(by, listed)
                   ? detail::refuse(at, verb, reason::already_recorded,
                                    "this decision is recorded already: nothing changed")
                   : detail::refuse(at, verb, reason::duplicate_approver,
                                    "this is " + detail::text_of(listed) +
                                        ", who has decided already: another person is needed");
    const answer<ticket_state> step = detail::step_of(at, verb, now);
    if (!step)
        return step.why();

    at.votes.push_back({listed.name, listed.contact, said, why, now});
    const bool enough = said == verdict::deny ? detail::is_refused(at) : detail::is_agreed(at);
    std::string who = detail::text_of(listed);
    return detail::move_on(at, verb, enough ? *step : ticket_state::waiting, std::move(who),
                           std::move(why), now);
}

} // namespace bailiwick
