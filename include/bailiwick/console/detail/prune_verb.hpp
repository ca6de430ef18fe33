// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/receipt_head.hpp>
#include <bailiwick/receipt/prune.hpp>
#include <bailiwick/receipt/sweep.hpp>

namespace bailiwick::detail {

/// `receipts prune`: takes receipts away that are older than a day, and than the charter keeps
/// them. Nobody may have the logs open meanwhile.
template <class Agent> class prune_verb {
public:
    prune_verb(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        if (auto fault = fault_of_state(typed_)) return on_.refuse(*fault);
        const std::optional<instant> day = day_in(typed_.before);
        if (!day)
            return on_.misused(typed_.verb, "--before " + typed_.before,
                               "a day is like 2026-01-31");
        const auto logs = logs_in(typed_.state);
        if (!logs) return on_.refuse(logs.why(), console_exit::no_state);
        if (auto fault = fault_of_filter(typed_, "--log", typed_.log, *logs))
            return on_.refuse(*fault);
        auto said = receipt_head(setup_, typed_);
        if (!said) return on_.refuse(said.why());
        const duration kept = facts_of<Agent>.charter.receipts->retention;
        return prune(*logs, {.before = *day,
                             .retention = kept,
                             .said = *std::move(said),
                             .by = who->contact,
                             .reason = typed_.why,
                             .basis = "retention " + iso_text(kept)});
    }

private:
    console_exit prune(const std::vector<std::string>& logs, prune_order order) const {
        boost::json::array told;
        std::optional<refusal> fault;
        for (const std::string& log : logs) {
            if (!typed_.log.empty() && typed_.log != log) continue;
            order.beside.clear();
            for (const std::string& each : logs)
                if (each != log) order.beside.push_back(folder_of_log(each));
            order.said.id = receipt_id(order.said.ts);
            order.said.session = receipt_id(order.said.ts);
            const auto pruned = prune_log(folder_of_log(log), {}, order);
            if (pruned) told.push_back(tell(log, *pruned));
            else if (!fault || fault->code == reason::already_recorded) fault = pruned.why();
        }
        if (on_.is_json() && !told.empty()) on_.json(boost::json::object{{"pruned", told}});
        if (fault && (told.empty() || fault->code != reason::already_recorded))
            return on_.refuse(*fault);
        on_.note("a verifier sees what is gone, and under which receipt; checkpoints that were "
                 "kept elsewhere of a smaller size cannot be compared any more");
        return console_exit::done;
    }

    boost::json::object tell(const std::string& log, const log_pruning& pruned) const {
        if (!on_.is_json()) {
            on_.line(log + " is pruned below " + std::to_string(pruned.below) + " under receipt " +
                     log + "/" + std::to_string(pruned.receipt) + ": " +
                     count_of(pruned.files, "file") + " removed");
            if (!pruned.kept_for.empty())
                on_.line("  more is kept, because action " + pruned.kept_for + " is not over");
        }
        return {{"log", log},
                {"below", pruned.below},
                {"receipt", pruned.receipt},
                {"files", pruned.files},
                {"kept_for", pruned.kept_for}};
    }

    std::string folder_of_log(const std::string& log) const { return typed_.state + "/log/" + log; }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
