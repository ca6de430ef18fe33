// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/counter.hpp>
#include <bailiwick/escalation/detail/ticket_key.hpp>
#include <bailiwick/escalation/store.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace bailiwick::detail {

inline bool is_wanted(const ticket_filter& filter, ticket_state state) {
    return filter.states.empty() ||
           std::find(filter.states.begin(), filter.states.end(), state) != filter.states.end();
}
inline bool is_wanted(const ticket_filter& filter, const ticket& each) {
    return (filter.agent.empty() || filter.agent == each.agent) &&
           (filter.tool.empty() || filter.tool == each.tool) &&
           (filter.queue.empty() || filter.queue == each.queue);
}

/// The instant at which a ticket would expire, if it can.
inline std::optional<instant> due_of(const ticket& each) {
    if (each.state == ticket_state::waiting)
        return each.deadline;
    if (each.state == ticket_state::granted)
        return each.expires;
    return std::nullopt;
}

/// What all openings of one memory store share.
struct memory_state {
    using keys = std::set<ticket_key>;

    mutable std::mutex guard;
    std::map<ticket_key, ticket> tickets;
    std::array<keys, ticket_states> by_state;
    std::set<std::pair<instant, ticket_key>> due;
    std::map<std::string, std::string, std::less<>> marks;
    std::map<std::string, counter, std::less<>> counters;
    std::set<std::string, std::less<>> runners;
    pause_switch pause;
    std::atomic<unsigned long long> generation{0};
    unsigned long long openings = 0;

    ticket* find(std::string_view id) {
        const std::optional<ticket_key> key = ticket_key_of(id);
        const auto at = key ? tickets.find(*key) : tickets.end();
        return at == tickets.end() ? nullptr : &at->second;
    }

    void add(ticket_key key, const ticket& fresh) {
        tickets.emplace(key, fresh);
        by_state[static_cast<std::size_t>(fresh.state)].insert(key);
        if (const auto when = due_of(fresh))
            due.insert({*when, key});
    }

    void change(ticket& held, const ticket& next) {
        const ticket_key key = *ticket_key_of(next.id);
        if (held.state != next.state)
            by_state[static_cast<std::size_t>(next.state)].insert(
                by_state[static_cast<std::size_t>(held.state)].extract(key));
        if (const auto before = due_of(held), after = due_of(next); before != after) {
            if (before)
                due.erase({*before, key});
            if (after)
                due.insert({*after, key});
        }
        held = next;
    }

    /// The next key after (or before) `from` among the states that are wanted.
    std::optional<ticket_key> step(const ticket_filter& filter, std::optional<ticket_key> from,
                                   bool backwards) const {
        std::optional<ticket_key> best;
        for (std::size_t state = 0; state < ticket_states; ++state) {
            if (!is_wanted(filter, static_cast<ticket_state>(state)))
                continue;
            const keys& here = by_state[state];
            if (backwards) {
                const auto at = from ? here.lower_bound(*from) : here.end();
                if (at != here.begin() && (!best || *best < *std::prev(at)))
                    best = *std::prev(at);
            } else {
                const auto at = from ? here.upper_bound(*from) : here.begin();
                if (at != here.end() && (!best || *at < *best))
                    best = *at;
            }
        }
        return best;
    }

    ticket_list list(const ticket_filter& filter, const ticket_page& page) const {
        ticket_list result;
        std::optional<ticket_key> at;
        if (!page.after.empty())
            at = ticket_key_of(page.after, '0');
        while ((at = step(filter, at, page.newest_first))) {
            const ticket& each = tickets.find(*at)->second;
            if (!is_wanted(filter, each))
                continue;
            if (result.tickets.size() == page.limit) {
                result.next = result.tickets.empty() ? std::string() : result.tickets.back().id;
                break;
            }
            result.tickets.push_back(each);
        }
        return result;
    }
};

} // namespace bailiwick::detail
