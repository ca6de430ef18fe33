// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/public_key.hpp>
#include <bailiwick/receipt/note_signer.hpp>
#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

/// Signed envelopes (DSSE v1.0.2): the signature is over the bytes and over what kind they are.

namespace bailiwick {

/// One signature of an envelope; its `keyid` is a hint that nobody vouches for.
struct dsse_signature {
    std::string keyid{};
    std::string bytes{};
};

/// An envelope taken apart; nothing in it has been checked.
struct dsse_envelope {
    std::string payload_type{};
    std::string payload{};
    std::vector<dsse_signature> signatures{};
};

/// What at least one known key has signed: use these bytes and no others.
struct opened_dsse {
    std::string payload_type{};
    std::string payload{};
    std::vector<std::size_t> signed_by{}; ///< positions among the keys that the caller knows
};

namespace detail {

inline constexpr std::size_t largest_envelope = 16u << 20;
inline constexpr std::size_t most_signatures = 64; // each is tried with every known key

// The specification asks readers to take both alphabets; each text has one of them.
inline std::optional<std::string> dsse_bytes(const boost::json::value* text) {
    if (!text || !text->is_string()) return std::nullopt;
    const std::string_view letters(text->get_string().data(), text->get_string().size());
    const bool for_urls = letters.find_first_of("-_") != std::string_view::npos;
    return base64_bytes(letters, for_urls ? base64_for_urls : base64_standard,
                        letters.size() % 4 == 0);
}

inline refusal no_envelope(std::string what) {
    return {reason::malformed_request, "open an envelope", std::move(what),
            "give a DSSE envelope: payload, payloadType and signatures, the bytes in base64"};
}

inline std::string text_at(const boost::json::object& object, std::string_view name) {
    const boost::json::value* const found = object.if_contains(name);
    if (!found || !found->is_string()) return {};
    return {found->get_string().data(), found->get_string().size()};
}

} // namespace detail

/// The bytes that a DSSE signature is taken over ("PAE").
inline std::string pre_authentication(std::string_view payload_type, std::string_view payload) {
    std::string text = "DSSEv1 " + std::to_string(payload_type.size()) + " ";
    (text += payload_type) += " " + std::to_string(payload.size()) + " ";
    return text += payload;
}

/// The hint that this SDK's envelopes name a key by: 16 characters of the key's SHA-256.
inline std::string key_hint(const verifier_key& key) {
    return base64url_of(sha256_of(key.key.view()).view()).substr(0, 16);
}

/// The envelope over these bytes as JSON text, signed with the signer's Ed25519 key.
inline std::string sign_dsse(std::string_view payload_type, std::string_view payload,
                             const note_signer& signer) {
    const std::string signature = signer.raw_signature(pre_authentication(payload_type, payload));
    boost::json::object one{{"keyid", key_hint(signer.verifier())}, {"sig", base64_of(signature)}};
    return canonical_text(boost::json::object{{"payload", base64_of(payload)},
                                              {"payloadType", payload_type},
                                              {"signatures", boost::json::array{std::move(one)}}});
}

/// The parts of an envelope; members that DSSE does not know are passed over.
template <class Envelope = dsse_envelope> answer<Envelope> read_dsse(std::string_view json) {
    const auto text = parse_strict(json, {.depth = 16, .bytes = detail::largest_envelope});
    if (!text || !text->is_object()) return detail::no_envelope("no JSON object");
    const boost::json::object& whole = text->get_object();
    auto payload = detail::dsse_bytes(whole.if_contains("payload"));
    const boost::json::value* const signatures = whole.if_contains("signatures");
    Envelope parts{detail::text_at(whole, "payloadType"), {}, {}};
    if (!payload) return detail::no_envelope("payload");
    if (parts.payload_type.empty()) return detail::no_envelope("payloadType");
    if (!signatures || !signatures->is_array() ||
        signatures->get_array().size() > detail::most_signatures)
        return detail::no_envelope("signatures");
    parts.payload = *std::move(payload);
    for (const boost::json::value& each : signatures->get_array()) {
        auto bytes = each.is_object() ? detail::dsse_bytes(each.get_object().if_contains("sig"))
                                      : std::nullopt;
        if (!bytes) return detail::no_envelope("sig");
        parts.signatures.push_back({detail::text_at(each.get_object(), "keyid"), *bytes});
    }
    return parts;
}

/// The payload, once a known key has signed it as a payload of this type.
///
/// Refuses with `no_evidence` what no known key has signed, whatever its hints say, and with
/// `head_mismatch` what is signed as something else than the caller expects.
template <class Opened = opened_dsse>
answer<Opened> open_dsse(std::string_view json, std::string_view expected_type,
                         std::span<const public_key> known) {
    auto parts = read_dsse(json);
    if (!parts) return std::move(parts).why();
    const std::string message = pre_authentication(parts->payload_type, parts->payload);
    Opened opened{parts->payload_type, parts->payload, {}};
    for (std::size_t at = 0; at < known.size(); ++at)
        for (const dsse_signature& each : parts->signatures)
            if (known[at].has_signed(message, each.bytes)) {
                opened.signed_by.push_back(at);
                break;
            }
    if (opened.signed_by.empty())
        return refusal{reason::no_evidence, "open an envelope", "an envelope of no known key",
                       "name the signer's public key, from a source that you trust"};
    if (opened.payload_type != expected_type)
        return refusal{reason::head_mismatch, "open an envelope", opened.payload_type,
                       "the signer signed another kind of payload: take no other for it"};
    return opened;
}

} // namespace bailiwick
