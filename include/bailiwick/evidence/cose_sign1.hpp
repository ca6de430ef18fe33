// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/detail/cbor_reader.hpp>
#include <bailiwick/evidence/public_key.hpp>

/// COSE messages with one signature (RFC 9052, section 4.2), as far as receipts need them.

namespace bailiwick {

/// The parts of a COSE_Sign1 message; nothing in it has been checked.
struct cose_sign1 {
    std::string protected_header{};   ///< the bytes that are signed
    std::string unprotected_header{}; ///< a CBOR map that nobody vouches for
    std::optional<std::string> payload{}; ///< nothing where it is left out ("detached")
    std::string signature{};
    long long algorithm = 0; ///< -8 is EdDSA, -7 is ES256; from the protected header only
};

namespace detail {

inline constexpr unsigned long long cose_sign1_tag = 18;
inline constexpr long long cose_alg = 1, cose_crit = 2, cose_kid = 4;
inline constexpr long long cose_eddsa = -8, cose_es256 = -7;

inline refusal no_cose(std::string what) {
    return {reason::malformed_request, "read a COSE message", std::move(what),
            "give a COSE_Sign1 with its tag, in definite lengths, its algorithm protected"};
}

// Sig_structure of RFC 9052, section 4.4, without external data.
inline std::string cose_signed_bytes(std::string_view protected_header,
                                     std::string_view payload) {
    std::string bytes;
    put_cbor_head(bytes, cbor_major::array, 4);
    put_cbor_text(bytes, "Signature1");
    put_cbor_bytes(bytes, protected_header);
    put_cbor_bytes(bytes, {});
    put_cbor_bytes(bytes, payload);
    return bytes;
}

} // namespace detail

/// The parts of a COSE_Sign1; refuses one with header parameters that a reader must understand.
template <class Message = cose_sign1> answer<Message> read_cose_sign1(std::string_view bytes) {
    detail::cbor_reader reader(bytes);
    Message message;
    if (reader.head(detail::cbor_major::tag) != detail::cose_sign1_tag ||
        reader.head(detail::cbor_major::array) != 4ull)
        return detail::no_cose("no COSE_Sign1");
    message.protected_header = reader.bytes().value_or(std::string_view{});
    if (!reader.next_is(detail::cbor_major::map)) return detail::no_cose("unprotected header");
    message.unprotected_header = reader.any();
    if (reader.next_is_null()) reader.null();
    else message.payload = reader.bytes();
    message.signature = reader.bytes().value_or(std::string_view{});
    if (!reader.at_end()) return detail::no_cose("bytes that are no such message");

    detail::cbor_reader header(message.protected_header);
    bool critical = false;
    header.map([&](long long label) {
        critical = critical || label == detail::cose_crit;
        if (label == detail::cose_alg && !header.next_is(detail::cbor_major::text))
            message.algorithm = header.integer().value_or(0);
        else header.any();
    });
    if (!header.at_end()) return detail::no_cose("protected header");
    if (critical) return detail::no_cose("unsupported: critical header parameters");
    return message;
}

/// Whether the key has signed the message over this payload, by the algorithm that it names.
inline bool cose_signature_holds(const cose_sign1& message, std::string_view payload,
                                 const public_key& key) {
    const long long algorithm = key.kind() == signature_kind::ed25519 ? detail::cose_eddsa
                                                                      : detail::cose_es256;
    return message.algorithm == algorithm &&
           key.has_signed(detail::cose_signed_bytes(message.protected_header, payload),
                          message.signature);
}

} // namespace bailiwick
