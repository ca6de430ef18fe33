// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/refs.hpp>

#include <boost/describe/class.hpp>

namespace bailiwick {

/// What one member of an argument or result struct means, and which values it takes.
///
/// A struct lists them once, as `static constexpr bw::field fields[]`; the decoder enforces them,
/// the schema and the tool definitions print them, and the rules read them.
struct field {
    std::string_view name;
    std::string_view says{};              ///< one sentence for the model and the reviewer
    long long min = 0;                    ///< numbers: smallest value, when `min < max`
    long long max = 0;                    ///< numbers: largest value, when `min < max`
    unsigned min_length = 0;              ///< text: code points; lists: items
    unsigned max_length = 0;              ///< text: code points; lists: items; 0 = not stated
    std::string_view pattern{};           ///< text: `^…$` over classes, literals and counts
    words one_of{};                       ///< text: the only values it takes
};
BOOST_DESCRIBE_STRUCT(field, (),
                      (name, says, min, max, min_length, max_length, pattern, one_of))

/// The fields a described struct states, or none.
template <class Struct> constexpr const field* fields_begin = [] {
    if constexpr (requires { Struct::fields; })
        return &Struct::fields[0];
    else
        return static_cast<const field*>(nullptr);
}();
template <class Struct> constexpr std::size_t fields_count = [] {
    if constexpr (requires { Struct::fields; })
        return sizeof(Struct::fields) / sizeof(field);
    else
        return std::size_t{0};
}();

/// What the struct states about its member of this name; a field without words when nothing.
template <class Struct> constexpr field field_named(std::string_view member) {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i)
        if (fields_begin<Struct>[i].name == member) return fields_begin<Struct>[i];
    return {.name = member};
}

} // namespace bailiwick
