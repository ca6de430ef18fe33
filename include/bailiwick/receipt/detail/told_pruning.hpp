// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/tile_files.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>

/// What receipts say of receipts that are not kept any more.

namespace bailiwick::detail {

inline constexpr std::string_view pruning_word = "prune";

/// Everything below an index was removed, as the receipt with a later one says.
struct told_pruning {
    unsigned long long below = 0; ///< a multiple of 256
    unsigned long long receipt = 0;
    std::string day{}, basis{};
};

/// What the receipt with this index says of a pruning; nothing for any other receipt.
template <class Receipt = record::control>
std::optional<told_pruning> read_told_pruning(unsigned long long index, std::string_view leaf) {
    // Nearly every receipt belongs to an action and says so first; these belong to none.
    if (leaf.starts_with(R"({"act":)") || leaf.find(R"("op":"prune")") == leaf.npos)
        return std::nullopt;
    const auto receipt = read_receipt<Receipt>(leaf);
    if (!receipt || receipt->control.op != pruning_word) return std::nullopt;
    const auto below = decimal_of(receipt->control.from);
    if (!below || *below % 256 != 0 || *below > index) return std::nullopt;
    return told_pruning{*below, index, text_of(receipt->ts).substr(0, 10),
                        receipt->control.basis};
}

/// The text that follows these words in a leaf, up to the next quote; empty if they are not there.
inline std::string_view text_after(std::string_view leaf, std::string_view words) {
    const std::size_t at = leaf.find(words);
    if (at == leaf.npos) return {};
    leaf.remove_prefix(at + words.size());
    return leaf.substr(0, leaf.find('"'));
}

inline std::string words_of(const told_pruning& told) {
    return "pruned below " + std::to_string(told.below) + " on " + told.day + " under receipt " +
           std::to_string(told.receipt) + (told.basis.empty() ? "" : " (" + told.basis + ")");
}

/// The last pruning of which the published receipts tell, if bundles are missing and it explains
/// every one of them; nothing if none is missing, or one without a reason.
template <class Told = told_pruning>
answer<std::optional<Told>> find_pruning(const std::string& folder, unsigned long long size) {
    std::optional<Told> last;
    const unsigned long long first = first_bundle(folder, size);
    if (first == 0) return last;
    const unsigned width = partial_width(size, 0);
    unsigned long long index = first << 8;
    for (unsigned long long number = first; index < size; ++number) {
        const auto read = visit_entries(
            folder, {tile_id::entries, number, number < full_tiles(size, 0) ? 256 : width},
            [&](std::string_view leaf) {
                auto told = read_told_pruning(index++, leaf);
                if (told && (!last || told->below > last->below)) last = std::move(told);
            });
        if (!read) return read.why();
    }
    if (last && last->below < first << 8) last.reset();
    return last;
}

/// Why a receipt cannot be shown any more; nothing if it was not pruned.
inline std::optional<refusal> fault_of_pruning(std::string action, const std::string& folder,
                                               unsigned long long size,
                                               unsigned long long index) {
    const auto told = find_pruning(folder, size);
    if (!told || !*told || index >= (*told)->below) return std::nullopt;
    return refusal{reason::no_evidence, std::move(action), "receipt " + std::to_string(index),
                   "the log was " + words_of(**told) + ": only a copy from before that has it"};
}

inline refusal pruned_or(refusal why, const std::string& folder, unsigned long long size,
                         unsigned long long index) {
    auto pruned = fault_of_pruning(why.action, folder, size, index);
    return pruned ? *std::move(pruned) : why;
}

} // namespace bailiwick::detail
