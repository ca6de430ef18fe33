// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/gen_ai_names.hpp>
#include <bailiwick/evidence/logged_receipt.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/receipt/record.hpp>
#include <bailiwick/tool/canonical.hpp>

/// The JSON of OTLP (opentelemetry-proto v1.11.0): integers of 64 bits as decimal texts, times in
/// nanoseconds, ids in hexadecimal digits, enumerations as numbers.

namespace bailiwick::detail {

/// A list of attributes; an empty text is no attribute.
class otlp_attributes {
public:
    otlp_attributes& text(std::string_view name, std::string_view value) {
        if (!value.empty()) add(name, {{"stringValue", value}});
        return *this;
    }
    otlp_attributes& number(std::string_view name, long long value) {
        return add(name, {{"intValue", std::to_string(value)}});
    }
    otlp_attributes& flag(std::string_view name, bool value) {
        return add(name, {{"boolValue", value}});
    }
    otlp_attributes& texts(std::string_view name, const std::vector<std::string>& values) {
        boost::json::array all;
        for (const std::string& each : values)
            all.push_back(boost::json::object{{"stringValue", each}});
        if (all.empty()) return *this;
        return add(name, {{"arrayValue", boost::json::object{{"values", std::move(all)}}}});
    }
    boost::json::array take() { return std::move(all_); }

private:
    otlp_attributes& add(std::string_view name, boost::json::object value) {
        all_.push_back(boost::json::object{{"key", name}, {"value", std::move(value)}});
        return *this;
    }

    boost::json::array all_{};
};

inline std::string otlp_time(instant when) { return std::to_string(when.microseconds) + "000"; }

inline bool is_trace_id(std::string_view hex, std::size_t digits) {
    return hex.size() == digits && hex.find_first_not_of("0123456789abcdef") == hex.npos &&
           hex.find_first_not_of('0') != hex.npos;
}

/// The trace of an action: the one that the producer named, else one that its `act` stands for.
inline std::string trace_id_of(const record::header& receipt) {
    if (receipt.trace && is_trace_id(receipt.trace->trace_id, 32)) return receipt.trace->trace_id;
    if (receipt.act.empty()) return {};
    return hex_of(sha256_of("trace " + receipt.act)).substr(0, 32);
}
inline std::string span_id_of(const record::header& receipt) {
    return hex_of(sha256_of("span " + receipt.id)).substr(0, 16);
}
/// The producer's own span, in which the receipt was written; empty if it named none.
inline std::string outer_span_of(const record::header& receipt) {
    const bool named = receipt.trace && is_trace_id(receipt.trace->trace_id, 32) &&
                       is_trace_id(receipt.trace->span_id, 16);
    return named ? receipt.trace->span_id : std::string();
}

/// Items under the agent that they are about, in the order in which agents first appear.
class otlp_resources {
public:
    void add(const record::agent_identity& agent, boost::json::object item) {
        std::size_t at = 0;
        while (at < agents_.size() && agents_[at] != agent) ++at;
        if (at == agents_.size()) {
            agents_.push_back(agent);
            items_.emplace_back();
        }
        items_[at].push_back(std::move(item));
    }
    bool is_empty() const noexcept { return agents_.empty(); }

    /// `{"resourceLogs":[…]}` or `{"resourceSpans":[…]}`, as RFC 8785 text.
    std::string text(std::string_view outer, std::string_view inner, std::string_view items) {
        boost::json::array all;
        for (std::size_t at = 0; at < agents_.size(); ++at) {
            boost::json::object scope{{"scope", boost::json::object{{"name", "bailiwick"}}}};
            scope[items] = std::move(items_[at]);
            otlp_attributes about;
            about.text(gen_ai::service_name, agents_[at].id)
                .text(gen_ai::service_version, agents_[at].version)
                .text("bailiwick.agent.build", agents_[at].build);
            boost::json::object resource;
            resource["resource"] = boost::json::object{{"attributes", about.take()}};
            boost::json::array scopes;
            scopes.push_back(std::move(scope));
            resource[inner] = std::move(scopes);
            all.push_back(std::move(resource));
        }
        agents_.clear();
        items_.clear();
        boost::json::object whole;
        whole[outer] = std::move(all);
        return canonical_text(whole);
    }

private:
    std::vector<record::agent_identity> agents_{};
    std::vector<boost::json::array> items_{};
};

} // namespace bailiwick::detail
