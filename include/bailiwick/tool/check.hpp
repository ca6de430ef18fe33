// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/check_text.hpp>

namespace bailiwick {
namespace detail {

inline fault_found check_value(const boost::json::value& value, const shape& is,
                               const field* limits, const trail& at);

inline std::string member_names(const shape& is) {
    std::string names;
    for (const member_shape& each : is.members) {
        if (!names.empty()) names += ", ";
        names += each.name;
    }
    return names;
}

inline bool has_member(const shape& is, std::string_view name) {
    for (const member_shape& each : is.members)
        if (each.name == name) return true;
    return false;
}

inline fault_found check_object(const boost::json::value& value, const shape& is,
                                const trail& at) {
    if (!value.is_object()) return wrong_type(at, "an object in braces");
    const boost::json::object& object = value.get_object();
    for (const auto& pair : object) {
        const std::string_view name{pair.key().data(), pair.key().size()};
        if (has_member(is, name)) continue;
        if (is.members.empty())
            return fault(decode_fault::unknown_field, at.field(name),
                         {"there is no field ", in_quotes(name), ": send {}, there are no fields"});
        return fault(decode_fault::unknown_field, at.field(name),
                     {"there is no field ", in_quotes(name), ": the fields are ",
                      member_names(is)});
    }
    for (const member_shape& each : is.members) {
        const trail there = at.field(each.name);
        const boost::json::value* found = object.if_contains(each.name);
        if (found == nullptr)
            return fault(decode_fault::missing_field, there,
                         {there.words(), " is missing: add it",
                          each.type->nullable ? ", or null if it has no value" : ""});
        if (auto refused = check_value(*found, *each.type, each.limits, there)) return refused;
    }
    return {};
}

// What is declared for a list holds for each of its items, but for the length.
inline field limits_of_items(const field* limits) {
    field of_items;
    if (limits != nullptr) {
        of_items = *limits;
        of_items.min_length = of_items.max_length = 0;
    }
    return of_items;
}

inline fault_found check_list(const boost::json::value& value, const shape& is,
                              const field* limits, const trail& at) {
    if (!value.is_array()) return wrong_type(at, "a list in square brackets");
    const boost::json::array& list = value.get_array();
    if (auto refused = check_length(list.size(), " items", limits, at)) return refused;
    const field of_items = limits_of_items(limits);
    for (std::size_t i = 0; i < list.size(); ++i)
        if (auto refused = check_value(list[i], *is.item, &of_items, at.item(i))) return refused;
    return {};
}

inline fault_found check_value(const boost::json::value& value, const shape& is,
                               const field* limits, const trail& at) {
    if (is.nullable && value.is_null()) return {};
    switch (is.kind) {
    case shape_kind::boolean:
        if (value.is_bool()) return {};
        return wrong_type(at, "true or false, without quotes");
    case shape_kind::integer: return check_integer(value, is, limits, at);
    case shape_kind::number: return check_number(value, limits, at);
    case shape_kind::text: return check_text(value, limits, at);
    case shape_kind::choice: return check_choice(value, is, at);
    case shape_kind::list: return check_list(value, is, limits, at);
    case shape_kind::object: break;
    }
    return check_object(value, is, at);
}

} // namespace detail

/// The first fault of a JSON value that should have this shape, or nothing.
inline std::optional<decode_error> check(const boost::json::value& value,
                                         const shape& is) noexcept {
    return detail::without_throwing<std::optional<decode_error>>(
        [&] { return detail::check_value(value, is, nullptr, detail::trail{}); });
}

} // namespace bailiwick
