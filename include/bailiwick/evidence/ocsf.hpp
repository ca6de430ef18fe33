// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/logged_receipt.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/tool/canonical.hpp>

/// Receipts as OCSF events of the class API Activity (6003), for security teams; ocsf_chain.hpp
/// makes them, each with an attestation that names the one before.

namespace bailiwick {

/// The version of the Open Cybersecurity Schema Framework that the events follow.
inline constexpr std::string_view ocsf_version = "1.9.0-dev";

namespace detail {

enum class ocsf_severity { informational = 1, low = 2, medium = 3, high = 4 };
enum class ocsf_status { success = 1, failure = 2, other = 99 };

/// What one kind of receipt says in OCSF's words.
struct ocsf_facts {
    std::string operation{}, status_word{}, detail{}, who{};
    ocsf_severity severity = ocsf_severity::informational;
    ocsf_status status = ocsf_status::other;
    boost::json::object user{}, response{}, unmapped{};

    void add(const record::intent& receipt) {
        operation = receipt.action.tool;
        status_word = word_of(receipt.decision.effect);
        detail = receipt.decision.reason;
        if (receipt.decision.effect == record::effect::deny) {
            severity = ocsf_severity::low;
            status = ocsf_status::failure;
        }
        user = {{"uid", receipt.principal.id}, {"type", receipt.principal.kind}};
        if (!receipt.principal.credential.empty())
            user["credential_uid"] = receipt.principal.credential;
        unmapped = {{"rule", receipt.decision.rule}, {"args", receipt.action.args}};
        if (!receipt.decision.model.empty()) unmapped["model"] = receipt.decision.model;
    }
    void add(const record::approval& receipt) {
        operation = "approval";
        status_word = word_of(receipt.approval.state);
        if (receipt.approval.state == record::approval_state::granted)
            status = ocsf_status::success;
        if (receipt.approval.state == record::approval_state::denied)
            status = ocsf_status::failure;
        who = receipt.approval.by;
    }
    void add(const record::outcome& receipt) {
        operation = "outcome";
        status_word = word_of(receipt.outcome.status);
        detail = receipt.outcome.reason;
        switch (receipt.outcome.status) {
        case record::status::ok: status = ocsf_status::success; break;
        case record::status::error:
            status = ocsf_status::failure;
            severity = ocsf_severity::medium;
            break;
        case record::status::timeout:
        case record::status::indeterminate: severity = ocsf_severity::high; break;
        case record::status::rolled_back: severity = ocsf_severity::low; break;
        }
        response = {{"code", receipt.outcome.code}};
        if (!detail.empty()) response["error"] = detail;
        unmapped = {{"ms", receipt.outcome.ms}, {"result", receipt.outcome.result}};
    }
    void add(const record::escalation& receipt) {
        operation = "escalation." + receipt.escalation.verb;
        status_word = receipt.escalation.to;
        who = receipt.escalation.by;
        if (receipt.escalation.verb.ends_with("_refused")) {
            status = ocsf_status::failure;
            severity = ocsf_severity::low;
        }
        unmapped = {{"ticket", receipt.escalation.ticket}};
    }
    void add(const record::control& receipt) {
        operation = "control." + receipt.control.op;
        status_word = "done";
        status = ocsf_status::success;
        who = receipt.control.by;
    }
};

inline boost::json::object ocsf_fingerprint(std::string hex) {
    return {{"algorithm_id", 3}, {"value", std::move(hex)}, {"encoding_id", 1},
            {"serialization_id", 2}}; // SHA-256, hex, JCS
}

inline boost::json::object ocsf_agent(const record::header& common) {
    boost::json::object agent{{"uid", common.agent.id},
                              {"name", common.agent.id},
                              {"instance_uid", common.session},
                              {"type_id", 1}}; // a program of its own, under no agent framework
    if (!common.agent.version.empty()) agent["version"] = common.agent.version;
    if (common.manifest.starts_with("sha256:")) {
        boost::json::array hashes;
        hashes.push_back(boost::json::object{{"algorithm_id", 3},
                                             {"value", common.manifest.substr(7)}});
        agent["charter"] = boost::json::object{
            {"name", "declaration.json"}, {"type_id", 1}, {"hashes", std::move(hashes)}};
    }
    return agent;
}

/// The event without its attestation.
inline boost::json::object ocsf_event(const logged_receipt& logged, const record::header& common,
                                      std::string_view type, ocsf_facts facts) {
    constexpr int category = 6, of_class = 6003, activity = 99;
    const std::string name = common.agent.id.empty() ? logged.origin : common.agent.id;
    boost::json::object actor{{"app_name", name}}, api{{"operation", facts.operation}};
    if (!facts.who.empty()) facts.user = {{"uid", facts.who}};
    if (!facts.user.empty()) actor["user"] = std::move(facts.user);
    if (!common.session.empty())
        actor["session"] = boost::json::object{{"uid", common.session}};
    if (!common.act.empty()) api["request"] = boost::json::object{{"uid", common.act}};
    if (!facts.response.empty()) api["response"] = std::move(facts.response);
    facts.unmapped["leaf_hash"] = hex_of(leaf_hash(logged.text));
    boost::json::object event{
        {"activity_id", activity},
        {"activity_name", type},
        {"category_uid", category},
        {"class_uid", of_class},
        {"type_uid", of_class * 100 + activity},
        {"severity_id", static_cast<int>(facts.severity)},
        {"status_id", static_cast<int>(facts.status)},
        {"status", facts.status_word},
        {"time", common.ts.microseconds / 1000},
        {"message", std::string(type) + ": " + facts.operation + " " + facts.status_word},
        {"actor", std::move(actor)},
        {"api", std::move(api)},
        {"src_endpoint", boost::json::object{{"svc_name", name}}},
        {"metadata",
         boost::json::object{
             {"version", ocsf_version},
             {"product", boost::json::object{{"name", "Bailiwick"}, {"vendor_name", "Bailiwick"}}},
             {"profiles", boost::json::array{"record_integrity", "ai_operation"}},
             {"uid", common.id},
             {"log_name", logged.origin},
             {"sequence", logged.index}}},
        {"raw_data", logged.text},
        {"raw_data_hash", ocsf_fingerprint(hex_of(sha256_of(logged.text)))},
        {"unmapped", std::move(facts.unmapped)}};
    if (!facts.detail.empty()) event["status_detail"] = facts.detail;
    if (!common.agent.id.empty()) {
        event["ai_agent"] = ocsf_agent(common);
        event["message_context"] =
            boost::json::object{{"uid", common.session},
                                {"ai_role_id", 4}, // agent
                                {"service", boost::json::object{{"name", common.agent.id}}}};
    }
    return event;
}

} // namespace detail
} // namespace bailiwick
