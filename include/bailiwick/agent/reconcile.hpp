// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/operate.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/receipt/log_reader.hpp>

#include <map>

// opt-in: it reads the logs of other roles, which only an embedded state has beside its own

namespace bailiwick {
namespace detail {

/// How often the logs below a folder say that each of these tickets has begun to run.
inline answer<done> count_starts(const std::string& logs, std::map<std::string, unsigned>& starts) {
    const auto roles = names_in(logs);
    if (!roles)
        return roles.why();
    for (const std::string& role : *roles) {
        const std::string folder = logs + "/" + role;
        if (::access(checkpoint_file(folder).c_str(), F_OK) != 0)
            continue;
        const auto read = read_log(folder, [&](unsigned long long, std::string_view text) {
            // Most receipts are none of these; only what may be one is read as a whole.
            if (text.find("\"to\":\"running\"") == text.npos)
                return;
            const auto receipt = read_any_receipt(text);
            const auto* step = receipt ? std::get_if<record::escalation>(&*receipt) : nullptr;
            if (!step || step->escalation.to != "running" || step->escalation.verb != "start")
                return;
            if (const auto found = starts.find(step->escalation.ticket); found != starts.end())
                ++found->second;
        });
        if (!read)
            return read.why();
    }
    return done{};
}

inline unsigned starts_in(const ticket& held) {
    unsigned count = 0;
    for (const ticket_event& each : held.history)
        count += each.verb == ticket_verb::start;
    return count;
}

} // namespace detail

/// Holds the store to the logs: a ticket that they know more starts of is uncertain from here on,
/// for the store is an older copy, and its grant is spent. Gives those that it changed.
template <class Running>
answer<std::vector<ticket>> reconcile(Running& running, const std::string& logs) {
    std::vector<ticket> open, changed;
    ticket_page page{.limit = 256};
    do {
        const auto found = running.tickets().list(
            {.states = {ticket_state::waiting, ticket_state::granted}}, page);
        if (!found)
            return found.why();
        open.insert(open.end(), found->tickets.begin(), found->tickets.end());
        page.after = found->next;
    } while (!page.after.empty());
    std::map<std::string, unsigned> starts;
    for (const ticket& each : open)
        starts[each.id] = 0;
    if (starts.empty())
        return changed;
    if (auto counted = detail::count_starts(logs, starts); !counted)
        return std::move(counted).why();
    for (const ticket& each : open) {
        if (starts[each.id] <= detail::starts_in(each))
            continue;
        operator_desk start_up(running, {"start-up", "reconcile", party_kind::system});
        auto unsure = start_up.mark_uncertain(
            each.id, "the log says that it ran, the store does not: the store is an older copy");
        if (!unsure)
            return std::move(unsure).why();
        changed.push_back(*std::move(unsure));
    }
    return changed;
}

} // namespace bailiwick
