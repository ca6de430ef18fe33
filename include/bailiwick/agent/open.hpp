// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/reconcile.hpp>
#include <bailiwick/agent/session.hpp>
#include <bailiwick/escalation/any_store.hpp>
#include <bailiwick/escalation/sqlite.hpp>

#include <cerrno>
#include <cstring>
#include <functional>

#include <sys/stat.h>

// opt-in: it brings SQLite for the tickets that rest in the folder

namespace bailiwick {

/// State in a folder: a receipt log of this process's role, a vault, and tickets, which rest in
/// the folder too unless a database has them for many hosts.
using embedded_state = agent_state<receipt_log, vault, any_store>;

template <class Agent> using embedded_agent = running_agent<Agent, embedded_state>;

/// Where the state of an agent lies and who opens it.
struct open_options {
    std::string folder;         ///< made for its owner only when it is missing
    std::string origin;         ///< the log's name: "bank.example/support-intake"
    std::string role = "agent"; ///< each role of a machine writes a log of its own
    credential_book accounts{};
    process_facts process{};
    std::string signers{}; ///< the `allowed_signers` file; that of the folder, if empty
    /// Opens the tickets, given the folder; without it they are in its SQLite file.
    std::function<answer<any_store>(const std::string&)> tickets{};
    /// Whether the folder has the logs of all processes over these tickets, so that runs are held
    /// to all that was asked, agreed and run. Where other hosts keep their own, a run is held to
    /// what this folder's logs tell, and to the signatures of a queue that wants them.
    bool has_all_logs = true;
    /// Whether the agent may have threads of its own: the log's, and the one that watches the off
    /// switch. To be switched off where a process forks; then only a call looks at the switch.
    bool has_threads = true;
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

/// The tickets of a state, as its options say.
inline answer<any_store> open_tickets(const open_options& options) {
    if (options.tickets)
        return options.tickets(options.folder);
    auto in_folder = sqlite_store::open(options.folder + "/tickets.db");
    if (!in_folder)
        return std::move(in_folder).why();
    return any_store(*std::move(in_folder));
}

/// Opens an agent on the state in a folder, and makes it where there is none.
///
/// A ticket whose process is gone in the middle of a run is uncertain afterwards: it is never run
/// again until a person says so. So is one that the logs know to have run, where the tickets were
/// put back from an older copy.
template <class Agent, class... Tools>
answer<std::unique_ptr<embedded_agent<Agent>>> open_embedded(open_options options, Tools... tools) {
    if (!options.has_all_logs)
        for (const rule& row : facts_of<Agent>.charter.matrix)
            if (row.verdict == bucket::approval && !row.asks->signed_decisions)
                return refusal{reason::no_evidence, "open", std::string(row.asks->name),
                               "without the logs of all processes only signatures tell that people "
                               "agreed: let this queue say signed_decisions"};
    if (answer<done> made = make_private_folder(options.folder + "/log"); !made)
        return std::move(made).why();
    auto log = receipt_log::open(options.folder + "/log/" + options.role,
                                 {.origin = options.origin + "/" + options.role,
                                  .has_threads = options.has_threads});
    if (!log)
        return std::move(log).why();
    auto values = vault::open(options.folder + "/vault.db");
    if (!values)
        return std::move(values).why();
    auto tickets = open_tickets(options);
    if (!tickets)
        return std::move(tickets).why();
    std::unique_ptr<embedded_state> state(
        new embedded_state{*std::move(log), *std::move(values), *std::move(tickets),
                           std::move(options.accounts), options.folder + "/log",
                           signers_file(options.signers.empty()
                                            ? options.folder + "/allowed_signers"
                                            : std::move(options.signers)),
                           options.has_all_logs});
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
    if (auto listed = running->enlist(options.role, options.has_threads); !listed)
        return std::move(listed).why();
    return running;
}

} // namespace bailiwick
