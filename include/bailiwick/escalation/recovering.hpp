// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/change_ticket.hpp>
#include <bailiwick/escalation/running.hpp>

namespace bailiwick {

/// Ends every run whose process is gone as `told(ticket)` knows that it ended, uncertain where
/// nobody knows; gives the tickets that it changed.
template <ticket_store Store, class Told = nothing_told>
answer<std::vector<ticket>> recover_runs(Store& store, instant now, before_commit hook = {},
                                         const Told& told = {}) {
    std::vector<ticket> changed;
    ticket_page page{.limit = 256};
    do {
        const answer<ticket_list> running = store.list({.states = {ticket_state::running}}, page);
        if (!running)
            return running.why();
        for (const ticket& each : running->tickets) {
            const answer<bool> lives = store.is_running(each.runner);
            if (!lives)
                return lives.why();
            if (*lives)
                continue;
            const answer<known_end> known = told(each);
            if (!known)
                return known.why();
            const auto end = [&](ticket& at) -> answer<done> {
                if (at.runner != each.runner || at.attempts != each.attempts)
                    return detail::refuse(at, ticket_verb::lose, reason::decision_not_allowed,
                                          "it runs anew");
                return *known ? end_run(at, each, **known, now)
                              : lose_run(at, "the process that ran it is gone", now);
            };
            const answer<ticket> next = detail::change_ticket(store, each.id, hook, end);
            if (next)
                changed.push_back(*next);
            else if (!detail::is_outrun(next.why().code))
                return next.why();
        }
        page.after = running->next;
    } while (!page.after.empty());
    return changed;
}

} // namespace bailiwick
