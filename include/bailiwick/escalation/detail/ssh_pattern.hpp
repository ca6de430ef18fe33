// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <string_view>

/// Patterns as ssh_config(5) describes them: `*`, `?`, lists with commas, and `!` for "not".

namespace bailiwick::detail {

/// Whether a text fits one pattern: `?` stands for one byte, `*` for any number of them.
constexpr bool fits_pattern(std::string_view text, std::string_view pattern) {
    std::size_t at = 0, next = 0, star = std::string_view::npos, resume = 0;
    while (at < text.size()) {
        if (next < pattern.size() && pattern[next] == '*') {
            star = next++;
            resume = at;
        } else if (next < pattern.size() && (pattern[next] == '?' || pattern[next] == text[at])) {
            ++at, ++next;
        } else if (star != std::string_view::npos) {
            at = ++resume; // the last star takes one byte more
            next = star + 1;
        } else {
            return false;
        }
    }
    while (next < pattern.size() && pattern[next] == '*')
        ++next;
    return next == pattern.size();
}

/// Whether a text fits one pattern of the list, and none of those that begin with `!`.
constexpr bool fits_pattern_list(std::string_view text, std::string_view list) {
    bool fits = false;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::string_view pattern = list.substr(0, comma);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
        const bool excludes = pattern.starts_with('!');
        if (excludes)
            pattern.remove_prefix(1);
        if (!fits_pattern(text, pattern))
            continue;
        if (excludes)
            return false;
        fits = true;
    }
    return fits;
}

} // namespace bailiwick::detail
