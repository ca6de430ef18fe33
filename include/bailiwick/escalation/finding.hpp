// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>
#include <bailiwick/escalation/ticket_id.hpp>

namespace bailiwick {

/// The ticket of an id, or of the beginning of one; else the refusal names the candidates.
template <ticket_store Store> answer<ticket> find_ticket(Store& store, std::string_view typed) {
    constexpr std::size_t shown = 5;
    const std::string id = normalised_ticket_id(typed);
    answer<std::vector<std::string>> found = store.ids_like(id, id.empty() ? 0 : shown + 1);
    if (!found)
        return std::move(found).why();
    if (found->size() == 1)
        return store.load(found->front());
    std::string hint = "several tickets begin so: ";
    if (found->empty()) {
        const answer<ticket_list> open =
            store.list({.states = {ticket_state::waiting}}, {.limit = shown, .newest_first = true});
        if (!open)
            return open.why();
        hint = open->tickets.empty() ? "there is no such ticket, and none waits"
                                     : "there is no such ticket; the newest that wait: ";
        for (const ticket& each : open->tickets)
            found->push_back(each.id);
    }
    for (std::size_t i = 0; i < found->size() && i < shown; ++i)
        (hint += i == 0 ? "" : ", ") += (*found)[i];
    if (found->size() > shown)
        hint += ", …";
    return refusal{reason::unknown_request, "find", std::string(typed), std::move(hint)};
}

} // namespace bailiwick
