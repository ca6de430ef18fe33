// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/running.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/receipt/vault.hpp>

#include <map>
#include <set>

/// What the logs of all roles tell of tickets: the store is held to it, for it can be exchanged.

namespace bailiwick::detail {

/// Calls `read(folder)` for every log below a folder, until one cannot be read.
template <class Read> answer<done> read_each_log(const std::string& logs, Read read) {
    const auto roles = names_in(logs);
    if (!roles)
        return roles.why();
    for (const std::string& role : *roles) {
        const std::string folder = logs + "/" + role;
        if (::access(checkpoint_file(folder).c_str(), F_OK) != 0)
            continue;
        if (const auto whole = read(folder); !whole)
            return whole.why();
    }
    return done{};
}

/// Calls `visit(text)` for every receipt of every log below a folder.
template <class Visit> answer<done> read_logs(const std::string& logs, Visit visit) {
    return read_each_log(logs, [&](const std::string& folder) {
        return read_log(folder, [&](unsigned long long, std::string_view text) { visit(text); });
    });
}

/// The ticket that a receipt says has begun to run; empty for any other receipt.
inline std::string start_told(const any_receipt& receipt) {
    const auto* step = std::get_if<record::escalation>(&receipt);
    const bool is_start =
        step && step->escalation.to == "running" && step->escalation.verb == "start";
    return is_start ? step->escalation.ticket : std::string();
}
inline std::string start_told(std::string_view text) {
    // Most receipts are none of these; only what may be one is read as a whole.
    if (text.find("\"to\":\"running\"") == text.npos)
        return {};
    const auto receipt = read_any_receipt(text);
    return receipt ? start_told(*receipt) : std::string();
}

/// One ticket as the receipts tell it: what was asked, who agreed, how often it began to run.
struct ticket_told {
    std::optional<record::intent> asked{};
    std::set<std::string> agreed{};
    unsigned starts = 0;
};

inline answer<ticket_told> told_of(const std::string& logs, const std::string& id) {
    ticket_told told;
    const auto read = read_logs(logs, [&](std::string_view text) {
        if (text.find(id) == text.npos)
            return;
        auto receipt = read_any_receipt(text);
        if (!receipt)
            return;
        if (auto* intent = std::get_if<record::intent>(&*receipt); intent && intent->act == id)
            if (intent->decision.effect == record::effect::require_approval)
                told.asked = std::move(*intent);
        if (const auto* vote = std::get_if<record::approval>(&*receipt); vote && vote->act == id)
            if (vote->approval.state != record::approval_state::denied)
                told.agreed.insert(vote->approval.by);
        told.starts += start_told(*receipt) == id;
    });
    if (!read)
        return read.why();
    return told;
}

/// What an outcome says of a run; nothing where its effect must be looked at by a person.
inline known_end end_of(const record::outcome_facts& came) {
    if (came.status == record::status::ok)
        return run_outcome{true, {}};
    if (came.status == record::status::error)
        return run_outcome{false, came.reason};
    return {};
}

/// How the last run of a ticket ended, if one log tells of all its runs and of that end.
inline answer<known_end> end_told(const std::string& logs, const ticket& held) {
    known_end end;
    unsigned starts = 0;
    const auto read = read_each_log(logs, [&](const std::string& log) {
        known_end here;
        unsigned starts_here = 0;
        const auto told = read_log(log, [&](unsigned long long, std::string_view text) {
            if (text.find(held.id) == text.npos)
                return;
            const auto receipt = read_any_receipt(text);
            if (receipt && start_told(*receipt) == held.id) {
                ++starts_here;
                here.reset();
            }
            const auto* came = receipt ? std::get_if<record::outcome>(&*receipt) : nullptr;
            if (came && came->act == held.id)
                here = end_of(came->outcome);
        });
        if (starts_here == starts_of(held))
            end = here;
        starts += starts_here;
        return told;
    });
    if (!read)
        return read.why();
    return starts == starts_of(held) ? end : known_end{};
}

/// Whose data a request is about, as the vault keeps it.
template <class Vault> std::string subject_of(const record::intent& asked, const Vault& values) {
    const auto kept = values.disclose(asked.id);
    return kept && !kept->empty() ? kept->front().subject : std::string();
}

/// Why a ticket of the store may not run, when the receipts tell of another request or of fewer
/// people; `values` opens what they commit to.
template <class Vault>
std::optional<refusal> contradiction(const ticket& held, const ticket_told& told,
                                     unsigned approvers_needed, const Vault& values) {
    const auto refuse = [&](reason why, std::string hint) {
        return refusal{why, held.tool, held.id, std::move(hint)};
    };
    if (!told.asked)
        return refuse(reason::no_evidence, "no log tells of this request: cancel the ticket");
    if (told.asked->action.tool != held.tool)
        return refuse(reason::tool_name_mismatch, "the log tells of a request for " +
                                                      told.asked->action.tool +
                                                      ": the store was changed");
    if (told.starts != starts_of(held))
        return refuse(reason::already_consumed, "the log tells of another number of runs than the "
                                                "store: the store was changed");
    if (told.agreed.size() < approvers_needed)
        return refuse(reason::quorum_not_met, "the log tells of fewer people who agreed than the "
                                              "store: the store was changed");
    const auto kept = values.disclose(told.asked->id);
    if (!kept)
        return kept.why();
    for (const vault_record& each : *kept)
        if (each.name == "action.args") {
            if (each.value == held.arguments && each.commitment() == told.asked->action.args)
                return std::nullopt;
            return refuse(reason::arguments_mismatch,
                          "these are not the arguments that the log commits to: the store was "
                          "changed, make the call anew");
        }
    return refuse(reason::no_evidence, "what was asked for was erased from the vault: make the "
                                       "call anew");
}

} // namespace bailiwick::detail
