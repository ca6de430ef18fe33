// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <string>

namespace bailiwick {

/// Why something did not happen; one stable word for people, programs and receipts.
enum class reason {
    tool_unknown,            ///< no tool of this name exists in the agent
    never,                   ///< the matrix never lets an agent do this
    malformed_request,       ///< arguments or answer cannot be read
    out_of_bounds,           ///< a condition of the row does not hold
    paused,                  ///< the off switch is on
    model_not_declared,      ///< the run names a model that the charter does not pin
    model_unavailable,       ///< the model cannot be reached, or answers what cannot be read
    resource_limit_exceeded, ///< a budget, a rate or the loop breaker was hit
    label_violation,         ///< information flow refused
    scope_missing,           ///< no credential grants the scope
    revoked,                 ///< the credential was ended
    secret_unavailable,      ///< the secret could not be read
    receipt_unavailable,     ///< evidence cannot be written, so nothing runs
    state_unavailable,       ///< the store of tickets cannot be read or written
    unknown_request,         ///< no such ticket
    no_resolution,           ///< nobody has decided yet
    not_terminal_allow,      ///< decided, but not granted
    expired,                 ///< past its deadline
    cancelled,               ///< withdrawn
    already_consumed,        ///< the grant was used
    already_recorded,        ///< the same decision again; nothing changes
    arguments_mismatch,      ///< other arguments than the approved ones
    tool_name_mismatch,      ///< another tool than the approved one
    policy_version_mismatch, ///< the declaration changed since the approval
    self_approval,           ///< requester and approver are one
    duplicate_approver,      ///< this person has decided already
    quorum_not_met,          ///< too few distinct approvals
    approver_not_authorized, ///< not listed in the queue
    approver_not_human,      ///< a model or a script cannot decide
    decision_not_allowed,    ///< this verb does not apply in this state
    head_mismatch,           ///< signed head, size or proof does not fit
    no_evidence,             ///< nothing to attest
    timed_out,               ///< the tool did not end in time; its effect is unknown
    tool_failed,             ///< the tool reported a failure
    internal_error           ///< anything unforeseen; it denies
};
BOOST_DESCRIBE_ENUM(reason, tool_unknown, never, malformed_request, out_of_bounds, paused,
                    model_not_declared, model_unavailable, resource_limit_exceeded, label_violation,
                    scope_missing, revoked, secret_unavailable, receipt_unavailable,
                    state_unavailable, unknown_request, no_resolution, not_terminal_allow, expired,
                    cancelled, already_consumed, already_recorded, arguments_mismatch,
                    tool_name_mismatch, policy_version_mismatch, self_approval, duplicate_approver,
                    quorum_not_met, approver_not_authorized, approver_not_human,
                    decision_not_allowed, head_mismatch, no_evidence, timed_out, tool_failed,
                    internal_error)

/// A refusal as a value: the reason, what was asked, about what, and what to do now.
struct refusal {
    reason code = reason::internal_error;
    std::string action;  ///< the tool, or the verb
    std::string subject; ///< the argument, ticket, file or person it is about
    std::string hint;    ///< one sentence: what to do

    friend bool operator==(const refusal&, const refusal&) = default;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (code, action, subject, hint))

} // namespace bailiwick
