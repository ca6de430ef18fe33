// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/shape_of.hpp>
#include <bailiwick/tool/text.hpp>

#include <boost/json/value.hpp>

namespace bailiwick {
namespace detail {

template <class Type> void write_value(boost::json::value& to, const Type& from) {
    if constexpr (is_optional<Type>) {
        if (from.has_value()) write_value(to, *from);
        else to = nullptr;
    } else if constexpr (is_described_enum<Type>) {
        const std::string_view word = word_of(from);
        to.emplace_string().assign(word.data(), word.size());
    } else if constexpr (std::is_same_v<Type, std::string>) {
        to.emplace_string().assign(from.data(), from.size());
    } else if constexpr (is_vector<Type>) {
        boost::json::array& list = to.emplace_array();
        list.reserve(from.size());
        for (const typename Type::value_type& each : from) {
            list.emplace_back(nullptr);
            write_value(list.back(), each);
        }
    } else if constexpr (struct_is_described<Type>) {
        boost::json::object& object = to.emplace_object();
        object.reserve(member_table<Type>.size());
        boost::mp11::mp_for_each<members_of<Type>>([&](auto member) {
            write_value(object[member.name], from.*member.pointer);
        });
    } else {
        to = from;
    }
}

} // namespace detail

/// The value as JSON, members in the order of declaration.
///
/// What JSON cannot hold (an infinite number, an integer beyond 2^53 - 1, text that is not UTF-8)
/// is carried over as it is, so that bw::validate can name it.
template <class Type> boost::json::value encode(const Type& value) {
    boost::json::value result;
    if constexpr (detail::require_json<Type>::holds) detail::write_value(result, value);
    return result;
}

/// The value as JSON text in one line.
template <class Type> std::string to_json_text(const Type& value) {
    if constexpr (detail::require_json<Type>::holds) return json_text(encode(value));
    else return {};
}

} // namespace bailiwick
