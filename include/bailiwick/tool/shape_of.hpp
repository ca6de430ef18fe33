// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/described.hpp>

#include <array>
#include <limits>

namespace bailiwick {
namespace detail {

template <class Type> constexpr shape make_shape();

} // namespace detail

/// The shape of a type; instantiating it checks everything that a struct can get wrong.
template <class Type> inline constexpr shape shape_of = detail::make_shape<Type>();

namespace detail {

template <class Struct> constexpr const field* limits_named(std::string_view member) {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i)
        if (fields_begin<Struct>[i].name == member) return &fields_begin<Struct>[i];
    return nullptr;
}

template <class Struct, template <class...> class List, class... Members>
constexpr std::array<member_shape, sizeof...(Members)> make_members(List<Members...>*) {
    return {{member_shape{Members::name, &shape_of<member_type<Struct, Members>>,
                          limits_named<Struct>(Members::name)}...}};
}
template <class Struct>
inline constexpr auto member_table =
    make_members<Struct>(static_cast<members_of<Struct>*>(nullptr));

template <template <class...> class List, class... Enumerators>
constexpr std::array<std::string_view, sizeof...(Enumerators)> make_words(List<Enumerators...>*) {
    return {{std::string_view(Enumerators::name)...}};
}
template <class Enum>
inline constexpr auto word_table =
    make_words(static_cast<boost::describe::describe_enumerators<Enum>*>(nullptr));

} // namespace detail

/// Whether every limit of the struct's `fields` says something about its member, and can be met.
template <class Struct>
constexpr bool limits_fit_members = [] {
    for (const member_shape& each : detail::member_table<Struct>)
        if (each.limits != nullptr && !limits_fit(*each.limits, *each.type)) return false;
    return true;
}();

/// Whether the struct has at most a hundred properties, those of nested structs included.
template <class Struct>
constexpr bool properties_are_few =
    count_properties({.members = detail::member_table<Struct>}) <= most_properties;

namespace detail {

template <class Struct> constexpr shape make_object() {
    if constexpr (!nesting_is_shallow<Struct>) {
        static_assert(nesting_is_shallow<Struct>,
                      "objects and lists nest more than five deep here: flatten the struct");
    } else if constexpr (!fields_name_members<Struct>) {
        static_assert(fields_name_members<Struct>,
                      "fields names what is no member, or one twice: keep one entry per member");
    } else if constexpr (!patterns_are_valid<Struct>) {
        static_assert(patterns_are_valid<Struct>,
                      "a pattern is outside the safe subset: use ^...$, classes and counts only");
    } else {
        static_assert(limits_fit_members<Struct>,
                      "a limit does not fit its member: ranges are for numbers, patterns for text");
        static_assert(properties_are_few<Struct>,
                      "more than a hundred properties: split the tool or drop some");
        return {.members = member_table<Struct>};
    }
    return {};
}

template <class Integer> constexpr shape make_integer() {
    constexpr auto least = std::numeric_limits<Integer>::min();
    constexpr auto most = std::numeric_limits<Integer>::max();
    shape result{.kind = shape_kind::integer};
    if constexpr (std::is_unsigned_v<Integer>) result.lowest = 0;
    else if (least > -safe_integer) result.lowest = least;
    if (static_cast<unsigned long long>(most) < static_cast<unsigned long long>(safe_integer))
        result.highest = static_cast<long long>(most);
    return result;
}

template <class Type> constexpr shape make_shape() {
    if constexpr (!type_has_a_json_form<Type>) {
        static_assert(type_has_a_json_form<Type>,
                      "no JSON type: use bool, integers, double, string, enum, optional, vector, struct");
        return {.kind = shape_kind::text};
    } else if constexpr (is_optional<Type>) {
        shape result = shape_of<typename Type::value_type>;
        result.nullable = true;
        return result;
    } else if constexpr (std::is_same_v<Type, bool>) {
        return {.kind = shape_kind::boolean};
    } else if constexpr (is_integer<Type>) {
        return make_integer<Type>();
    } else if constexpr (std::is_same_v<Type, double>) {
        return {.kind = shape_kind::number};
    } else if constexpr (std::is_same_v<Type, std::string>) {
        return {.kind = shape_kind::text};
    } else if constexpr (is_described_enum<Type>) {
        return {.kind = shape_kind::choice, .words = word_table<Type>};
    } else if constexpr (!is_vector<Type>) {
        return make_object<Type>();
    } else if constexpr (nesting_is_shallow<Type>) {
        return {.kind = shape_kind::list, .item = &shape_of<typename Type::value_type>};
    } else {
        static_assert(nesting_is_shallow<Type>,
                      "objects and lists nest more than five deep here: flatten the struct");
        return {.kind = shape_kind::text};
    }
}

} // namespace detail
} // namespace bailiwick
