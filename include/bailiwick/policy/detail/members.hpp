// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>

namespace bailiwick::detail {

template <class Struct>
constexpr bool is_described = boost::describe::has_describe_members<Struct>::value;

template <class Struct>
using searched_members =
    boost::describe::describe_members<Struct, boost::describe::mod_public |
                                                  boost::describe::mod_inherited>;

/// The list that the description itself made; the name is Boost.Describe's, so it may be missing.
template <class Struct>
    requires requires { boost_public_member_descriptor_fn(static_cast<Struct**>(nullptr)); }
using own_members = decltype(boost_public_member_descriptor_fn(static_cast<Struct**>(nullptr)));

/// Whether the struct has no described bases and its own list holds nothing but data.
template <class Struct, template <class...> class List, class... Members>
constexpr bool holds_plain_data(List<Members...>*) {
    using bases = boost::describe::describe_bases<Struct, boost::describe::mod_any_access>;
    return boost::mp11::mp_empty<bases>::value &&
           (std::is_member_object_pointer_v<decltype(Members::pointer)> && ...);
}

template <class Struct> struct members_of_struct {
    using type = searched_members<Struct>;
};
template <class Struct>
    requires(holds_plain_data<Struct>(static_cast<own_members<Struct>*>(nullptr)))
struct members_of_struct<Struct> {
    using type = own_members<Struct>;
};

/// The public data members of a described struct, inherited ones first.
///
/// Boost.Describe filters them and searches the bases, several milliseconds for each struct. Most
/// structs have no bases: the list that their description made is the answer as it stands.
template <class Struct> using members_in = typename members_of_struct<Struct>::type;

} // namespace bailiwick::detail
