// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/check.hpp>
#include <bailiwick/tool/encode.hpp>
#include <bailiwick/tool/strict_json.hpp>

namespace bailiwick {
namespace detail {

// The value of an enumerator's name; the shape was checked before.
template <class Enum> Enum enumerator_named(const boost::json::string& word) {
    Enum result{};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
        if (std::string_view(each.name) == std::string_view(word.data(), word.size()))
            result = each.value;
    });
    return result;
}

// Moves a value whose shape was checked into its type; nothing here can be refused any more.
template <class Type> void read_value(Type& to, const boost::json::value& from) {
    if constexpr (is_optional<Type>) {
        to.reset();
        if (!from.is_null()) read_value(to.emplace(), from);
    } else if constexpr (is_described_enum<Type>) {
        to = enumerator_named<Type>(from.get_string());
    } else if constexpr (std::is_same_v<Type, std::string>) {
        to.assign(from.get_string().data(), from.get_string().size());
    } else if constexpr (std::is_same_v<Type, bool>) {
        to = from.get_bool();
    } else if constexpr (is_vector<Type>) {
        to.clear();
        to.reserve(from.get_array().size());
        for (const boost::json::value& each : from.get_array()) {
            typename Type::value_type item{};
            read_value(item, each);
            to.push_back(std::move(item));
        }
    } else if constexpr (struct_is_described<Type>) {
        boost::mp11::mp_for_each<members_of<Type>>([&](auto member) {
            read_value(to.*member.pointer, from.get_object().at(member.name));
        });
    } else {
        to = from.to_number<Type>();
    }
}

template <class Type> decoded<Type> read_checked(const boost::json::value& value) {
    if (fault_found refused = check_value(value, shape_of<Type>, nullptr, trail{}))
        return *std::move(refused);
    Type result{};
    read_value(result, value);
    return result;
}

template <class Type>
decoded<Type> parse_checked(std::string_view json, decode_limits limits) {
    decoded<boost::json::value> parsed = parse_text(json, limits);
    if (!parsed) return std::move(parsed).error();
    return read_checked<Type>(parsed.value());
}

} // namespace detail

/// The typed form of a JSON value that was parsed before, or the first fault; never throws.
template <class Type> decoded<Type> decode_value(const boost::json::value& value) noexcept {
    if constexpr (detail::require_json<Type>::holds)
        return detail::without_throwing<decoded<Type>>(
            [&] { return detail::read_checked<Type>(value); });
    else return decode_error{};
}

/// The typed form of a model's JSON text, or the first fault; never throws.
///
/// Every member must be there and no other: a default in the struct is for the people who write
/// code, not for the model that fills in a form.
template <class Type>
decoded<Type> decode(std::string_view json, decode_limits limits = {}) noexcept {
    if constexpr (detail::require_json<Type>::holds)
        return detail::without_throwing<decoded<Type>>(
            [&] { return detail::parse_checked<Type>(json, limits); });
    else return decode_error{};
}

} // namespace bailiwick
