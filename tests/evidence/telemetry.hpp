// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "golden.hpp"

/// Receipts of one session for the exports of telemetry: an action of every kind of ending.

namespace telemetry {

inline constexpr long long start = 1'764'000'000'000'000;
inline constexpr std::string_view origin = "agents.example/desk/agent";

template <class Receipt> Receipt common(long long n, std::string act) {
    Receipt receipt;
    receipt.id = bw::receipt_id({start + n * 1'000'000}, "abcdefghij");
    receipt.act = std::move(act);
    receipt.session = "s-7";
    receipt.n = n;
    receipt.ts = {start + n * 1'000'000};
    receipt.agent = {"desk", "2.1", "sha256:00"};
    receipt.manifest = "sha256:" + std::string(64, '1');
    return receipt;
}
inline bw::record::intent intent(long long n, std::string act, bw::record::effect effect) {
    auto receipt = common<bw::record::intent>(n, std::move(act));
    receipt.principal = {"service_account", "svc:desk", "mail-1", {"mail:send"}};
    receipt.trigger = {bw::record::trigger_kind::webhook, "form:private-ref", "c1:trigger"};
    receipt.data = {{"crm", bw::record::data_op::read, "contact", {}, "none"}};
    receipt.decision = {effect, "matrix:approval", "sha256:22", "", "model-a@2026"};
    if (effect == bw::record::effect::deny) receipt.decision.reason = "never";
    receipt.action = {"send_mail", "c1:arguments", "", ""};
    receipt.approval.required = effect == bw::record::effect::require_approval;
    receipt.approval.owner = "owner@example.com";
    return receipt;
}
inline bw::record::outcome outcome(long long n, std::string act, bw::record::status status) {
    auto receipt = common<bw::record::outcome>(n, std::move(act));
    receipt.outcome = {status, 0, 250, {}, "c1:result", ""};
    if (status == bw::record::status::error) receipt.outcome.reason = "tool_failed";
    return receipt;
}

/// 0 log_open; 1, 2 a call that went well; 3 denied; 4, 5, 6, 7 asked, granted, started, failed;
/// 8, 9, 10 uncertain and then known; 11 asked and withdrawn.
inline std::vector<bw::logged_receipt> session() {
    using namespace bw::record;
    std::vector<bw::logged_receipt> all;
    const auto log = [&](const auto& receipt) {
        all.push_back({std::string(origin), all.size(), *bw::leaf_text(receipt)});
    };
    auto opened = common<control>(0, "");
    opened.control.op = "log_open";
    opened.control.by = "operator@example.com";
    log(opened);
    log(intent(1, "act-1", effect::allow));
    log(outcome(2, "act-1", status::ok));
    log(intent(3, "act-3", effect::deny));
    log(intent(4, "act-4", effect::require_approval));
    auto granted = common<approval>(5, "act-4");
    granted.approval.state = approval_state::granted;
    granted.approval.by = "approver@example.com";
    granted.approval.at = granted.ts;
    granted.approval.reason = "typed words";
    log(granted);
    auto begun = common<escalation>(6, "act-4");
    begun.escalation = {"act-4", "start", "granted", "running", "leads", "o@example.com",
                        "console@example.com", "typed words", {}};
    log(begun);
    log(outcome(7, "act-4", status::error));
    log(intent(8, "act-8", effect::allow));
    log(outcome(9, "act-8", status::indeterminate));
    log(outcome(10, "act-8", status::ok));
    log(intent(11, "act-11", effect::require_approval));
    auto withdrawn = common<escalation>(12, "act-11");
    withdrawn.escalation.ticket = "act-11";
    withdrawn.escalation.to = "cancelled";
    log(withdrawn);
    return all;
}

inline boost::json::value parsed(const std::string& text) {
    const auto value = bw::parse_strict(text, {.depth = 64, .bytes = 64u << 20});
    return value ? *value : boost::json::value{};
}

/// The value of an attribute, whatever its kind; empty if there is none.
inline std::string attribute(const boost::json::value& item, std::string_view name) {
    for (const auto& each : item.at("attributes").as_array())
        if (each.at("key").as_string() == name) {
            const auto& value = each.at("value").as_object().begin()->value();
            return value.is_string() ? std::string(value.as_string())
                                     : bw::canonical_text(value);
        }
    return {};
}

} // namespace telemetry
