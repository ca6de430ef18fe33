// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>
#include <bailiwick/escalation/ticket_id.hpp>

#include <algorithm>
#include <initializer_list>

namespace bailiwick::detail {

/// Calls `act(ticket)` for every ticket of a filter with an id above `after`, page by page.
template <ticket_store Store, class Act>
answer<done> each_ticket(Store& store, const ticket_filter& wanted, std::string after,
                         const Act& act) {
    constexpr std::size_t at_once = 256;
    do {
        answer<ticket_list> page = store.list(wanted, {.limit = at_once, .after = after});
        if (!page)
            return std::move(page).why();
        for (const ticket& each : page->tickets)
            act(each);
        after = std::move(page->next);
    } while (!after.empty());
    return done{};
}

/// Every state but those that are named.
inline std::vector<ticket_state> states_but(std::initializer_list<ticket_state> named) {
    std::vector<ticket_state> all;
    for (std::size_t i = 0; i < ticket_states; ++i)
        if (std::find(named.begin(), named.end(), static_cast<ticket_state>(i)) == named.end())
            all.push_back(static_cast<ticket_state>(i));
    return all;
}

/// The id below all ids that are drawn from an instant on; empty for the beginning of time.
inline std::string id_floor(instant from) {
    if (from.microseconds <= 0)
        return {};
    return print_ulid(static_cast<std::uint64_t>(from.microseconds / 1000), {});
}

} // namespace bailiwick::detail
