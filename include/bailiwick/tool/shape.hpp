// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decode_error.hpp>

#include <span>

namespace bailiwick {

/// The seven things an argument can be.
enum class shape_kind { boolean, integer, number, text, choice, list, object };
BOOST_DESCRIBE_ENUM(shape_kind, boolean, integer, number, text, choice, list, object)

struct member_shape;

/// What a type looks like in JSON, as constexpr data: checks and schemas are made from it.
struct shape {
    shape_kind kind = shape_kind::object;
    bool nullable = false;
    long long lowest = -safe_integer;            ///< integer
    long long highest = safe_integer;            ///< integer
    std::span<const std::string_view> words{};   ///< choice: the enumerators' names
    const shape* item = nullptr;                 ///< list
    std::span<const member_shape> members{};     ///< object, in the order of declaration
};

/// One member of a described struct.
struct member_shape {
    std::string_view name{};
    const shape* type = nullptr;
    const field* limits = nullptr; ///< what the struct's `fields` state, or nothing
};

/// The deepest nesting of objects and lists that every model vendor's schema reader takes.
inline constexpr unsigned deepest_nesting = 5;
/// The most properties, nested ones included, that every model vendor's schema reader takes.
inline constexpr unsigned most_properties = 100;

/// How many properties a schema of this shape has, those of nested objects included.
constexpr std::size_t count_properties(const shape& of) {
    if (of.kind == shape_kind::list) return count_properties(*of.item);
    std::size_t count = of.members.size();
    for (const member_shape& each : of.members) count += count_properties(*each.type);
    return count;
}

/// Whether the limits of a field say something about values of this shape, and can be met.
constexpr bool limits_fit(const field& limits, const shape& of) {
    const shape& single = of.kind == shape_kind::list ? *of.item : of;
    const bool number = single.kind == shape_kind::integer || single.kind == shape_kind::number;
    const bool text = single.kind == shape_kind::text;
    const bool sized = of.kind == shape_kind::list || text;
    const bool has_range = limits.min != 0 || limits.max != 0;
    const bool has_length = limits.min_length != 0 || limits.max_length != 0;
    if (has_range && (!number || limits.min >= limits.max)) return false;
    if (has_length && !sized) return false;
    if (limits.max_length != 0 && limits.min_length > limits.max_length) return false;
    return text || (limits.pattern.empty() && limits.one_of.empty());
}

} // namespace bailiwick
