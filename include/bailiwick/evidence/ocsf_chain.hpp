// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/ocsf.hpp>
#include <bailiwick/tool/strict_json.hpp>

#include <span>

namespace bailiwick {

/// Makes OCSF events of a log's receipts, each attested and bound to the one before it.
///
/// An attestation (profile record_integrity) is a hash over the whole event, so that a changed,
/// lost or moved event shows. It has no signature, because OCSF's object for one has no place for
/// the bytes: who vouches for the receipts, the log's own checkpoint says.
class ocsf_chain {
public:
    /// The next event as RFC 8785 text; give all receipts of one log, from its first one on.
    template <class Any = any_receipt> std::string add(const logged_receipt& logged) {
        const auto read = read_any_receipt<Any>(logged.text);
        if (!read) {
            detail::ocsf_facts unknown;
            unknown.operation = "unreadable";
            unknown.detail = read.why().subject;
            unknown.severity = detail::ocsf_severity::high;
            record::header common;
            common.id = logged.origin + "/" + std::to_string(logged.index);
            return attest(logged, detail::ocsf_event(logged, common, "unreadable", unknown));
        }
        return std::visit(
            [&](const auto& receipt) {
                detail::ocsf_facts facts;
                facts.add(receipt);
                return attest(logged, detail::ocsf_event(logged, receipt, receipt.type,
                                                         std::move(facts)));
            },
            *read);
    }

private:
    std::string attest(const logged_receipt& logged, boost::json::object event) {
        const std::string uid(event.at("metadata").at("uid").as_string());
        boost::json::object attestation{
            {"uid", uid}, {"authority_uid", logged.origin}, {"chain_uid", logged.origin}};
        if (!previous_uid_.empty())
            attestation["prev_event"] =
                boost::json::object{{"uid", previous_uid_},
                                    {"type_uid", event.at("type_uid")},
                                    {"fingerprint", detail::ocsf_fingerprint(previous_hash_)}};
        boost::json::array one;
        one.push_back(std::move(attestation));
        event["attestation_list"] = std::move(one);
        previous_uid_ = uid;
        previous_hash_ = hex_of(sha256_of(canonical_text(event)));
        event["attestation_list"].as_array()[0].as_object()["fingerprint"] =
            detail::ocsf_fingerprint(previous_hash_);
        return canonical_text(event);
    }

    std::string previous_uid_{}, previous_hash_{};
};

namespace detail {

inline refusal broken_chain(std::size_t number, std::string what) {
    return {reason::head_mismatch, "check OCSF events", "event " + std::to_string(number),
            std::move(what)};
}
inline std::string text_at_pointer(const boost::json::value& event,
                                   std::string_view pointer) {
    boost::system::error_code none;
    const boost::json::value* const found = event.find_pointer(pointer, none);
    if (!found || !found->is_string()) return {};
    return {found->get_string().data(), found->get_string().size()};
}

} // namespace detail

/// Whether every event is as it was attested and names the event before it; the first may begin
/// anywhere in its chain.
///
/// Whether the events are those of a log, and all of them, only the log tells.
template <class Value = boost::json::value>
answer<done> verify_ocsf_chain(std::span<const std::string> events) {
    std::string uid, hash;
    for (std::size_t at = 0; at < events.size(); ++at) {
        const auto parsed = parse_strict(events[at], {.depth = 32, .bytes = 1u << 20});
        if (!parsed || !parsed->is_object()) return detail::broken_chain(at, "is no JSON object");
        Value event = *parsed;
        const std::string before = "/attestation_list/0/prev_event";
        const std::string stated =
            detail::text_at_pointer(event, "/attestation_list/0/fingerprint/value");
        if (stated.empty()) return detail::broken_chain(at, "has no attestation");
        if (at > 0 && (detail::text_at_pointer(event, before + "/uid") != uid ||
                       detail::text_at_pointer(event, before + "/fingerprint/value") != hash))
            return detail::broken_chain(at, "does not follow the event before it");
        uid = detail::text_at_pointer(event, "/metadata/uid");
        Value& attestation = event.as_object()["attestation_list"].as_array()[0];
        attestation.as_object().erase("fingerprint");
        attestation.as_object().erase("signatures");
        hash = hex_of(sha256_of(canonical_text(event)));
        if (hash != stated) return detail::broken_chain(at, "was changed after its attestation");
    }
    return done{};
}

} // namespace bailiwick
