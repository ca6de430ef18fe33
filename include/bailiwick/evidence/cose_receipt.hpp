// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/cose_sign1.hpp>
#include <bailiwick/receipt/note_signer.hpp>
#include <bailiwick/receipt/proof.hpp>

/// COSE receipts (RFC 9942) of the tree RFC9162_SHA256: that a receipt is in a log, and that an
/// older log is the beginning of a newer one. cose_verify.hpp checks them.

namespace bailiwick {

/// The path from an older log to a newer one, whose signed checkpoint is `note`.
struct consistency_path {
    unsigned long long older = 0;
    hash256 older_root{};
    std::vector<hash256> path{};
    std::string note{};
};

namespace detail {

inline constexpr long long cose_vds = 395, cose_vdp = 396; // data structure, and its proofs
inline constexpr long long rfc9162_sha256 = 1, inclusion_label = -1, consistency_label = -2;

// Only what the log's own key has signed already is signed again: a receipt adds no new claim.
inline answer<checkpoint> head_signed_by(std::string_view note, const note_signer& log_key) {
    const auto opened = open_note(note, {&log_key.verifier(), 1});
    if (!opened) return opened.why();
    const auto head = read_checkpoint(opened->text);
    if (!head || head->origin != log_key.verifier().name)
        return refusal{reason::head_mismatch, "write a COSE receipt", log_key.verifier().name,
                       "give the key of the log itself, named as the log's origin"};
    return *head;
}

inline std::string cose_receipt_bytes(long long proof_label, unsigned long long first,
                                      unsigned long long second, std::span<const hash256> path,
                                      const hash256& root, const note_signer& log_key) {
    std::string id;
    for (unsigned shift = 24; shift < 32; shift -= 8)
        id += static_cast<char>(log_key.verifier().id() >> shift & 0xFF);
    std::string header;
    put_cbor_head(header, cbor_major::map, 3);
    put_cbor_integer(header, cose_alg);
    put_cbor_integer(header, cose_eddsa);
    put_cbor_integer(header, cose_kid);
    put_cbor_bytes(header, id);
    put_cbor_integer(header, cose_vds);
    put_cbor_integer(header, rfc9162_sha256);

    std::string proof;
    put_cbor_head(proof, cbor_major::array, 3);
    put_cbor_head(proof, cbor_major::natural, first);
    put_cbor_head(proof, cbor_major::natural, second);
    put_cbor_head(proof, cbor_major::array, path.size());
    for (const hash256& each : path) put_cbor_bytes(proof, each.view());

    std::string bytes;
    put_cbor_head(bytes, cbor_major::tag, cose_sign1_tag);
    put_cbor_head(bytes, cbor_major::array, 4);
    put_cbor_bytes(bytes, header);
    put_cbor_head(bytes, cbor_major::map, 1);
    put_cbor_integer(bytes, cose_vdp);
    put_cbor_head(bytes, cbor_major::map, 1);
    put_cbor_integer(bytes, proof_label);
    put_cbor_head(bytes, cbor_major::array, 1);
    put_cbor_bytes(bytes, proof);
    bytes += cbor_null; // the root: who checks the receipt computes it
    put_cbor_bytes(bytes, log_key.raw_signature(cose_signed_bytes(header, root.view())));
    return bytes;
}

} // namespace detail

/// The COSE receipt of a receipt, made of its proof; signed with the key of the log itself.
///
/// Refuses to sign where the key has not signed the proof's checkpoint or the proof does not hold.
inline answer<std::string> cose_inclusion_receipt(std::string_view leaf,
                                                  const receipt_proof& proof,
                                                  const note_signer& log_key) {
    const auto head = detail::head_signed_by(proof.note, log_key);
    if (!head) return head.why();
    if (!inclusion_holds(proof.index, head->size, leaf_hash(leaf), proof.path, head->root))
        return refusal{reason::head_mismatch, "write a COSE receipt", "the proof",
                       "verify the log: the receipt is not where the proof says"};
    return detail::cose_receipt_bytes(detail::inclusion_label, head->size, proof.index,
                                      proof.path, head->root, log_key);
}

/// The path from the log at an older size to the log as it was last published.
template <class Nodes = tile_nodes>
answer<consistency_path> prove_consistency(const std::string& folder, unsigned long long older) {
    auto note = detail::read_file(detail::checkpoint_file(folder));
    if (!note) return std::move(note).why();
    const auto parts = read_note(*note);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head) return detail::no_proof(folder + "/checkpoint", "verify the log first");
    if (older == 0 || older > head->size)
        return detail::no_proof("a log of " + std::to_string(older) + " receipts",
                                "give a size from 1 to " + std::to_string(head->size));
    Nodes nodes(folder, head->size);
    const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
    consistency_path found{older, tree_root(older, node),
                           consistency_proof(older, head->size, node), *std::move(note)};
    if (nodes.failed() ||
        !consistency_holds(older, head->size, found.older_root, head->root, found.path))
        return detail::no_proof(folder + "/tile", "verify the log: its tiles do not fit");
    return found;
}

/// The COSE receipt that the older log is the beginning of the newer one.
inline answer<std::string> cose_consistency_receipt(const consistency_path& proof,
                                                    const note_signer& log_key) {
    const auto head = detail::head_signed_by(proof.note, log_key);
    if (!head) return head.why();
    if (proof.older == 0 || !consistency_holds(proof.older, head->size, proof.older_root,
                                               head->root, proof.path))
        return refusal{reason::head_mismatch, "write a COSE receipt", "the proof",
                       "verify the log: the older tree is not the beginning of the newer one"};
    return detail::cose_receipt_bytes(detail::consistency_label, proof.older, head->size,
                                      proof.path, head->root, log_key);
}

} // namespace bailiwick
