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
        // The version comes last when a log is made: with it there was a checkpoint.
        if (!file_exists(checkpoint_file(folder)) && !file_exists(version_file(folder)))
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
    std::map<std::string, instant> heard{}; ///< when each approver spoke last
    unsigned starts = 0;
    std::set<long long> retries{}; ///< which runs people let begin once more
    std::string ended{}; ///< the final state that a receipt tells of

    /// Everybody's last word counts, whichever log tells of it first.
    void hear(const record::approval_given& vote) {
        if (vote.state == record::approval_state::denied)
            ended = word_of(ticket_state::denied); // whatever the clock said
        const instant at = vote.at.value_or(instant{});
        const auto [found, is_first] = heard.emplace(vote.by, at);
        if (!is_first && at < found->second)
            return;
        found->second = at;
        if (vote.state == record::approval_state::denied || !vote.vote.empty())
            agreed.erase(vote.by);
        else
            agreed.insert(vote.by);
    }
    void hear(const record::escalation_facts& step) {
        if (step.verb == word_of(ticket_verb::retry) && step.from != step.to)
            retries.insert(step.attempt.value_or(0));
        for (const ticket_state each : {ticket_state::expired, ticket_state::cancelled,
                                        ticket_state::done, ticket_state::failed,
                                        ticket_state::overridden})
            if (step.to == word_of(each) && step.from != step.to)
                ended = step.to;
    }
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
            told.hear(vote->approval);
        if (const auto* step = std::get_if<record::escalation>(&*receipt); step && step->act == id)
            told.hear(step->escalation);
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

/// Whether people with these contacts fill the duties of a queue.
inline bool fill_duties(const std::set<std::string>& contacts, const queue& asks) {
    for (const duty& each : asks.duties) {
        unsigned count = 0;
        for (const person* one : each.people)
            count += contacts.contains(std::string(one->contact));
        if (count < each.needed)
            return false;
    }
    return true;
}

/// Why the receipts tell that a grant is spent, or that its ticket has ended.
///
/// Where other hosts keep logs of their own, these ones may lack a start or a retry.
inline std::optional<refusal> spent_as_told(const ticket& held, const ticket_told& told,
                                            bool has_all_logs) {
    const auto refuse = [&](reason why, std::string hint) {
        return refusal{why, held.tool, held.id, std::move(hint)};
    };
    const unsigned known = starts_of(held);
    if (has_all_logs ? told.starts != known : told.starts > known)
        return refuse(reason::already_consumed, "the log tells of another number of runs than the "
                                                "store: the store was changed");
    if (!told.ended.empty())
        return refuse(told.ended == word_of(ticket_state::denied) ? reason::not_terminal_allow
                                                                  : reason::already_consumed,
                      "the log tells that it is " + told.ended + ": the store was changed");
    if (has_all_logs && told.starts > told.retries.size())
        return refuse(reason::already_consumed, "the log tells of no decision to run it again: "
                                                "the store was changed");
    return std::nullopt;
}

/// Why a ticket of the store may not run, when the receipts tell of another request or of fewer
/// people; `values` opens what they commit to.
template <class Vault>
std::optional<refusal> contradiction(const ticket& held, const ticket_told& told, const rule& row,
                                     const Vault& values, bool has_all_logs) {
    const auto refuse = [&](reason why, std::string hint) {
        return refusal{why, held.tool, held.id, std::move(hint)};
    };
    if (!told.asked && has_all_logs)
        return refuse(reason::no_evidence, "no log tells of this request: cancel the ticket");
    if (told.asked && told.asked->action.tool != held.tool)
        return refuse(reason::tool_name_mismatch, "the log tells of a request for " +
                                                      told.asked->action.tool +
                                                      ": the store was changed");
    if (told.asked && (told.asked->action.args != held.arguments_commitment ||
                       told.asked->approval.expires != held.deadline ||
                       told.asked->approval.requester != held.requester_commitment))
        return refuse(reason::arguments_mismatch,
                      "the log tells of other arguments, another requester or another deadline: "
                      "the store was changed");
    if (auto spent = spent_as_told(held, told, has_all_logs))
        return spent;
    if (!has_all_logs)
        return std::nullopt; // another host may have asked, and heard the people
    if (told.agreed.size() < row.approvers || !fill_duties(told.agreed, *row.asks))
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
