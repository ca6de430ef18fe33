// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/tree.hpp>

#include <optional>

/// The walks of RFC 9162 (2.1.3.2 and 2.1.4.2) to a root that is not known yet: a COSE receipt has
/// the root as a payload that is left out, and its reader computes it.

namespace bailiwick::detail {

/// The root that the leaf and its path lead to; nothing if the path is not as long as it must be.
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

/// The newer root that the older one and the path lead to; nothing if the path does not fit.
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

} // namespace bailiwick::detail
