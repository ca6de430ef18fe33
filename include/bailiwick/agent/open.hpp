// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/reconcile.hpp>
#include <bailiwick/agent/session.hpp>
#include <bailiwick/escalation/sqlite.hpp>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

// opt-in: it brings SQLite for the tickets; agents over another store do without it

namespace bailiwick {

/// State on one machine: a receipt log of this process's role, a vault and tickets in SQLite.
using embedded_state = agent_state<receipt_log, vault, sqlite_store>;

template <class Agent> using embedded_agent = running_agent<Agent, embedded_state>;

/// Where the state of an agent lies and who opens it.
struct open_options {
    std::string folder;         ///< made for its owner only when it is missing
    std::string origin;         ///< the log's name: "bank.example/support-intake"
    std::string role = "agent"; ///< each role of a machine writes a log of its own
    credential_book accounts{};
    process_facts process{};
};

/// Makes a folder for its owner only, and those above it that are missing.
inline answer<done> make_private_folder(const std::string& path) {
    for (std::size_t at = 1; at <= path.size(); ++at) {
        if (at < path.size() && path[at] != '/')
            continue;
        const std::string part = path.substr(0, at);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST)
            return refusal{reason::state_unavailable, "open", part,
                           std::string(std::strerror(errno)) + ": choose another folder"};
    }
    return done{};
}

/// Opens an agent on the state in a folder, and makes it where there is none.
///
/// A ticket whose process is gone in the middle of a run is uncertain afterwards: it is never run
/// again until a person says so. So is one that the logs know to have run, where the tickets were
/// put back from an older copy.
template <class Agent, class... Tools>
answer<std::unique_ptr<embedded_agent<Agent>>> open_embedded(open_options options, Tools... tools) {
    if (answer<done> made = make_private_folder(options.folder + "/log"); !made)
        return std::move(made).why();
    auto log = receipt_log::open(options.folder + "/log/" + options.role,
                                 {.origin = options.origin + "/" + options.role});
    if (!log)
        return std::move(log).why();
    auto values = vault::open(options.folder + "/vault.db");
    if (!values)
        return std::move(values).why();
    auto tickets = sqlite_store::open(options.folder + "/tickets.db");
    if (!tickets)
        return std::move(tickets).why();
    std::unique_ptr<embedded_state> state(
        new embedded_state{*std::move(log), *std::move(values), *std::move(tickets),
                           std::move(options.accounts), options.folder + "/log"});
    auto running = std::make_unique<embedded_agent<Agent>>(
        std::move(state), std::move(options.process), declared_flow{}, std::move(tools)...);
    operator_desk start_up(*running, {"start-up", options.role, party_kind::system});
    if (auto recovered = start_up.recover(); !recovered)
        return std::move(recovered).why();
    if (auto expired = start_up.sweep(); !expired)
        return std::move(expired).why();
    if (auto closed = close_cut_off(*running); !closed)
        return std::move(closed).why();
    if (auto in_line = reconcile(*running, options.folder + "/log"); !in_line)
        return std::move(in_line).why();
    return running;
}

} // namespace bailiwick
