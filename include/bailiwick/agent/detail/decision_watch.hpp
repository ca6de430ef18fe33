// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/each_ticket.hpp>

#include <set>

namespace bailiwick::detail {

/// When a ticket stopped waiting: at a step of its history, or at its deadline.
inline instant decided_at(const ticket& each) {
    for (const ticket_event& step : each.history)
        if (step.to != ticket_state::waiting)
            return step.at;
    return each.deadline;
}

/// Which tickets of a filter were decided since the last look; each is told once.
///
/// What is opened and decided between two looks is found by its id, which holds the time: clocks of
/// hosts that share the store may differ by a minute.
template <ticket_store Store> class decision_watch {
public:
    decision_watch(Store& store, ticket_filter wanted)
        : store_(&store), waiting_ones_(std::move(wanted)), others_(waiting_ones_) {
        waiting_ones_.states = {ticket_state::waiting};
        others_.states = states_but({ticket_state::waiting});
    }

    /// What was decided since the last look, in the order of the decisions. The first look finds
    /// what was decided before, as far as it matters; it is to be dropped.
    answer<std::vector<ticket>> look(instant now) {
        std::vector<ticket> decided;
        std::set<std::string> listed;
        const auto tell = [&](const ticket& each) {
            waiting_.erase(each.id);
            if (told_.insert(each.id).second)
                decided.push_back(each);
        };
        auto read = each_ticket(*store_, waiting_ones_, {}, [&](const ticket& each) {
            listed.insert(each.id);
            if (state_at(each, now) == ticket_state::waiting)
                waiting_.insert(each.id);
            else
                tell(each);
        });
        if (!read)
            return std::move(read).why();
        for (const std::string& id : std::set<std::string>(waiting_)) {
            if (listed.contains(id))
                continue;
            const answer<ticket> found = store_->load(id);
            if (found && found->state != ticket_state::waiting)
                tell(*found);
            else if (!found && found.why().code != reason::unknown_request)
                return found.why();
            else if (!found)
                waiting_.erase(id); // closed and removed since
        }
        const std::string floor = id_floor({now.microseconds - 60'000'000});
        if (read = each_ticket(*store_, others_, floor, tell); !read)
            return std::move(read).why();
        std::erase_if(told_, [&](const std::string& id) {
            return id < floor && !listed.contains(id);
        });
        std::sort(decided.begin(), decided.end(), [](const ticket& left, const ticket& right) {
            return std::pair(decided_at(left), left.id) < std::pair(decided_at(right), right.id);
        });
        return decided;
    }

private:
    Store* store_;
    ticket_filter waiting_ones_, others_;
    std::set<std::string> waiting_; ///< known to wait
    std::set<std::string> told_;    ///< as far as they could be met again
};

} // namespace bailiwick::detail
