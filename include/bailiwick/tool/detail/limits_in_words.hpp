// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/range.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace bailiwick::detail {

inline void append_sentence(std::string& to, std::initializer_list<std::string_view> parts) {
    if (!to.empty() && std::string_view(".!?").find(to.back()) == std::string_view::npos) to += '.';
    if (!to.empty()) to += ' ';
    for (std::string_view part : parts) to += part;
}

inline std::string counted(unsigned count, std::string_view unit) {
    std::string result = std::to_string(count) + ' ';
    result += unit;
    return result += count == 1 ? "." : "s.";
}

// What a limit speaks about: the value itself, or each item of a list.
inline const shape& limited(const shape& is) {
    return is.kind == shape_kind::list ? *is.item : is;
}

// What the field says, and its limits in words, because strict schemas cannot hold them.
inline std::string description_of(const shape& is, const field* limits) {
    const shape& single = limited(is);
    const bool list = is.kind == shape_kind::list;
    std::string text{limits != nullptr ? limits->says : std::string_view{}};
    const bool small = single.kind == shape_kind::integer && single.highest < 2147483647;
    if (has_range(limits) || small) {
        const range within = narrowed(single, limits);
        append_sentence(text, {list ? "Each from " : "From ", std::to_string(within.lowest),
                               " to ", std::to_string(within.highest), "."});
    } else if (single.kind == shape_kind::integer && single.lowest == 0) {
        append_sentence(text, {list ? "Each at least 0." : "At least 0."});
    }
    if (limits == nullptr) return text;
    const std::string_view unit = list ? "item" : "character";
    if (limits->min_length != 0)
        append_sentence(text, {"At least ", counted(limits->min_length, unit)});
    if (limits->max_length != 0)
        append_sentence(text, {"At most ", counted(limits->max_length, unit)});
    if (!limits->pattern.empty())
        append_sentence(text, {list ? "Each matches " : "Matches ", limits->pattern});
    return text;
}

} // namespace bailiwick::detail
