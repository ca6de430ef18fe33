// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

namespace bailiwick {

/// What kinds of value an argument takes.
enum class argument_kind { other, flag, number, text, choice, list, object };
BOOST_DESCRIBE_ENUM(argument_kind, other, flag, number, text, choice, list, object)

/// One argument of a tool, as its struct describes and limits it (see bw::field for the limits).
struct argument_facts {
    std::string_view name;
    argument_kind kind = argument_kind::other;
    std::string_view says{};
    long long min = 0;
    long long max = 0;
    unsigned min_length = 0;
    unsigned max_length = 0;
    std::string_view pattern{};
    list_view<std::string_view> one_of{};
    bool is_optional = false;
    list_view<std::string_view> choices{}; ///< the enumerators of a choice
    list_view<argument_facts> parts{};     ///< what an object, or an item, is made of
    bool items_are_bounded = true;               ///< lists: whether one item is

    /// Whether a model cannot put an arbitrary value here.
    constexpr bool is_bounded() const {
        switch (kind) {
        case argument_kind::flag:
        case argument_kind::choice: return true;
        case argument_kind::number: return min < max;
        case argument_kind::text: return max_length != 0 || !one_of.empty() || pattern_has_an_end();
        case argument_kind::list: return max_length != 0 && items_are_bounded;
        case argument_kind::object: return parts_are_bounded();
        case argument_kind::other: break;
        }
        return false;
    }
    constexpr bool parts_are_bounded() const {
        for (const argument_facts& each : parts)
            if (!each.is_bounded()) return false;
        return true;
    }
    /// Whether the pattern is anchored and repeats nothing without end.
    constexpr bool pattern_has_an_end() const {
        return pattern.starts_with('^') && pattern.ends_with('$') &&
               pattern.find_first_of("*+") == pattern.npos && pattern.find(",}") == pattern.npos;
    }
    /// Whether a sentence could travel in it, or a number of any size.
    constexpr bool carries_text() const {
        return (kind == argument_kind::text && one_of.empty()) ||
               (kind == argument_kind::number && !is_bounded()) ||
               kind == argument_kind::list || kind == argument_kind::object ||
               kind == argument_kind::other;
    }
};
BOOST_DESCRIBE_STRUCT(argument_facts, (),
                      (name, kind, says, min, max, min_length, max_length, pattern, one_of,
                       is_optional, choices, parts))

} // namespace bailiwick
