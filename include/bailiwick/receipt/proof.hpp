// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/told_pruning.hpp>
#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/tile_nodes.hpp>
#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/receipt/verification.hpp>

/// Proofs that one receipt is in a log, as a file that a stranger checks offline (C2SP tlog-proof).

namespace bailiwick {

/// The parts of a `.tlog-proof` file; nothing in it has been checked.
struct receipt_proof {
    unsigned long long index = 0;
    std::vector<hash256> path{};
    std::string note{};
    std::string extra{}; ///< bytes that nobody vouches for

    friend bool operator==(const receipt_proof&, const receipt_proof&) = default;
};

namespace detail {

inline constexpr std::string_view proof_words = "c2sp.org/tlog-proof@v1\n";

inline refusal no_proof(std::string what, std::string hint) {
    return {reason::no_evidence, "prove", std::move(what), std::move(hint)};
}

} // namespace detail

/// The proof as its file has it.
inline std::string text_of(const receipt_proof& proof) {
    std::string text(detail::proof_words);
    if (!proof.extra.empty()) text += "extra " + base64_of(proof.extra) + "\n";
    text += "index " + std::to_string(proof.index) + "\n";
    for (const hash256& each : proof.path) text += base64_of(each.view()) + "\n";
    return text + "\n" + proof.note;
}

/// The proof that `text_of` turns into exactly this text, or nothing.
inline std::optional<receipt_proof> read_proof(std::string_view text) {
    receipt_proof proof;
    if (!text.starts_with(detail::proof_words)) return std::nullopt;
    text.remove_prefix(detail::proof_words.size());
    auto line = detail::take_line(text);
    if (line && line->starts_with("extra ")) {
        auto extra = from_base64(line->substr(6));
        if (!extra || extra->empty()) return std::nullopt;
        proof.extra = *std::move(extra);
        line = detail::take_line(text);
    }
    if (!line || !line->starts_with("index ")) return std::nullopt;
    const auto index = detail::decimal_of(line->substr(6));
    if (!index) return std::nullopt;
    proof.index = *index;
    for (line = detail::take_line(text); line && !line->empty(); line = detail::take_line(text)) {
        const auto hash = detail::hash_of_base64(*line);
        if (!hash || proof.path.size() == 63) return std::nullopt;
        proof.path.push_back(*hash);
    }
    if (!line) return std::nullopt;
    proof.note = text;
    return proof;
}

/// The proof that a receipt is in the log as it was last published.
///
/// An open log publishes with `publish()`; what is in the journal only has no proof yet.
template <class Nodes = tile_nodes>
answer<receipt_proof> prove_receipt(const std::string& folder, unsigned long long index) {
    auto note = detail::read_file(detail::checkpoint_file(folder));
    if (!note) return std::move(note).why();
    const auto parts = read_note(*note);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head) return detail::no_proof(folder + "/checkpoint", "verify the log first");
    if (index >= head->size)
        return detail::no_proof("receipt " + std::to_string(index),
                                "the log has published " + std::to_string(head->size) +
                                    " receipts; publish, or give a smaller number");
    Nodes nodes(folder, head->size);
    const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
    receipt_proof proof{index, inclusion_proof(index, head->size, node), *std::move(note), {}};
    const auto leaf = nodes(0, index);
    if (nodes.failed() ||
        !inclusion_holds(index, head->size, leaf, proof.path, head->root))
        return detail::pruned_or(
            detail::no_proof(folder + "/tile", "verify the log: its tiles do not fit"), folder,
            head->size, index);
    return proof;
}

/// Whether the proof shows that exactly this text is a receipt of a log that the caller trusts.
///
/// Valid only if a key among `trusted`, named as the log, has signed the checkpoint.
template <class Result = verification>
Result verify_receipt(std::string_view leaf, std::string_view proof_text,
                      std::span<const verifier_key> trusted) {
    Result result;
    const auto problem = [&](std::string where, std::string what) {
        detail::add_finding(result.problems, std::move(where), std::move(what));
        result.verdict = log_verdict::invalid;
        return result;
    };
    const auto proof = read_proof(proof_text);
    if (!proof) return problem("proof", "is no tlog-proof");
    const auto parts = read_note(proof->note);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head) return problem("checkpoint", "is no signed checkpoint");
    result.origin = head->origin;
    result.size = result.published = head->size;
    result.root = head->root;
    if (!inclusion_holds(proof->index, head->size, leaf_hash(leaf), proof->path, head->root))
        return problem("inclusion", "the receipt is not where the proof says");
    const auto opened = open_note(proof->note, trusted);
    if (!opened && opened.why().code != reason::no_evidence)
        return problem("checkpoint", "does not hold: " + opened.why().subject);
    if (opened)
        for (const verifier_key& key : opened->signed_by)
            if (key.kind == note_key_kind::log && key.name == head->origin)
                result.verdict = log_verdict::valid;
    return result;
}

} // namespace bailiwick
