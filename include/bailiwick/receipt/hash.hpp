// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/sha256.hpp>

#include <span>
#include <string>

namespace bailiwick {

/// SHA-256 of the bytes.
inline hash256 sha256_of(std::string_view bytes) noexcept {
    return detail::sha256_after(detail::hash_prefix::none, bytes);
}

/// RFC 6962: the hash of a leaf, which no node's hash can equal.
inline hash256 leaf_hash(std::string_view leaf) noexcept {
    return detail::sha256_after(detail::hash_prefix::leaf, leaf);
}

/// The hash of every leaf, in less time than one by one; `into` has room for them.
inline void leaf_hashes(std::span<const std::string_view> leaves, hash256* into) noexcept {
    detail::sha256_of_each(detail::hash_prefix::leaf, leaves.size(), into,
                           [&](std::size_t at) { return leaves[at]; });
}

/// RFC 6962: the hash of a node over its two children.
inline hash256 node_hash(const hash256& left, const hash256& right) noexcept {
    const hash256 both[2] = {left, right};
    return detail::sha256_after(detail::hash_prefix::node, detail::view_of_two(both));
}

/// The node over every two of the hashes; `into` has room for half as many.
inline void node_hashes(std::span<const hash256> children, hash256* into) noexcept {
    const auto pair = [&](std::size_t at) { return detail::view_of_two(&children[2 * at]); };
    detail::sha256_of_each(detail::hash_prefix::node, children.size() / 2, into, pair);
}

/// RFC 6962: the root of the tree without leaves.
inline hash256 empty_root() noexcept { return detail::sha256({}); }

/// Lower-case hexadecimal digits of the bytes.
inline std::string hex_of(std::string_view bytes) {
    std::string text(bytes.size() * 2, '\0');
    char* to = text.data();
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        *to++ = "0123456789abcdef"[byte >> 4];
        *to++ = "0123456789abcdef"[byte & 15];
    }
    return text;
}
inline std::string hex_of(const hash256& hash) { return hex_of(hash.view()); }

/// "sha256:" and the hash in hexadecimal digits, as receipts name builds, manifests and policies.
inline std::string sha256_text(const hash256& hash) { return "sha256:" + hex_of(hash); }

} // namespace bailiwick
