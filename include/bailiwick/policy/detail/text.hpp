// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace bailiwick::detail {

/// Text as a template argument, for offenders that have no name of their own (matrix rows).
/// The final NUL stays inside: without it compilers drop the last character when they print it.
template <std::size_t Size> struct text {
    char data[Size] = {};

    constexpr explicit text(std::string_view from) {
        for (std::size_t i = 0; i + 1 < Size && i < from.size(); ++i) data[i] = from[i];
    }
    constexpr std::string_view view() const { return {data, Size - 1}; }
};

/// Whether a text is one of these words; case, spaces and punctuation do not count.
constexpr bool is_one_of(std::string_view said, std::initializer_list<std::string_view> words) {
    char letters[16] = {};
    std::size_t count = 0;
    for (char c : said) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && static_cast<unsigned char>(c) < 0x80) continue;
        if (count == sizeof letters) return false;
        letters[count++] = upper ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    for (std::string_view word : words)
        if (word == std::string_view{letters, count}) return true;
    return false;
}

/// Whether a text stands for nothing: no letter in it, or a word such as "T.B.D." or " n/a ".
constexpr bool says_nothing(std::string_view said) {
    return is_one_of(said, {"", "tbd", "tba", "tbc", "todo", "na", "none", "unknown", "xxx",
                            "pending", "tobedecided", "tobedetermined", "tobeconfirmed"});
}

} // namespace bailiwick::detail
