// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/counter.hpp>
#include <bailiwick/escalation/detail/ticket_key.hpp>
#include <bailiwick/escalation/store.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace bailiwick::detail {

inline bool is_wanted(const ticket_filter& filter, ticket_state state) {
    return filter.states.empty() ||
           std::find(filter.states.begin(), filter.states.end(), state) != filter.states.end();
}

/// Tickets of one agent, tool and queue by their state, so that no filter reads the others.
using ticket_keys = std::set<ticket_key>;
using ticket_lane =
    std::pair<const std::array<std::string, 3>, std::array<ticket_keys, ticket_states>>;

inline bool is_wanted(const ticket_filter& filter, const ticket_lane& lane) {
    const auto& [agent, tool, queue] = lane.first;
    return (filter.agent.empty() || filter.agent == agent) &&
           (filter.tool.empty() || filter.tool == tool) &&
           (filter.queue.empty() || filter.queue == queue);
}

struct held_ticket {
    ticket whole;
    ticket_lane* in;
};

/// What all openings of one memory store share.
struct memory_state {
    mutable std::mutex guard;
    std::condition_variable changed;
    std::map<ticket_key, held_ticket> tickets;
    std::map<std::array<std::string, 3>, std::array<ticket_keys, ticket_states>> lanes;
    std::set<std::pair<instant, ticket_key>> due, ended;
    std::map<std::string, std::string, std::less<>> marks;
    std::map<std::string, counter, std::less<>> counters;
    std::set<std::string, std::less<>> runners;
    pause_switch pause;
    std::atomic<unsigned long long> generation{0};
    unsigned long long openings = 0;

    held_ticket* find(std::string_view id) {
        const std::optional<ticket_key> key = ticket_key_of(id);
        const auto at = key ? tickets.find(*key) : tickets.end();
        return at == tickets.end() ? nullptr : &at->second;
    }

    void add(ticket_key key, const ticket& fresh) {
        ticket_lane& lane = *lanes.try_emplace({fresh.agent, fresh.tool, fresh.queue}).first;
        tickets.emplace(key, held_ticket{fresh, &lane});
        lane.second[static_cast<std::size_t>(fresh.state)].insert(key);
        move(due, key, std::nullopt, due_of(fresh));
        move(ended, key, std::nullopt, ended_of(fresh));
        changed.notify_all();
    }

    void change(held_ticket& held, const ticket& next) {
        const ticket_key key = *ticket_key_of(next.id);
        auto& by_state = held.in->second;
        if (held.whole.state != next.state)
            by_state[static_cast<std::size_t>(next.state)].insert(
                by_state[static_cast<std::size_t>(held.whole.state)].extract(key));
        move(due, key, due_of(held.whole), due_of(next));
        move(ended, key, ended_of(held.whole), ended_of(next));
        held.whole = next;
        changed.notify_all();
    }

    std::size_t drop_closed(instant before, std::size_t limit) {
        std::size_t dropped = 0;
        for (; dropped < limit && !ended.empty() && ended.begin()->first < before; ++dropped) {
            const auto at = tickets.find(ended.begin()->second);
            at->second.in->second[static_cast<std::size_t>(at->second.whole.state)].erase(
                at->first);
            tickets.erase(at);
            ended.erase(ended.begin());
        }
        return dropped;
    }

    /// The next key after (or before) `from` among the states that are wanted.
    std::optional<ticket_key> step(const ticket_filter& filter, std::optional<ticket_key> from,
                                   bool backwards) const {
        std::optional<ticket_key> best;
        for (const ticket_lane& lane : lanes) {
            if (!is_wanted(filter, lane))
                continue;
            for (std::size_t state = 0; state < ticket_states; ++state)
                if (is_wanted(filter, static_cast<ticket_state>(state)))
                    step_in(lane.second[state], from, backwards, best);
        }
        return best;
    }

    ticket_list list(const ticket_filter& filter, const ticket_page& page) const {
        ticket_list result;
        std::optional<ticket_key> at;
        if (!page.after.empty())
            at = ticket_key_of(page.after, '0');
        while ((at = step(filter, at, page.newest_first))) {
            if (result.tickets.size() == page.limit) {
                result.next = result.tickets.empty() ? std::string() : result.tickets.back().id;
                break;
            }
            result.tickets.push_back(tickets.find(*at)->second.whole);
        }
        return result;
    }

private:
    static void move(std::set<std::pair<instant, ticket_key>>& within, ticket_key key,
                     std::optional<instant> from, std::optional<instant> to) {
        if (from == to)
            return;
        if (from)
            within.erase({*from, key});
        if (to)
            within.insert({*to, key});
    }

    static void step_in(const ticket_keys& here, const std::optional<ticket_key>& from,
                        bool backwards, std::optional<ticket_key>& best) {
        if (here.empty())
            return;
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
};

} // namespace bailiwick::detail
