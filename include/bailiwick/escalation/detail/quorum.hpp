// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/people.hpp>

/// Who decides about a ticket, and what their votes add up to.

namespace bailiwick::detail {

/// Whether the deputy may decide beside the approvers by then.
inline bool deputy_decides(const ticket& ticket, instant now) {
    return ticket.deputy_from != instant{} && now >= ticket.deputy_from;
}

/// The people whose vote can count, each once, without the one who asked.
inline std::vector<party> electors_of(const ticket& ticket) {
    std::vector<party> people;
    const auto add = [&](const party& who) {
        if (!may_be_one(who, ticket.requester) && !is_repeated(people, who))
            people.push_back(who);
    };
    for (const party& each : ticket.approvers)
        add(each);
    if (ticket.deputy_from != instant{})
        add(ticket.deputy);
    return people;
}

/// The electors whose last word is this one.
inline std::vector<party> people_who_said(const ticket& ticket, verdict what) {
    std::vector<party> people;
    for (const party& each : electors_of(ticket))
        if (const vote* last = last_vote_of(ticket, each); last && last->verdict == what)
            people.push_back(each);
    return people;
}

/// How many of these people fill a duty.
inline unsigned count_for(const ticket_duty& duty, const std::vector<party>& people) {
    unsigned count = 0;
    for (const party& each : people)
        count += find_listed(duty.people, each) != nullptr;
    return count;
}

/// The first duty that these people do not fill.
inline const ticket_duty* duty_without(const ticket& ticket, const std::vector<party>& people) {
    for (const ticket_duty& each : ticket.duties)
        if (count_for(each, people) < each.needed)
            return &each;
    return nullptr;
}

/// Whether these people are enough to grant.
inline bool are_enough(const ticket& ticket, const std::vector<party>& people) {
    return people.size() >= ticket.approvers_needed && !duty_without(ticket, people);
}

/// Whether enough people agree.
inline bool is_agreed(const ticket& ticket) {
    return are_enough(ticket, people_who_said(ticket, verdict::grant));
}

/// Whether the denials decide: any does, unless it takes a majority; then also those after which
/// too few are left to agree.
inline bool is_refused(const ticket& ticket) {
    const std::vector<party> against = people_who_said(ticket, verdict::deny);
    if (against.empty() || !ticket.majority_denies)
        return !against.empty();
    std::vector<party> others;
    const std::vector<party> all = electors_of(ticket);
    for (const party& each : all)
        if (!is_repeated(against, each))
            others.push_back(each);
    return against.size() * 2 > all.size() || !are_enough(ticket, others);
}

/// What is missing to a grant, in words.
inline std::string missing_in_words(const ticket& ticket) {
    const std::vector<party> agreed = people_who_said(ticket, verdict::grant);
    if (agreed.size() < ticket.approvers_needed)
        return "only " + std::to_string(agreed.size()) + " of " +
               std::to_string(ticket.approvers_needed) + " people agreed";
    const ticket_duty* const duty = duty_without(ticket, agreed);
    return duty ? "nobody agreed for " + duty->name : std::string();
}

} // namespace bailiwick::detail
