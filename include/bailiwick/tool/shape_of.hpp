// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/raw_shape.hpp>

namespace bailiwick {

/// Whether every limit of the struct's `fields` says something about its member, and can be met.
template <class Struct>
constexpr bool limits_fit_members = [] {
    for (const member_shape& each : detail::member_table<Struct>)
        if (each.limits != nullptr && !limits_fit(*each.limits, *each.type)) return false;
    return true;
}();

/// Whether a schema of this type has at most a hundred properties, nested ones included.
template <class Type>
constexpr bool properties_are_few = count_properties(detail::raw_shape<Type>) <= most_properties;

namespace detail {

// Stands for "no offender": every predicate holds for it.
struct nobody {};
BOOST_DESCRIBE_STRUCT(nobody, (), ())

template <class Type> using is_unfit = boost::mp11::mp_bool<!type_has_a_json_form<Type>>;
template <class Struct> using is_misnamed = boost::mp11::mp_bool<!fields_name_members<Struct>>;
template <class Struct> using is_unsafe = boost::mp11::mp_bool<!patterns_are_valid<Struct>>;
template <class Struct> using is_mislimited = boost::mp11::mp_bool<!limits_fit_members<Struct>>;

// The first type of the list that has the fault; looked for only if nothing was found before.
template <bool Search, class Types, template <class> class Fault> constexpr auto first_with() {
    if constexpr (Search) {
        constexpr std::size_t at = boost::mp11::mp_find_if<Types, Fault>::value;
        return boost::mp11::mp_identity<
            boost::mp11::mp_at_c<boost::mp11::mp_push_back<Types, nobody>, at>>{};
    } else {
        return boost::mp11::mp_identity<nobody>{};
    }
}
template <bool Search, class Types, template <class> class Fault>
using first_with_t = typename decltype(first_with<Search, Types, Fault>())::type;

template <class Type> using struct_flag = boost::mp11::mp_bool<struct_is_described<Type>>;

// One sentence for each thing that a struct can get wrong; one mistake gives one error.
template <class Type> struct require_json {
    using types = typename types_in<Type>::list;
    using structs = boost::mp11::mp_copy_if<types, struct_flag>;

    using unfit = first_with_t<true, types, is_unfit>;
    static constexpr bool fit = type_has_a_json_form<unfit>;
    static_assert(type_has_a_json_form<unfit>,
                  "a type without JSON form: "
                  "use bool, integer, double, string, enum, optional, vector or struct");
    using deep = boost::mp11::mp_if_c<fit, Type, nobody>;
    static_assert(nesting_is_shallow<deep>,
                  "objects and lists nest more than five deep here: flatten the struct");
    static constexpr bool shallow = fit && nesting_is_shallow<deep>;

    using misnamed = first_with_t<shallow, structs, is_misnamed>;
    static_assert(fields_name_members<misnamed>,
                  "fields names what is no member, or one twice: keep one entry per member");
    static constexpr bool named = shallow && fields_name_members<misnamed>;
    using unsafe = first_with_t<named, structs, is_unsafe>;
    static_assert(patterns_are_valid<unsafe>,
                  "a pattern is outside the safe subset: use ^...$, classes and counts only");
    static constexpr bool safe = named && patterns_are_valid<unsafe>;
    using mislimited = first_with_t<safe, structs, is_mislimited>;
    static_assert(limits_fit_members<mislimited>,
                  "a limit does not fit its member: ranges are for numbers, patterns for text");
    static constexpr bool limited = safe && limits_fit_members<mislimited>;
    using large = boost::mp11::mp_if_c<limited, Type, nobody>;
    static_assert(properties_are_few<large>,
                  "more than a hundred properties: split the tool or drop some");
    static constexpr bool holds = limited && properties_are_few<large>;
};

} // namespace detail

/// The shape of a type; naming it checks everything that a struct can get wrong.
template <class Type> inline constexpr const shape& shape_of = []() -> const shape& {
    if constexpr (detail::require_json<Type>::holds) return detail::raw_shape<Type>;
    else return detail::raw_shape<detail::nobody>;
}();

} // namespace bailiwick
