// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/described.hpp>

#include <array>
#include <limits>

namespace bailiwick::detail {

template <class Type> constexpr shape make_shape();

// The shape of a type that nobody checked yet; what has no JSON form looks like text.
template <class Type> inline constexpr shape raw_shape = make_shape<Type>();

template <class Struct> constexpr const field* limits_named(std::string_view member) {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i)
        if (fields_begin<Struct>[i].name == member) return &fields_begin<Struct>[i];
    return nullptr;
}

template <class Struct, template <class...> class List, class... Members>
constexpr std::array<member_shape, sizeof...(Members)> make_members(List<Members...>*) {
    return {{member_shape{Members::name, &raw_shape<member_type<Struct, Members>>,
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
    if constexpr (is_optional<Type>) {
        shape result = raw_shape<typename Type::value_type>;
        result.nullable = true;
        return result;
    } else if constexpr (std::is_same_v<Type, bool>) {
        return {.kind = shape_kind::boolean};
    } else if constexpr (is_integer<Type>) {
        return make_integer<Type>();
    } else if constexpr (std::is_same_v<Type, double>) {
        return {.kind = shape_kind::number};
    } else if constexpr (is_described_enum<Type>) {
        return {.kind = shape_kind::choice, .words = word_table<Type>};
    } else if constexpr (is_vector<Type>) {
        return {.kind = shape_kind::list, .item = &raw_shape<typename Type::value_type>};
    } else if constexpr (struct_is_described<Type>) {
        return {.kind = shape_kind::object, .members = member_table<Type>};
    } else {
        return {.kind = shape_kind::text};
    }
}

} // namespace bailiwick::detail
