// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/escalation/detail/quorum.hpp>
#include <bailiwick/escalation/request.hpp>

/// Who may decide about a ticket, who has, and who is still missing, as people read it.

namespace bailiwick::detail {

/// The people whose agreement counts, each once.
inline std::vector<party> people_who_agreed(const ticket& one) {
    return people_who_said(one, verdict::grant);
}

/// The listed people who have not agreed yet and may.
inline std::vector<party> people_who_may_agree(const ticket& one) {
    const std::vector<party> agreed = people_who_agreed(one);
    std::vector<party> others;
    for (const party& each : electors_of(one))
        if (!is_repeated(agreed, each)) others.push_back(each);
    return others;
}

inline std::string names_of(const std::vector<party>& people, std::string_view between = ", ") {
    std::vector<std::string> names;
    for (const party& each : people) names.push_back(text_of(each));
    return joined(names, between);
}

/// "1 of 2 approvals: Aisha Khan; 1 more is needed".
inline std::string approvals_in_words(const ticket& one) {
    std::vector<std::string> agreed;
    for (const party& each : people_who_agreed(one))
        agreed.push_back(each.name.empty() ? each.contact : each.name);
    std::string text = std::to_string(agreed.size()) + " of " +
                       count_of(one.approvers_needed, "approval");
    if (!agreed.empty()) text += ": " + joined(agreed);
    if (one.state != ticket_state::waiting) return text;
    for (const ticket_duty& each : one.duties)
        if (count_for(each, people_who_agreed(one)) < each.needed)
            text += "; " + each.name + " is missing";
    if (agreed.size() >= one.approvers_needed) return text;
    const std::size_t missing = one.approvers_needed - agreed.size();
    return text + "; " + std::to_string(missing) + (missing == 1 ? " more is" : " more are") +
           " needed";
}

/// Whom the ticket's queue knows, where it does not know the one that was typed.
///
/// Half a match is most likely what was meant: the right contact under a short name, or a name
/// with another contact.
inline std::string whom_the_queue_knows(const ticket& one, const voter& typed, bool owners_too) {
    std::vector<party> people = one.approvers;
    if (owners_too)
        for (const party& each : {one.owner, one.deputy})
            if (!text_of(each).empty() && !find_listed(people, each)) people.push_back(each);
    const std::string start = text_of(typed) + " is not listed in the queue " + one.queue;
    for (const party& each : people)
        if (may_be_one(each, typed))
            return start + "; it lists " + text_of(each) + ": type that, if it is you";
    return start + "; it lists " + names_of(people);
}

} // namespace bailiwick::detail
