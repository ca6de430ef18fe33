// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>

#include <charconv>

namespace bailiwick {

/// What a log says of itself at one size: its name, its size and its root (C2SP tlog-checkpoint).
struct checkpoint {
    std::string origin{};
    unsigned long long size = 0;
    hash256 root{};

    friend bool operator==(const checkpoint&, const checkpoint&) = default;
};

/// The three lines that are signed.
inline std::string text_of(const checkpoint& head) {
    return head.origin + "\n" + std::to_string(head.size) + "\n" + base64_of(head.root.view()) +
           "\n";
}

namespace detail {

// Decimal without sign and leading zeros, or nothing.
inline std::optional<unsigned long long> decimal_of(std::string_view text) {
    unsigned long long number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    return number;
}

// The text up to the next line end, which is taken off `rest`; nothing where no line ends.
inline std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

inline std::optional<hash256> hash_of_base64(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    return hash256::of_bytes(*bytes);
}

} // namespace detail

/// The checkpoint that `text_of` turns into exactly this text, or nothing; no extension lines.
inline std::optional<checkpoint> read_checkpoint(std::string_view text) {
    const auto origin = detail::take_line(text), size = detail::take_line(text),
               root = detail::take_line(text);
    if (!origin || !size || !root || !text.empty() || origin->empty()) return std::nullopt;
    const auto count = detail::decimal_of(*size);
    const auto hash = detail::hash_of_base64(*root);
    if (!count || !hash) return std::nullopt;
    return checkpoint{std::string(*origin), *count, *hash};
}

} // namespace bailiwick
