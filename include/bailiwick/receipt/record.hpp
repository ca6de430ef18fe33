// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/record_parts.hpp>

/// The five receipts; docs/reference/receipts.md has every member.
///
/// An empty text and an empty `std::optional` are left out; everything else is always written.

namespace bailiwick::record {

/// What every receipt says first.
struct header {
    long long v = 1;
    std::string id{};      ///< UUIDv7, from `receipt_id`
    std::string act{};     ///< joins the receipts of one action; none in `control`
    std::string session{};
    long long n = 0;       ///< counts the session's receipts from 0, so that a lost one shows
    instant ts{};
    agent_identity agent{};
    std::string manifest{}; ///< `sha256:` of the declaration
    std::optional<trace_context> trace{};

    friend bool operator==(const header&, const header&) = default;
};
BOOST_DESCRIBE_STRUCT(header, (), (v, id, act, session, n, ts, agent, manifest, trace))

/// What is about to happen or is refused, why, with whose rights and on what data.
struct intent : header {
    static constexpr std::string_view word = "intent";
    std::string type{word};
    record::principal principal{};
    record::trigger trigger{};
    std::vector<data_use> data{};
    record::decision decision{};
    record::action action{};
    approval_need approval{};

    friend bool operator==(const intent&, const intent&) = default;
};
BOOST_DESCRIBE_STRUCT(intent, (header),
                      (type, principal, trigger, data, decision, action, approval))

/// What one person decided, with the evidence that the person did.
struct approval : header {
    static constexpr std::string_view word = "approval";
    std::string type{word};
    approval_given approval{};

    friend bool operator==(const record::approval&, const record::approval&) = default;
};
BOOST_DESCRIBE_STRUCT(approval, (header), (type, approval))

/// What came of an action.
struct outcome : header {
    static constexpr std::string_view word = "outcome";
    std::string type{word};
    outcome_facts outcome{};

    friend bool operator==(const record::outcome&, const record::outcome&) = default;
};
BOOST_DESCRIBE_STRUCT(outcome, (header), (type, outcome))

/// A ticket that goes from one state to another.
struct escalation : header {
    static constexpr std::string_view word = "escalation";
    std::string type{word};
    escalation_facts escalation{};

    friend bool operator==(const record::escalation&, const record::escalation&) = default;
};
BOOST_DESCRIBE_STRUCT(escalation, (header), (type, escalation))

/// What was done to the agent, to its keys or to the log itself.
struct control : header {
    static constexpr std::string_view word = "control";
    std::string type{word};
    control_facts control{};

    friend bool operator==(const record::control&, const record::control&) = default;
};
BOOST_DESCRIBE_STRUCT(control, (header), (type, control))

/// The first member that a receipt needs and this one lacks; empty if nothing is missing.
inline std::string_view missing_in(const header& common) {
    if (common.v != 1) return "v";
    if (common.id.empty()) return "id";
    if (common.session.empty()) return "session";
    if (common.n < 0) return "n";
    if (common.ts.microseconds <= 0) return "ts";
    if (common.agent.id.empty()) return "agent.id";
    if (common.manifest.empty()) return "manifest";
    return {};
}

template <class Receipt> std::string_view missing_in_any(const Receipt& receipt) {
    if (receipt.type != Receipt::word) return "type";
    if (std::is_same_v<Receipt, control> != receipt.act.empty()) return "act";
    return missing_in(static_cast<const header&>(receipt));
}

inline std::string_view missing_in(const intent& receipt) {
    if (const auto common = missing_in_any(receipt); !common.empty()) return common;
    if (receipt.principal.kind.empty()) return "principal.kind";
    if (receipt.principal.id.empty()) return "principal.id";
    if (receipt.decision.rule.empty()) return "decision.rule";
    if (receipt.decision.policy.empty()) return "decision.policy";
    if (receipt.action.tool.empty()) return "action.tool";
    if (receipt.action.args.empty()) return "action.args";
    for (const data_use& each : receipt.data)
        if (each.ref.empty() || each.class_.empty()) return "data.ref and data.class";
    return {};
}

inline std::string_view missing_in(const approval& receipt) {
    if (const auto common = missing_in_any(receipt); !common.empty()) return common;
    const bool decided = receipt.approval.state == approval_state::granted ||
                         receipt.approval.state == approval_state::denied;
    if (decided && receipt.approval.by.empty()) return "approval.by";
    if (decided && !receipt.approval.at) return "approval.at";
    return {};
}

inline std::string_view missing_in(const outcome& receipt) { return missing_in_any(receipt); }

inline std::string_view missing_in(const escalation& receipt) {
    if (const auto common = missing_in_any(receipt); !common.empty()) return common;
    if (receipt.escalation.ticket.empty()) return "escalation.ticket";
    return receipt.escalation.to.empty() ? "escalation.to" : std::string_view{};
}

inline std::string_view missing_in(const control& receipt) {
    if (const auto common = missing_in_any(receipt); !common.empty()) return common;
    return receipt.control.op.empty() ? "control.op" : std::string_view{};
}

} // namespace bailiwick::record
