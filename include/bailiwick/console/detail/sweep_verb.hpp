// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/receipt/sweep.hpp>

namespace bailiwick::detail {

/// `receipts sweep`: erases the values of every class of data that the charter keeps no longer.
template <class Agent> class sweep_verb {
public:
    sweep_verb(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() const {
        const answer<voter> who = operator_of(typed_);
        if (!who) return on_.refuse(who.why());
        if (auto fault = fault_of_state(typed_)) return on_.refuse(*fault);
        const auto logs = logs_in(typed_.state);
        if (!logs) return on_.refuse(logs.why(), console_exit::no_state);
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        std::vector<std::string> folders;
        for (const std::string& each : *logs) folders.push_back(typed_.state + "/log/" + each);
        std::vector<kept_class> classes;
        for (const data_facts& each : facts_of<Agent>.data)
            classes.push_back({std::string(each.is->name), each.is->retention});
        operator_desk desk(**running, *who);
        const instant now = (*running)->now();
        const auto swept = sweep_values(
            (*running)->state().values, folders, classes, now, [&](record::control_facts what) {
                what.reason = typed_.why.empty() ? "the time that it is kept for is over"
                                                 : typed_.why;
                return desk.note(std::move(what), now);
            });
        if (!swept) {
            on_.note("some values may be erased without a receipt of it: sweep again, and compare");
            return on_.refuse(swept.why());
        }
        return told(*swept);
    }

private:
    console_exit told(const std::vector<vault_record>& swept) const {
        boost::json::array all;
        for (const vault_record& each : swept) {
            if (on_.is_json())
                all.push_back(boost::json::object{{"receipt", each.receipt}, {"name", each.name}});
            else on_.line("erased " + each.receipt + " " + each.name);
        }
        if (on_.is_json()) on_.json(boost::json::object{{"erased", std::move(all)}});
        else on_.line(swept.empty() ? "no value is older than its class of data is kept"
                                    : "the log and its proofs still verify");
        return console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
