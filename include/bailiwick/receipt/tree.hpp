// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/hash.hpp>

#include <bit>
#include <optional>
#include <span>
#include <vector>

/// The hash tree of RFC 6962: roots, proofs and the walks that check them.

namespace bailiwick {

/// The right edge of a tree, from which the tree grows: one hash for every set bit of its size.
class tree_frontier {
public:
    tree_frontier() = default;
    /// The edge of a tree of this size; `peaks` from the largest subtree to the smallest.
    tree_frontier(unsigned long long size, std::vector<hash256> peaks)
        : size_(size), peaks_(std::move(peaks)) {}

    /// Adds one leaf by its leaf hash.
    void append(const hash256& leaf) {
        peaks_.push_back(leaf);
        for (unsigned long long rest = size_++; (rest & 1) != 0; rest >>= 1) {
            const hash256 right = peaks_.back();
            peaks_.pop_back();
            peaks_.back() = node_hash(peaks_.back(), right);
        }
    }

    unsigned long long size() const noexcept { return size_; }

    /// The root over all leaves so far.
    hash256 root() const {
        if (peaks_.empty()) return empty_root();
        hash256 root = peaks_.back();
        for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
        return root;
    }

private:
    unsigned long long size_ = 0;
    std::vector<hash256> peaks_{};
};

namespace detail {

// The largest power of two below a size of two or more.
constexpr unsigned long long split_point(unsigned long long size) {
    return std::bit_floor(size - 1);
}

// The hash over leaves [low, high); `low` is a multiple of the next power of two.
template <class Node>
hash256 range_hash(unsigned long long low, unsigned long long high, Node& node) {
    const unsigned long long count = high - low;
    if (std::has_single_bit(count)) {
        const auto level = static_cast<unsigned>(std::countr_zero(count));
        return node(level, low >> level);
    }
    const unsigned long long middle = low + split_point(count);
    const hash256 left = range_hash(low, middle, node);
    return node_hash(left, range_hash(middle, high, node));
}

} // namespace detail

/// The root of the first `size` leaves; `node(level, index)` gives hashes of complete subtrees.
template <class Node> hash256 tree_root(unsigned long long size, Node node) {
    return size == 0 ? empty_root() : detail::range_hash(0, size, node);
}

/// The inclusion proof of a leaf in a tree of `size` leaves, the leaf's sibling first.
template <class Node>
std::vector<hash256> inclusion_proof(unsigned long long index, unsigned long long size,
                                     Node node) {
    std::vector<hash256> path;
    if (index >= size) return path;
    unsigned long long low = 0, high = size;
    while (high - low > 1) {
        const unsigned long long middle = low + detail::split_point(high - low);
        const bool left = index < middle;
        path.insert(path.begin(), left ? detail::range_hash(middle, high, node)
                                       : detail::range_hash(low, middle, node));
        (left ? high : low) = middle;
    }
    return path;
}

/// The proof that a tree of `older` leaves is the beginning of one with `newer` leaves.
template <class Node>
std::vector<hash256> consistency_proof(unsigned long long older, unsigned long long newer,
                                       Node node) {
    std::vector<hash256> path;
    if (older == 0 || older >= newer) return path;
    unsigned long long low = 0, high = newer;
    bool known = true; // whether [low, high) would be the whole older tree
    while (older != high) {
        const unsigned long long middle = low + detail::split_point(high - low);
        const bool left = older <= middle;
        path.insert(path.begin(), left ? detail::range_hash(middle, high, node)
                                       : detail::range_hash(low, middle, node));
        if (!left) known = false;
        (left ? high : low) = middle;
    }
    if (!known) path.insert(path.begin(), detail::range_hash(low, high, node));
    return path;
}

/// The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); nothing if the path is not as
/// long as it must be.
inline std::optional<hash256> root_from_inclusion(unsigned long long index,
                                                  unsigned long long size, const hash256& leaf,
                                                  std::span<const hash256> path) {
    if (index >= size) return std::nullopt;
    unsigned long long at = index, last = size - 1;
    hash256 hash = leaf;
    for (const hash256& sibling : path) {
        if (last == 0) return std::nullopt;
        if ((at & 1) != 0 || at == last) {
            hash = node_hash(sibling, hash);
            for (; (at & 1) == 0 && at > 0; last >>= 1) at >>= 1;
        } else {
            hash = node_hash(hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if (last != 0) return std::nullopt;
    return hash;
}

/// The newer root that an older one, not of the empty tree, and a path lead to (RFC 9162,
/// 2.1.4.2); nothing if the path does not fit.
inline std::optional<hash256> root_from_consistency(unsigned long long older,
                                                    unsigned long long newer,
                                                    const hash256& older_root,
                                                    std::span<const hash256> path) {
    if (older == 0 || older > newer) return std::nullopt;
    if (older == newer) return path.empty() ? std::optional(older_root) : std::nullopt;
    const bool whole = std::has_single_bit(older); // then the older tree is a node of the newer
    if (!whole && path.empty()) return std::nullopt;
    hash256 old_hash = whole ? older_root : path.front(), new_hash = old_hash;
    unsigned long long at = older - 1, last = newer - 1;
    for (; (at & 1) != 0; last >>= 1) at >>= 1;
    for (const hash256& each : path.subspan(whole ? 0 : 1)) {
        if (last == 0) return std::nullopt;
        if ((at & 1) != 0 || at == last) {
            old_hash = node_hash(each, old_hash);
            new_hash = node_hash(each, new_hash);
            for (; (at & 1) == 0 && at > 0; last >>= 1) at >>= 1;
        } else {
            new_hash = node_hash(new_hash, each);
        }
        at >>= 1;
        last >>= 1;
    }
    if (last != 0 || old_hash != older_root) return std::nullopt;
    return new_hash;
}

/// Whether the path proves that the leaf is number `index` of the tree with this size and root.
inline bool inclusion_holds(unsigned long long index, unsigned long long size,
                            const hash256& leaf, std::span<const hash256> path,
                            const hash256& root) {
    return root_from_inclusion(index, size, leaf, path) == root;
}

/// Whether the path proves that the older tree is the beginning of the newer one.
inline bool consistency_holds(unsigned long long older, unsigned long long newer,
                              const hash256& older_root, const hash256& newer_root,
                              std::span<const hash256> path) {
    if (older == 0)
        return path.empty() && older_root == empty_root() &&
               (newer != 0 || newer_root == older_root);
    return root_from_consistency(older, newer, older_root, path) == newer_root;
}

} // namespace bailiwick
