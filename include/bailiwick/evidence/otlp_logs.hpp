// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/detail/otlp_json.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>

#include <span>

/// Receipts as OpenTelemetry log records, for who watches agents beside other programs.

namespace bailiwick {
namespace detail {

enum class otlp_severity { info = 9, warn = 13, error = 17 };

/// What one kind of receipt adds to a record. People's names and typed reasons stay in the log.
struct otlp_facts {
    otlp_severity severity = otlp_severity::info;
    std::string words{};
    otlp_attributes attributes{};

    void add(const record::intent& receipt) {
        const bool denied = receipt.decision.effect == record::effect::deny;
        if (denied) severity = otlp_severity::warn;
        words = receipt.action.tool + " " + std::string(word_of(receipt.decision.effect));
        std::vector<std::string> classes;
        for (const record::data_use& each : receipt.data)
            classes.push_back(std::string(word_of(each.op)) + " " + each.class_);
        attributes.text(gen_ai::operation_name, gen_ai::execute_tool)
            .text(gen_ai::tool_name, receipt.action.tool)
            .text(gen_ai::request_model, receipt.decision.model)
            .text("bailiwick.decision.effect", word_of(receipt.decision.effect))
            .text("bailiwick.decision.rule", receipt.decision.rule)
            .text("bailiwick.decision.reason", receipt.decision.reason)
            .text("bailiwick.action.args", receipt.action.args)
            .text("bailiwick.trigger.kind", word_of(receipt.trigger.kind))
            .text("bailiwick.trigger.content", receipt.trigger.content)
            .texts("bailiwick.data", classes)
            .text("bailiwick.principal.id", receipt.principal.id)
            .text("bailiwick.principal.credential", receipt.principal.credential)
            .flag("bailiwick.approval.required", receipt.approval.required)
            .text("bailiwick.approval.queue", receipt.approval.queue);
    }
    void add(const record::approval& receipt) {
        const auto state = receipt.approval.state;
        if (state == record::approval_state::denied || state == record::approval_state::expired)
            severity = otlp_severity::warn;
        words = word_of(state);
        attributes.text("bailiwick.approval.state", words);
    }
    void add(const record::outcome& receipt) {
        const auto status = receipt.outcome.status;
        words = word_of(status);
        if (status == record::status::rolled_back) severity = otlp_severity::warn;
        else if (status != record::status::ok) severity = otlp_severity::error;
        attributes.text("bailiwick.outcome.status", words)
            .number("bailiwick.outcome.code", receipt.outcome.code)
            .number("bailiwick.outcome.ms", receipt.outcome.ms)
            .text("bailiwick.outcome.reason", receipt.outcome.reason)
            .text("bailiwick.outcome.result", receipt.outcome.result);
        if (severity == otlp_severity::error) attributes.text(gen_ai::error_type, words);
    }
    void add(const record::escalation& receipt) {
        const record::escalation_facts& step = receipt.escalation;
        if (step.verb.ends_with("_refused")) severity = otlp_severity::warn;
        words = step.verb + " " + step.to;
        attributes.text("bailiwick.escalation.verb", step.verb)
            .text("bailiwick.escalation.from", step.from)
            .text("bailiwick.escalation.to", step.to)
            .text("bailiwick.escalation.queue", step.queue);
    }
    void add(const record::control& receipt) {
        words = receipt.control.op;
        attributes.text("bailiwick.control.op", receipt.control.op)
            .text("bailiwick.control.subject", receipt.control.subject);
    }
};

inline constexpr std::string_view word_for(otlp_severity severity) {
    if (severity == otlp_severity::info) return "INFO";
    return severity == otlp_severity::warn ? "WARN" : "ERROR";
}

inline boost::json::object otlp_record(const logged_receipt& logged, const record::header& common,
                                       std::string_view type, otlp_facts facts) {
    facts.attributes.text("bailiwick.log.origin", logged.origin)
        .number("bailiwick.receipt.index", static_cast<long long>(logged.index))
        .text("bailiwick.receipt.leaf_hash", hex_of(leaf_hash(logged.text)))
        .text("bailiwick.receipt.type", type)
        .text("bailiwick.receipt.id", common.id)
        .text("bailiwick.receipt.manifest", common.manifest)
        .text(gen_ai::tool_call_id, common.act)
        .text(gen_ai::conversation_id, common.session)
        .text(gen_ai::agent_id, common.agent.id)
        .text(gen_ai::agent_version, common.agent.version);
    boost::json::object record{
        {"timeUnixNano", otlp_time(common.ts)},
        {"observedTimeUnixNano", otlp_time(common.ts)},
        {"severityNumber", static_cast<int>(facts.severity)},
        {"severityText", word_for(facts.severity)},
        {"eventName", "agent.receipt"},
        {"body", boost::json::object{{"stringValue", std::string(type) + ": " + facts.words}}},
        {"attributes", facts.attributes.take()}};
    if (const std::string trace = trace_id_of(common); !trace.empty()) record["traceId"] = trace;
    if (const std::string span = outer_span_of(common); !span.empty()) record["spanId"] = span;
    return record;
}

} // namespace detail

/// The receipts as one request for an OTLP/HTTP collector (`/v1/logs`), a record for every leaf.
///
/// Records say where the receipt is and what its hash is, so that it can be looked up and proved;
/// arguments, results and what set the agent off are never in them, only the commitments. A leaf
/// that is no receipt of this version has a record too, of the type `unreadable`.
template <class Any = any_receipt> std::string otlp_logs(std::span<const logged_receipt> receipts) {
    detail::otlp_resources all;
    for (const logged_receipt& each : receipts) {
        const auto read = read_any_receipt<Any>(each.text);
        if (!read) {
            detail::otlp_facts unknown;
            unknown.severity = detail::otlp_severity::error;
            unknown.words = read.why().subject;
            all.add({}, detail::otlp_record(each, {}, "unreadable", std::move(unknown)));
            continue;
        }
        std::visit(
            [&](const auto& receipt) {
                detail::otlp_facts facts;
                facts.add(receipt);
                all.add(receipt.agent,
                        detail::otlp_record(each, receipt, receipt.type, std::move(facts)));
            },
            *read);
    }
    return all.text("resourceLogs", "scopeLogs", "logRecords");
}

} // namespace bailiwick
