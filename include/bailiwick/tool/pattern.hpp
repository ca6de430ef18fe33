// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/pattern_reader.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <vector>

namespace bailiwick {
namespace detail {

// The offsets at which a match may stand after one more item.
//
// An item leads from `from` to `to` if it accepts all between and their distance is in its bounds.
// The nearest possible `from` is the best one, so one walk over the text is enough.
constexpr std::vector<char> after_item(const pattern_item& item,
                                       const std::vector<char32_t>& text,
                                       const std::vector<char>& before) {
    std::vector<char> after(text.size() + 1, 0);
    std::size_t run_start = 0; // everything from here to `to` is accepted
    std::size_t nearest = unbounded;
    for (std::size_t to = 0; to <= text.size(); ++to) {
        if (to > 0 && !item.accepts.contains(text[to - 1])) run_start = to;
        if (to >= item.least && before[to - item.least] != 0) nearest = to - item.least;
        if (nearest == unbounded || nearest < run_start) continue;
        if (item.most == unbounded || to - nearest <= item.most) after[to] = 1;
    }
    return after;
}

} // namespace detail

/// Whether the pattern keeps to the subset that every engine of ECMA-262 reads the same way.
///
/// `^…$` around literals, escaped punctuation, `.`, classes such as `[a-z0-9_.-]` and `[^/]`, `\d`,
/// `\w`, `\s`, each with `?`, `*`, `+`, `{m}`, `{m,}` or `{m,n}`. No groups, no alternatives, no
/// references: nothing in it can make a match slow.
constexpr bool pattern_is_valid(std::string_view pattern) {
    detail::pattern_reader reader(pattern);
    detail::pattern_item item;
    while (reader.next(item)) {}
    return reader.valid();
}

/// Whether the whole text matches; time grows with the pattern's length times the text's.
///
/// An invalid pattern matches nothing, nor does text that is not UTF-8.
constexpr bool pattern_matches(std::string_view pattern, std::string_view text) {
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < text.size();) {
        const detail::code_point next = detail::code_point_at(text, at);
        if (next.bytes == 0) return false;
        points.push_back(next.value);
        at += next.bytes;
    }
    std::vector<char> reached(points.size() + 1, 0);
    reached[0] = 1;
    detail::pattern_reader reader(pattern);
    detail::pattern_item item;
    while (reader.next(item)) reached = detail::after_item(item, points, reached);
    return reader.valid() && reached[points.size()] != 0;
}

} // namespace bailiwick
