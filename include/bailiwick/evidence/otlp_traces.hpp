// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/detail/otlp_json.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>

#include <algorithm>
#include <map>
#include <span>

/// Actions as OpenTelemetry spans: one `execute_tool` span for every call that was carried out.

namespace bailiwick {

/// Joins intents with their outcomes, in the order of a log; an outcome makes the span.
///
/// A decision is no execution: what was denied, or what still waits, has no span. A second outcome
/// of the same action, which says what became of an uncertain one, makes none either.
class otlp_spans {
public:
    /// Looks at the next receipt; other types than intents and outcomes may end an action.
    template <class Any = any_receipt> void add(const logged_receipt& logged) {
        const auto read = read_any_receipt<Any>(logged.text);
        if (!read) return;
        std::visit([&](const auto& receipt) { look(receipt, logged); }, *read);
    }

    /// Whether a span was made since the last `take`.
    bool is_empty() const noexcept { return made_.is_empty(); }

    /// Forgets the spans made since the last `take`, and keeps what has begun.
    void drop() { made_ = {}; }

    /// The spans made since the last `take`, as one request for a collector (`/v1/traces`).
    std::string take() { return made_.text("resourceSpans", "scopeSpans", "spans"); }

private:
    struct begun {
        record::intent intent{};
        std::string origin{}, hash{};
        unsigned long long index = 0;
    };

    void look(const record::intent& intent, const logged_receipt& logged) {
        if (intent.decision.effect == record::effect::deny) return;
        begun_[intent.act] = {intent, logged.origin, hex_of(leaf_hash(logged.text)), logged.index};
    }
    void look(const record::approval& approval, const logged_receipt&) {
        if (approval.approval.state == record::approval_state::denied) begun_.erase(approval.act);
    }
    void look(const record::escalation& step, const logged_receipt&) {
        const std::string& to = step.escalation.to;
        if (to == "expired" || to == "cancelled") begun_.erase(step.act);
    }
    void look(const record::control&, const logged_receipt&) {}
    void look(const record::outcome& outcome, const logged_receipt& logged) {
        const auto found = begun_.find(outcome.act);
        if (found == begun_.end()) return;
        made_.add(outcome.agent, span(found->second, outcome, logged));
        begun_.erase(found);
    }

    static boost::json::object span(const begun& from, const record::outcome& to,
                                    const logged_receipt& logged) {
        const record::intent& intent = from.intent;
        const long long took = std::max(0LL, to.outcome.ms) * 1000;
        const instant latest{std::max(intent.ts.microseconds, to.ts.microseconds - took)};
        const instant start = std::min(latest, to.ts); // clocks of two processes may differ
        const std::string status(word_of(to.outcome.status));
        const bool failed = to.outcome.status != record::status::ok &&
                            to.outcome.status != record::status::rolled_back;
        detail::otlp_attributes about;
        about.text(gen_ai::operation_name, gen_ai::execute_tool)
            .text(gen_ai::tool_name, intent.action.tool)
            .text(gen_ai::tool_type, gen_ai::function_tool)
            .text(gen_ai::tool_call_id, intent.act)
            .text(gen_ai::agent_id, intent.agent.id)
            .text(gen_ai::agent_version, intent.agent.version)
            .text(gen_ai::conversation_id, intent.session)
            .text(gen_ai::request_model, intent.decision.model)
            .text("bailiwick.decision.rule", intent.decision.rule)
            .flag("bailiwick.approval.required", intent.approval.required)
            .text("bailiwick.outcome.status", status)
            .text("bailiwick.intent.origin", from.origin)
            .number("bailiwick.intent.index", static_cast<long long>(from.index))
            .text("bailiwick.intent.leaf_hash", from.hash)
            .text("bailiwick.outcome.origin", logged.origin)
            .number("bailiwick.outcome.index", static_cast<long long>(logged.index))
            .text("bailiwick.outcome.leaf_hash", hex_of(leaf_hash(logged.text)));
        if (failed) about.text(gen_ai::error_type, status);
        boost::json::object made{
            {"traceId", detail::trace_id_of(intent)},
            {"spanId", detail::span_id_of(intent)},
            {"name", std::string(gen_ai::execute_tool) + " " + intent.action.tool},
            {"kind", 1}, // internal
            {"startTimeUnixNano", detail::otlp_time(start)},
            {"endTimeUnixNano", detail::otlp_time(to.ts)},
            {"attributes", about.take()}};
        if (const std::string outer = detail::outer_span_of(intent); !outer.empty())
            made["parentSpanId"] = outer;
        if (failed) made["status"] = boost::json::object{{"code", 2}, {"message", status}};
        return made;
    }

    std::map<std::string, begun> begun_{};
    detail::otlp_resources made_{};
};

/// The spans of these receipts, as one request; give them in the order in which they were logged.
template <class Spans = otlp_spans>
std::string otlp_traces(std::span<const logged_receipt> receipts) {
    Spans spans;
    for (const logged_receipt& each : receipts) spans.add(each);
    return spans.take();
}

} // namespace bailiwick
