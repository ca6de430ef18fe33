// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/retention.hpp>
#include <bailiwick/console/detail/place.hpp>

namespace bailiwick::detail {

/// `tickets remove`: takes tickets that are over, and runs parked for them, out of the store.
template <class Agent> class remove_verb {
public:
    remove_verb(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        const std::optional<instant> day = day_in(typed_.before);
        if (!day)
            return on_.misused(typed_.verb, "--before " + typed_.before,
                               "a day is like 2026-01-31");
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        const auto removed = remove_closed(**running, *who, *day, typed_.why);
        if (!removed) {
            on_.note("some tickets may be removed: the receipt says who wanted it; try again");
            return on_.refuse(removed.why());
        }
        if (on_.is_json())
            on_.json(boost::json::object{{"tickets", removed->tickets},
                                         {"parked", removed->parked}});
        else
            on_.line("removed " + count_of(removed->tickets, "ticket") + " and " +
                     count_of(removed->parked, "parked run") +
                     "; the logs still tell of them, and what is open stays");
        return console_exit::done;
    }

private:
    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
