// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/utf8.hpp>
#include <bailiwick/tool/instant.hpp>

#include <algorithm>

/// Text that others wrote, made harmless for a terminal.

namespace bailiwick::detail {

inline std::string escaped_point(unsigned long point) {
    char text[16];
    std::snprintf(text, sizeof text, point < 0x100 ? "\\x%02lX" : "\\u%04lX", point);
    return text;
}

/// Whether a character moves the cursor, turns the direction of reading, or cannot be seen.
constexpr bool is_deceptive(unsigned long point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD || point == 0x61C ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF ||
           (point >= 0xE0000 && point <= 0xE007F);
}

/// The text with everything that could deceive a reader written out; line ends stay if wanted.
inline std::string plain(std::string_view text, bool keep_lines = false) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const code_point read = code_point_at(text, at);
        const bool stays = keep_lines && read.value == '\n';
        if (read.bytes == 0) shown += escaped_point(static_cast<unsigned char>(text[at]));
        else if (is_deceptive(read.value) && !stays) shown += escaped_point(read.value);
        else shown += text.substr(at, read.bytes);
        at += std::max<std::size_t>(read.bytes, 1);
    }
    return shown;
}

/// How many characters a plain text has.
inline std::size_t width_of(std::string_view text) { return count_code_points(text); }

/// At most `most` characters of a plain text, with a sign where the rest is missing.
inline std::string shortened(std::string text, std::size_t most) {
    if (width_of(text) <= most) return text;
    std::size_t seen = 0, at = 0;
    while (at < text.size()) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && seen++ == most - 1) break;
        ++at;
    }
    return text.substr(0, at) + "…";
}

/// A span as people say it: "3 h 20 min".
inline std::string span_in_words(long long seconds) {
    const auto parts = [](long long big, const char* one, long long small, const char* two) {
        std::string text = std::to_string(big) + " " + one;
        if (small != 0) text += " " + std::to_string(small) + " " + two;
        return text;
    };
    if (seconds < 60) return std::to_string(seconds) + " s";
    if (seconds < 3600) return std::to_string(seconds / 60) + " min";
    if (seconds < 86400) return parts(seconds / 3600, "h", seconds % 3600 / 60, "min");
    return parts(seconds / 86400, "d", seconds % 86400 / 3600, "h");
}

/// "in 3 h 20 min" or "2 min ago", as seen from `now`.
inline std::string when_in_words(instant when, instant now) {
    const long long seconds = (when.microseconds - now.microseconds) / 1'000'000;
    if (seconds == 0) return "now";
    return seconds > 0 ? "in " + span_in_words(seconds) : span_in_words(-seconds) + " ago";
}

/// "2026-11-21 09:30:12 UTC".
inline std::string clock_text(instant when) {
    const std::string text = text_of(when);
    return text.substr(0, 10) + " " + text.substr(11, 8) + " UTC";
}

} // namespace bailiwick::detail
