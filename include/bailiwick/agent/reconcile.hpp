// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/operate.hpp>

// opt-in: it reads the logs of other roles, which only an embedded state has beside its own

namespace bailiwick {

/// Holds the store to the logs: a ticket that they know more starts of is uncertain from here on,
/// for the store is an older copy, and its grant is spent. Gives those that it changed.
template <class Running>
answer<std::vector<ticket>> reconcile(Running& running, const std::string& logs) {
    std::map<std::string, unsigned> starts;
    ticket_page page{.limit = 256};
    do {
        const auto found = running.tickets().list(
            {.states = {ticket_state::waiting, ticket_state::granted}}, page);
        if (!found)
            return found.why();
        for (const ticket& each : found->tickets)
            starts[each.id] = 0;
        page.after = found->next;
    } while (!page.after.empty());
    std::vector<ticket> changed;
    if (starts.empty())
        return changed;
    const auto read = detail::read_logs(logs, [&](std::string_view text) {
        if (const auto found = starts.find(detail::start_told(text)); found != starts.end())
            ++found->second;
    });
    if (!read)
        return read.why();
    operator_desk start_up(running, {"start-up", "reconcile", party_kind::system});
    for (const auto& [id, told] : starts) {
        if (told == 0)
            continue;
        auto unsure = start_up.mark_spent(
            id, told, "the log says that it ran, the store does not: the store is an older copy");
        if (unsure)
            changed.push_back(*std::move(unsure));
        else if (unsure.why().code != reason::decision_not_allowed)
            return std::move(unsure).why();
    }
    return changed;
}

/// Ends what a process that is gone had begun and not reported: an outcome says that nobody knows.
template <class Running> answer<done> close_cut_off(Running& running) {
    std::set<std::string> open;
    // RFC 8785 sorts members, so that the action comes first: no receipt is parsed for it.
    const auto act_of = [](std::string_view text) {
        constexpr std::string_view first = "{\"act\":\"";
        if (!text.starts_with(first))
            return std::string();
        text.remove_prefix(first.size());
        return std::string(text.substr(0, text.find('"')));
    };
    const auto read = running.state().log.for_each([&](unsigned long long, std::string_view text) {
        if (text.find("\"effect\":\"allow\"") != text.npos)
            open.insert(act_of(text));
        else if (!open.empty() && text.find("\"outcome\":{") != text.npos)
            open.erase(act_of(text));
    });
    if (!read)
        return read.why();
    operator_desk start_up(running, {"start-up", "recovery", party_kind::system});
    for (const std::string& act : open)
        if (auto told = start_up.tell_unknown(act); !told)
            return told;
    return done{};
}

} // namespace bailiwick
