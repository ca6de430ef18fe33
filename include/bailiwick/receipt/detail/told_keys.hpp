// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/receipt/verifier_key.hpp>

/// What receipts say of the key that signs their log.

namespace bailiwick::detail {

inline constexpr std::string_view rotation_word = "key_rotate";
inline constexpr std::string_view revocation_word = "key_revoke";

/// One key took another one's place, or a key counts no more.
struct told_keys {
    bool revokes = false;
    verifier_key old{};           ///< the one that goes
    verifier_key now{};           ///< the one that comes; none in a revocation
    unsigned long long from = 0;  ///< the first size that the new key signs
    std::string reason{};         ///< as a person gave it; never empty
};

/// What the receipt with this index says of the log's keys; nothing if it says nothing of them,
/// or nothing that a log could mean.
template <class Receipt = record::control>
std::optional<told_keys> read_told_keys(unsigned long long index, std::string_view leaf) {
    // Nearly every receipt belongs to an action and says so first; these belong to none.
    if (leaf.starts_with(R"({"act":)")) return std::nullopt;
    const auto receipt = read_receipt<Receipt>(leaf);
    if (!receipt) return std::nullopt;
    const record::control_facts& facts = receipt->control;
    const bool revokes = facts.op == revocation_word;
    if (!revokes && facts.op != rotation_word) return std::nullopt;
    const auto old = read_verifier_key(facts.old);
    if (!old || old->kind != note_key_kind::log) return std::nullopt;
    const std::string reason = facts.reason.empty() ? "no reason is given" : facts.reason;
    if (revokes) return told_keys{true, *old, {}, 0, reason};
    const auto now = read_verifier_key(facts.new_);
    if (!now || now->kind != note_key_kind::log || now->name != old->name ||
        facts.from != std::to_string(index + 1))
        return std::nullopt;
    return told_keys{false, *old, *now, index + 1, reason};
}

} // namespace bailiwick::detail
