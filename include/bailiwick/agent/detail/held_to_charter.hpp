// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/running.hpp>
#include <bailiwick/receipt/commitment.hpp>

/// What a stored ticket says of its queue is held to the charter, and its arguments to what people
/// have seen: the store can be edited, the program cannot.

namespace bailiwick::detail {

/// What receipts and signatures say in the place of who asks.
inline std::string requester_commitment(const party& who, const std::string& salt) {
    std::string text = "{\"contact\":";
    write_text(text, who.contact);
    text += ",\"name\":";
    write_text(text, who.name);
    return commit("approval.requester", text + '}', salt);
}

/// Why a granted ticket of this declaration may not run: it differs from what the charter says of
/// its row and queue, or its arguments are not those of the commitment that people signed.
inline std::optional<refusal> other_than_declared(const ticket& held, const rule& row) {
    const auto changed = [&](reason why, const char* what) {
        return refusal{why, held.tool, held.id,
                       std::string(what) + ": the store was changed, make the call anew"};
    };
    const queue& asks = *row.asks;
    if (held.queue != asks.name || held.approvers_needed != row.approvers ||
        held.approvers != approvers_of(asks) || held.duties != duties_of(asks) ||
        held.deputy != party_of(asks.deputy) ||
        held.majority_denies != (asks.denied_by == denial::majority))
        return changed(reason::approver_not_authorized,
                       "it names other people, or fewer, than the charter does");
    if (held.signed_decisions != asks.signed_decisions)
        return changed(reason::approver_not_authorized,
                       "it says otherwise than the charter whether decisions are signed");
    const instant deputy_from =
        asks.deputy_from ? held.deadline + duration{-asks.deputy_from.milliseconds} : instant{};
    if (held.deadline != held.opened + asks.answer_within || held.deputy_from != deputy_from ||
        held.expires != held.deadline + asks.answer_within)
        return changed(reason::expired, "its times are not those of the charter");
    if (!held.arguments_commitment.empty() &&
        commit("action.args", held.arguments, held.arguments_salt) != held.arguments_commitment)
        return changed(reason::arguments_mismatch,
                       "its arguments are not those that people were asked about");
    if (!held.requester_commitment.empty() &&
        requester_commitment(held.requester, held.arguments_salt) != held.requester_commitment)
        return changed(reason::self_approval, "it names another requester than people were told");
    if (held.attempts != starts_of(held))
        return changed(reason::already_consumed, "its history tells of another number of runs");
    return std::nullopt;
}

} // namespace bailiwick::detail
