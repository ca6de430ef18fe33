// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/check.hpp>
#include <bailiwick/tool/encode.hpp>

namespace bailiwick {
namespace detail {

// The same checks as of JSON, on the typed value itself: what the type says need not be asked.
template <class Type>
fault_found check_typed(const Type& value, const shape& is, const field* limits,
                        const trail& at) {
    if constexpr (is_optional<Type>) {
        return value.has_value() ? check_typed(*value, is, limits, at) : fault_found{};
    } else if constexpr (is_described_enum<Type>) {
        return check_word(word_of(value), is.words, at);
    } else if constexpr (std::is_same_v<Type, std::string>) {
        return check_text_value(value, limits, at);
    } else if constexpr (std::is_same_v<Type, bool>) {
        return {};
    } else if constexpr (is_vector<Type>) {
        if (auto refused = check_length(value.size(), " items", limits, at)) return refused;
        const field of_items = limits_of_items(limits);
        std::size_t index = 0;
        for (const typename Type::value_type& each : value)
            if (auto refused = check_typed(each, *is.item, &of_items, at.item(index++)))
                return refused;
        return {};
    } else if constexpr (struct_is_described<Type>) {
        fault_found refused;
        std::size_t index = 0;
        boost::mp11::mp_for_each<members_of<Type>>([&](auto member) {
            const member_shape& each = is.members[index++];
            if (!refused)
                refused = check_typed(value.*member.pointer, *each.type, each.limits,
                                      at.field(each.name));
        });
        return refused;
    } else if constexpr (std::is_floating_point_v<Type>) {
        return check_double(value, limits, at);
    } else {
        return check_integer_value(value, is, limits, at);
    }
}

} // namespace detail

/// The first limit that a typed value breaks, or nothing; a typed call is held to the same limits.
template <class Type>
[[nodiscard("a value that breaks its limits must not reach the tool")]]
std::optional<decode_error> validate(const Type& value) noexcept {
    if constexpr (detail::require_json<Type>::holds)
        return detail::without_throwing<std::optional<decode_error>>(
            [&] { return detail::check_typed(value, shape_of<Type>, nullptr, {}); });
    else return decode_error{};
}

} // namespace bailiwick
