// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Base64 (RFC 4648) with one text for one value: decoding refuses every second spelling.

namespace bailiwick {
namespace detail {

inline constexpr std::string_view base64_standard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view base64_for_urls =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

inline std::string base64_text(std::string_view bytes, std::string_view letters, bool padded) {
    const auto byte_at = [&](std::size_t at) -> unsigned {
        return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
    };
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    char* to = text.data();
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const unsigned group = byte_at(at) << 16 | byte_at(at + 1) << 8 | byte_at(at + 2);
        for (unsigned shift = 24; shift > 0;) *to++ = letters[group >> (shift -= 6) & 63];
    }
    const std::size_t spare = (3 - bytes.size() % 3) % 3; // letters that stand for no byte
    text.resize(text.size() - spare);
    if (padded) text.append(spare, '=');
    return text;
}

inline int base64_digit(char c, std::string_view letters) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == letters[62] ? 62 : (c == letters[63] ? 63 : -1);
}

inline std::optional<std::string> base64_bytes(std::string_view text, std::string_view letters,
                                               bool padded) {
    if (padded) {
        if (text.size() % 4 != 0) return std::nullopt;
        if (text.ends_with('=')) text.remove_suffix(text.ends_with("==") ? 2 : 1);
    }
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    unsigned held = 0, bits = 0;
    for (const char c : text) {
        const int digit = base64_digit(c, letters);
        if (digit < 0) return std::nullopt;
        held = (held << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(held >> bits & 0xFF);
    }
    if ((held & ((1u << bits) - 1)) != 0) return std::nullopt;
    return bytes;
}

} // namespace detail

/// The bytes in the standard alphabet with padding, as notes and proofs have it.
inline std::string base64_of(std::string_view bytes) {
    return detail::base64_text(bytes, detail::base64_standard, true);
}

/// The bytes that `base64_of` turns into exactly this text, or nothing.
inline std::optional<std::string> from_base64(std::string_view text) {
    return detail::base64_bytes(text, detail::base64_standard, true);
}

/// The bytes in the alphabet for addresses without padding, as commitments have it.
inline std::string base64url_of(std::string_view bytes) {
    return detail::base64_text(bytes, detail::base64_for_urls, false);
}

/// The bytes that `base64url_of` turns into exactly this text, or nothing.
inline std::optional<std::string> from_base64url(std::string_view text) {
    return detail::base64_bytes(text, detail::base64_for_urls, false);
}

} // namespace bailiwick
