// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
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

/// Equal text: in a constant evaluation `==` calls a function for each letter.
constexpr bool same_text(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    if (__builtin_constant_p(__builtin_memcmp(left.data(), right.data(), left.size())))
        return __builtin_memcmp(left.data(), right.data(), left.size()) == 0;
    const char* other = right.data(); // at run time, and where g++ cannot fold a constexpr array
    for (char letter : left)
        if (letter != *other++) return false;
    return true;
}

/// Whether a letter is in a text, for the same reason.
constexpr bool has_letter(std::string_view text, char wanted) {
    if (__builtin_constant_p(__builtin_memchr(text.data(), wanted, text.size()) == nullptr))
        return __builtin_memchr(text.data(), wanted, text.size()) != nullptr;
    for (char letter : text)
        if (letter == wanted) return true;
    return false;
}

/// Whether a text is one of these words; case, spaces and punctuation do not count.
template <std::size_t Count>
constexpr bool is_one_of(std::string_view said, const std::string_view (&words)[Count]) {
    char letters[16] = {};
    std::size_t count = 0;
    for (char c : said) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && static_cast<unsigned char>(c) < 0x80) continue;
        if (count == sizeof letters) return false;
        letters[count++] = upper ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    for (const std::string_view& word : words)
        if (word.size() == count && word == std::string_view{letters, count}) return true;
    return false;
}

/// What people write where they have nothing to say yet.
inline constexpr std::string_view words_for_nothing[] = {
    "",        "tbd",  "tba",         "tbc",            "todo",           "na",
    "none",    "unknown", "xxx",      "pending",        "tobedecided",    "tobedetermined",
    "tobeconfirmed"};

/// Whether a text stands for nothing: no letter in it, or a word such as "T.B.D." or " n/a ".
constexpr bool says_nothing(std::string_view said) { return is_one_of(said, words_for_nothing); }

} // namespace bailiwick::detail
