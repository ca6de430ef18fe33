// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/pattern.hpp>
#include <bailiwick/tool/shape.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

namespace bailiwick {
namespace detail {

template <class Type> constexpr bool is_optional = false;
template <class Item> constexpr bool is_optional<std::optional<Item>> = true;
template <class Type> constexpr bool is_vector = false;
template <class Item> constexpr bool is_vector<std::vector<Item>> = true;

template <class Type, class... Others>
constexpr bool is_any_of = (std::is_same_v<Type, Others> || ...);

// Characters are not numbers, and `bool` is its own kind.
template <class Type>
constexpr bool is_integer =
    is_any_of<Type, signed char, unsigned char, short, unsigned short, int, unsigned, long,
              unsigned long, long long, unsigned long long>;

template <class Type>
constexpr bool is_described_enum = boost::describe::has_describe_enumerators<Type>::value;

template <class Struct>
using members_of =
    boost::describe::describe_members<Struct, boost::describe::mod_public |
                                                  boost::describe::mod_inherited>;

template <class Struct, class Member>
using member_type = std::remove_cvref_t<decltype(std::declval<Struct&>().*Member::pointer)>;

} // namespace detail

/// Whether the struct's public members were named with BOOST_DESCRIBE_STRUCT.
template <class Type>
constexpr bool struct_is_described = boost::describe::has_describe_members<Type>::value &&
                                     std::is_class_v<Type> && !std::is_union_v<Type>;

/// Whether values of this type have a strict JSON form; a struct's members speak for themselves.
template <class Type>
constexpr bool type_has_a_json_form =
    detail::is_any_of<Type, bool, double, std::string> || detail::is_integer<Type> ||
    detail::is_described_enum<Type> || detail::is_vector<Type> || struct_is_described<Type>;
template <class Item>
constexpr bool type_has_a_json_form<std::optional<Item>> =
    type_has_a_json_form<Item> && !detail::is_optional<Item>;

namespace detail {

template <class Type, unsigned Budget> constexpr unsigned nesting_of();

template <class Struct, unsigned Budget, template <class...> class List, class... Members>
constexpr unsigned deepest_member(List<Members...>*) {
    unsigned deepest = 0;
    for (const unsigned each : {0u, nesting_of<member_type<Struct, Members>, Budget>()...})
        if (each > deepest) deepest = each;
    return deepest;
}

// Counts no further than `Budget`, so that a struct which holds itself ends too.
template <class Type, unsigned Budget> constexpr unsigned nesting_of() {
    if constexpr (is_optional<Type>)
        return nesting_of<typename Type::value_type, Budget>();
    else if constexpr (!is_vector<Type> && !struct_is_described<Type>)
        return 0;
    else if constexpr (Budget <= 1)
        return 1;
    else if constexpr (is_vector<Type>)
        return 1 + nesting_of<typename Type::value_type, Budget - 1>();
    else
        return 1 + deepest_member<Type, Budget - 1>(static_cast<members_of<Type>*>(nullptr));
}

// The type itself and every type inside it, cut off where nesting gets too deep anyway.
template <class Type, unsigned Budget = deepest_nesting + 1> struct types_in;

template <class Struct, unsigned Budget, template <class...> class List, class... Members>
auto types_of_members(List<Members...>*)
    -> boost::mp11::mp_append<boost::mp11::mp_list<>,
                              typename types_in<member_type<Struct, Members>, Budget>::list...>;

template <class Type, unsigned Budget> constexpr auto types_inside() {
    if constexpr (Budget == 0)
        return boost::mp11::mp_list<>{};
    else if constexpr (is_optional<Type>)
        return typename types_in<typename Type::value_type, Budget>::list{};
    else if constexpr (is_vector<Type>)
        return typename types_in<typename Type::value_type, Budget - 1>::list{};
    else if constexpr (struct_is_described<Type>)
        return decltype(types_of_members<Type, Budget - 1>(
            static_cast<members_of<Type>*>(nullptr))){};
    else
        return boost::mp11::mp_list<>{};
}
template <class Type, unsigned Budget> struct types_in {
    using list = boost::mp11::mp_push_front<decltype(types_inside<Type, Budget>()), Type>;
};

} // namespace detail

/// Whether objects and lists lie at most five deep inside each other, the type itself included.
template <class Type>
constexpr bool nesting_is_shallow =
    detail::nesting_of<Type, deepest_nesting + 1>() <= deepest_nesting;

/// Whether every entry of the struct's `fields` names one of its members, each at most once.
template <class Struct>
constexpr bool fields_name_members = [] {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i) {
        const std::string_view name = fields_begin<Struct>[i].name;
        bool found = false;
        boost::mp11::mp_for_each<detail::members_of<Struct>>(
            [&](auto member) { found = found || name == member.name; });
        for (std::size_t other = 0; other < i; ++other)
            found = found && fields_begin<Struct>[other].name != name;
        if (!found) return false;
    }
    return true;
}();

/// Whether every pattern of the struct's `fields` keeps to the subset of bw::pattern_is_valid.
template <class Struct>
constexpr bool patterns_are_valid = [] {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i) {
        const std::string_view pattern = fields_begin<Struct>[i].pattern;
        if (!pattern.empty() && !pattern_is_valid(pattern)) return false;
    }
    return true;
}();

} // namespace bailiwick
