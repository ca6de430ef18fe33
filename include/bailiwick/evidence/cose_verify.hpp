// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/cose_receipt.hpp>

namespace bailiwick {

/// What a COSE receipt proves: that the leaf, or the older tree, is under this signed root.
///
/// Only the root is signed. The numbers are as the receipt states them and fit its path, which
/// several sizes may do: the size of a log is what its checkpoint says.
struct cose_proof {
    unsigned long long first = 0; ///< inclusion: the index; consistency: the older size
    unsigned long long size = 0;
    hash256 root{};
    std::size_t signed_by = 0; ///< position among the keys that the caller knows
};

namespace detail {

struct cose_path {
    unsigned long long first = 0, second = 0;
    std::vector<hash256> path{};
};

inline std::optional<cose_path> read_cose_path(std::string_view bytes) {
    cbor_reader reader(bytes);
    cose_path found;
    if (reader.head(cbor_major::array) != 3ull) return std::nullopt;
    found.first = reader.head(cbor_major::natural).value_or(0);
    found.second = reader.head(cbor_major::natural).value_or(0);
    const auto count = reader.head(cbor_major::array);
    if (!count || *count > 64) return std::nullopt;
    for (unsigned long long at = 0; at < *count; ++at) {
        const auto hash = reader.bytes();
        if (!hash || hash->size() != 32) return std::nullopt;
        found.path.push_back(hash256::of_bytes(*hash));
    }
    return reader.at_end() ? std::optional(found) : std::nullopt;
}

// The one proof with this label in the unprotected header.
inline std::optional<cose_path> cose_proof_in(const cose_sign1& message, long long wanted) {
    std::optional<cose_path> found;
    cbor_reader header(message.unprotected_header);
    header.map([&](long long label) {
        if (label != cose_vdp || !header.next_is(cbor_major::map)) return void(header.any());
        header.map([&](long long kind) {
            if (kind != wanted) return void(header.any());
            if (header.head(cbor_major::array) != 1ull) return header.refuse();
            if (const auto bytes = header.bytes()) found = read_cose_path(*bytes);
        });
    });
    return header.at_end() ? found : std::nullopt;
}

// The data structure that the protected header names; zero if it names none.
inline long long data_structure_of(const cose_sign1& message) {
    long long named = 0;
    cbor_reader header(message.protected_header);
    header.map([&](long long label) {
        if (label == cose_vds) named = header.integer().value_or(0);
        else header.any();
    });
    return header.at_end() ? named : 0;
}

inline answer<cose_sign1> read_cose_receipt(std::string_view bytes) {
    auto message = read_cose_sign1(bytes);
    if (!message) return message;
    if (const long long named = data_structure_of(*message); named != rfc9162_sha256)
        return refusal{reason::no_evidence, "check a COSE receipt",
                       "unsupported: verifiable data structure " + std::to_string(named),
                       "ask its log for a receipt of RFC9162_SHA256, which is number 1"};
    if (message->payload) return no_cose("a receipt with a payload: it must be left out");
    return message;
}

inline answer<cose_proof> cose_signed_root(const cose_sign1& message, cose_proof proof,
                                           std::span<const public_key> known) {
    for (; proof.signed_by < known.size(); ++proof.signed_by)
        if (cose_signature_holds(message, proof.root.view(), known[proof.signed_by]))
            return proof;
    return refusal{reason::head_mismatch, "check a COSE receipt", "the signature",
                   "no known key has signed the root to which this path leads: the leaf, the "
                   "path or the key is another"};
}

} // namespace detail

/// Proves that the leaf is in a tree whose root a known key has signed.
///
/// Refuses with `malformed_request` what is no COSE receipt of inclusion, with `no_evidence` other
/// data structures ("unsupported"), and with `head_mismatch` what does not hold.
inline answer<cose_proof> verify_cose_inclusion(std::string_view receipt, const hash256& leaf,
                                                std::span<const public_key> known) {
    const auto message = detail::read_cose_receipt(receipt);
    if (!message) return message.why();
    const auto path = detail::cose_proof_in(*message, detail::inclusion_label);
    if (!path) return detail::no_cose("no proof of inclusion");
    const auto root = root_from_inclusion(path->second, path->first, leaf, path->path);
    if (!root) return detail::no_cose("a path of the wrong length");
    return detail::cose_signed_root(*message, {path->second, path->first, *root, 0}, known);
}

/// Proves that the tree with this older root is the beginning of one that a known key has signed.
///
/// The older root must come from elsewhere: from a checkpoint that the caller kept, or a receipt.
inline answer<cose_proof> verify_cose_consistency(std::string_view receipt,
                                                  const hash256& older_root,
                                                  std::span<const public_key> known) {
    const auto message = detail::read_cose_receipt(receipt);
    if (!message) return message.why();
    const auto path = detail::cose_proof_in(*message, detail::consistency_label);
    if (!path) return detail::no_cose("no proof of consistency");
    const auto root = root_from_consistency(path->first, path->second, older_root,
                                                    path->path);
    if (!root)
        return refusal{reason::head_mismatch, "check a COSE receipt", "the older root",
                       "the path does not begin at this root: one of the two logs is another"};
    return detail::cose_signed_root(*message, {path->first, path->second, *root, 0}, known);
}

} // namespace bailiwick
