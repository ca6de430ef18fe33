// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/tool/refusal.hpp>

#include <CLI/CLI.hpp>

#include <optional>

namespace bailiwick::detail {

/// Why the line names no verb: a word that is none, or no word at all.
inline std::optional<refusal> fault_of_verb(const CLI::App& app, const std::string& program) {
    const CLI::App* at = &app;
    std::string path = program;
    while (!at->get_subcommands().empty()) {
        at = at->get_subcommands().front();
        path += " " + at->get_name();
    }
    std::vector<std::string> known;
    for (const CLI::App* each : at->get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(each->get_name());
    if (known.empty()) return std::nullopt;
    std::string typed;
    for (const std::string& each : app.remaining(true))
        if (typed.empty() && !each.starts_with('-')) typed = each;
    if (typed.empty())
        return refusal{reason::malformed_request, path, {},
                       "name a verb, or --help: " + joined(known)};
    return refusal{reason::malformed_request, path, typed,
                   "there is no verb " + typed + "; there are, the nearest first: " +
                       nearest_first(typed, known)};
}

} // namespace bailiwick::detail
