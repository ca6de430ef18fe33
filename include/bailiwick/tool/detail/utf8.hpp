// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace bailiwick::detail {

struct code_point {
    char32_t value = 0;
    std::size_t bytes = 0; // 0: the bytes are not UTF-8
};

constexpr unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// The code point at `at`; overlong forms, surrogates and values above U+10FFFF are not UTF-8.
constexpr code_point code_point_at(std::string_view text, std::size_t at) {
    const unsigned first = byte_at(text, at);
    if (first < 0x80) return {static_cast<char32_t>(first), 1};
    std::size_t length = 0;
    char32_t value = 0;
    char32_t smallest = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2, value = first & 0x1F, smallest = 0x80;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3, value = first & 0x0F, smallest = 0x800;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4, value = first & 0x07, smallest = 0x10000;
    } else {
        return {};
    }
    if (text.size() - at < length) return {};
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byte_at(text, at + i);
        if ((next & 0xC0) != 0x80) return {};
        value = (value << 6) | (next & 0x3F);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest || value > 0x10FFFF || surrogate) return {};
    return {value, length};
}

// The offset of the first byte that is not UTF-8, or npos.
constexpr std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!std::is_constant_evaluated() && text.size() - at >= 8) { // eight ASCII bytes at once
            std::uint64_t eight = 0;
            std::memcpy(&eight, text.data() + at, 8);
            if ((eight & 0x8080808080808080U) == 0) {
                at += 8;
                continue;
            }
        }
        const std::size_t bytes = code_point_at(text, at).bytes;
        if (bytes == 0) return at;
        at += bytes;
    }
    return std::string_view::npos;
}

// The text as far as `most` bytes go, with a question mark for every byte that is not UTF-8.
inline std::string readable(std::string_view text, std::size_t most) {
    std::string good;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = code_point_at(text, at).bytes;
        if (good.size() + (bytes == 0 ? 1 : bytes) > most) break;
        if (bytes == 0) good += '?';
        else good += text.substr(at, bytes);
        at += bytes == 0 ? 1 : bytes;
    }
    return good;
}

constexpr std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char each : text)
        if ((static_cast<unsigned char>(each) & 0xC0) != 0x80) ++count;
    return count;
}

// The longest beginning of `text` with at most `bytes` bytes that does not cut a code point.
constexpr std::string_view whole_code_points(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (byte_at(text, bytes) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

// The four digits of a \uXXXX escape that starts at `at`, or a value above 0xFFFF.
constexpr unsigned utf16_escape_at(std::string_view text, std::size_t at) {
    if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u') return 0x10000;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char each = text[i];
        unsigned digit = 0;
        if (each >= '0' && each <= '9') digit = static_cast<unsigned>(each - '0');
        else if (each >= 'a' && each <= 'f') digit = static_cast<unsigned>(each - 'a') + 10;
        else if (each >= 'A' && each <= 'F') digit = static_cast<unsigned>(each - 'A') + 10;
        else return 0x10000;
        value = value * 16 + digit;
    }
    return value;
}

// The offset of the first \u escape of a JSON text that is half of a surrogate pair, or npos.
constexpr std::size_t first_lone_surrogate(std::string_view json) {
    bool inside = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == '"') {
            inside = !inside;
        } else if (inside && json[at] == '\\') {
            const unsigned first = utf16_escape_at(json, at);
            if (first >= 0xD800 && first <= 0xDFFF) {
                const unsigned second =
                    json.size() - at < 12 ? 0x10000 : utf16_escape_at(json, at + 6);
                if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF) return at;
                at += 11;
            } else {
                ++at;
            }
        }
    }
    return std::string_view::npos;
}

} // namespace bailiwick::detail
