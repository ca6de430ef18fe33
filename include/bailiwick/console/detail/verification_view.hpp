// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/console/screen.hpp>
#include <bailiwick/receipt/verify_together.hpp>

/// The result of a check of a log, for people and for programs.

namespace bailiwick::detail {

/// What is checked, with which keys, and how people are told of them.
struct keyed_log {
    log_to_check log{};
    std::string name{};
    std::string key{}; ///< the file or line of the key; empty where there is none
    std::string told{};
};

inline boost::json::array json_of(const std::vector<finding>& all) {
    boost::json::array told;
    for (const finding& each : all)
        told.push_back(boost::json::object{{"where", each.where}, {"what", each.what}});
    return told;
}
inline boost::json::object json_of(const keyed_log& checked, const verification& came) {
    return {{"folder", checked.name},
            {"key", checked.key},
            {"verdict", word_of(came.verdict)},
            {"origin", came.origin},
            {"size", came.size},
            {"published", came.published},
            {"root", base64_of(came.root.view())},
            {"complete_up_to", came.complete_up_to},
            {"open_intents", came.open_intents},
            {"waiting", came.waiting},
            {"problems", json_of(came.problems)},
            {"notes", json_of(came.notes)}};
}

inline void print_verification(const screen& on, const keyed_log& checked,
                               const verification& came) {
    on.line(std::string(word_of(came.verdict)) + "  " + checked.name,
            came.verdict == log_verdict::valid ? tint::good : tint::bad);
    if (!came.origin.empty()) {
        on.line("  " + came.origin + ", " + count_of(came.size, "receipt") + ", " +
                std::to_string(came.published) + " of them published");
        on.line("  root " + base64_of(came.root.view()), tint::faint);
    }
    on.line("  key  " + checked.told);
    if (came.complete_up_to != 0)
        on.line("  complete up to receipt " + std::to_string(came.complete_up_to) +
                ", by a checkpoint that was kept elsewhere");
    for (const finding& each : came.problems)
        on.line("  problem: " + each.where + ": " + each.what, tint::bad);
    for (const finding& each : came.notes)
        on.line("  note: " + each.where + ": " + each.what);
    if (came.open_intents != 0)
        on.line("  allowed and without an outcome: " + std::to_string(came.open_intents));
    if (came.waiting != 0)
        on.line("  waiting for a decision: " + std::to_string(came.waiting));
    if (came.verdict == log_verdict::undecidable)
        on.line(checked.key.empty()
                    ? "  all of it holds, and no key says whose it is: --key takes its .vkey"
                    : "  all of it holds, and that key has not signed it: --key takes its own",
                tint::warn);
}

} // namespace bailiwick::detail
