// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/change_ticket.hpp>
#include <bailiwick/escalation/running.hpp>

namespace bailiwick {

/// Expires every ticket of a store whose time is over, and gives those that it changed.
template <ticket_store Store>
answer<std::vector<ticket>> sweep_tickets(Store& store, instant now, before_commit hook = {}) {
    constexpr std::size_t at_once = 256;
    std::vector<ticket> changed;
    for (;;) {
        const answer<std::vector<ticket>> late = store.due(now, at_once);
        if (!late)
            return late.why();
        const std::size_t before = changed.size();
        for (const ticket& each : *late) {
            const answer<ticket> next = detail::change_ticket(
                store, each.id, hook, [&](ticket& at) { return let_expire(at, now); });
            if (next)
                changed.push_back(*next);
            else if (!detail::is_outrun(next.why().code))
                return next.why();
        }
        if (late->size() < at_once || changed.size() == before)
            return changed;
    }
}

} // namespace bailiwick
