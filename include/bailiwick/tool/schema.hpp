// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/limits_in_words.hpp>
#include <bailiwick/tool/shape_of.hpp>

#include <boost/json/value.hpp>

namespace bailiwick {

/// Which keywords a schema uses.
///
/// `strict` is what the vendors' own tools leave as it is: limits are told in words. `full` also
/// states them as keywords, for readers that check them, such as MCP clients.
enum class schema_flavour { strict, full };
BOOST_DESCRIBE_ENUM(schema_flavour, strict, full)

namespace detail {

inline boost::json::string text_value(std::string_view text) {
    return boost::json::string(text.data(), text.size());
}

inline void write_schema(boost::json::object& to, const shape& is, const field* limits,
                         schema_flavour flavour);

inline void write_number(boost::json::object& to, const shape& is, const field* limits) {
    const range within = narrowed(is, limits);
    const bool stated = has_range(limits);
    if (stated || within.lowest > -safe_integer) to["minimum"] = within.lowest;
    if (stated || within.highest < safe_integer) to["maximum"] = within.highest;
}

inline void write_length(boost::json::object& to, const field* limits, const char* least,
                         const char* most) {
    if (limits == nullptr) return;
    if (limits->min_length != 0) to[least] = limits->min_length;
    if (limits->max_length != 0) to[most] = limits->max_length;
}

// Without a type beside it: one vendor's tool drops the type that stands beside an enum.
template <class Words> void write_words(boost::json::object& to, const Words& words) {
    boost::json::array& list = to["enum"].emplace_array();
    for (std::string_view word : words) list.emplace_back(text_value(word));
}

inline void write_text(boost::json::object& to, const field* limits, bool full) {
    if (limits != nullptr && !limits->one_of.empty()) return write_words(to, limits->one_of);
    to["type"] = "string";
    if (!full) return;
    write_length(to, limits, "minLength", "maxLength");
    if (limits != nullptr && !limits->pattern.empty()) to["pattern"] = text_value(limits->pattern);
}

inline void write_list(boost::json::object& to, const shape& is, const field* limits,
                       schema_flavour flavour) {
    to["type"] = "array";
    if (flavour == schema_flavour::full) write_length(to, limits, "minItems", "maxItems");
    field of_items;
    if (limits != nullptr) of_items = *limits;
    of_items.min_length = of_items.max_length = 0;
    write_schema(to["items"].emplace_object(), *is.item, &of_items, flavour);
}

inline void write_object(boost::json::object& to, const shape& is, schema_flavour flavour) {
    to["type"] = "object";
    boost::json::object properties;
    boost::json::array required;
    for (const member_shape& each : is.members) {
        boost::json::object property;
        const std::string says = description_of(*each.type, each.limits);
        if (!says.empty()) property["description"] = text_value(says);
        write_schema(property, *each.type, each.limits, flavour);
        properties.emplace(each.name, std::move(property));
        required.emplace_back(text_value(each.name));
    }
    to["properties"] = std::move(properties);
    to["required"] = std::move(required);
    to["additionalProperties"] = false;
}

inline void write_schema(boost::json::object& to, const shape& is, const field* limits,
                         schema_flavour flavour) {
    if (is.nullable) {
        shape present = is;
        present.nullable = false;
        boost::json::array either(2, boost::json::object{});
        write_schema(either[0].get_object(), present, limits, flavour);
        either[1].get_object()["type"] = "null";
        to["anyOf"] = std::move(either);
        return;
    }
    const bool full = flavour == schema_flavour::full;
    switch (is.kind) {
    case shape_kind::boolean: to["type"] = "boolean"; break;
    case shape_kind::integer:
    case shape_kind::number:
        to["type"] = is.kind == shape_kind::integer ? "integer" : "number";
        if (full && (is.kind == shape_kind::integer || has_range(limits)))
            write_number(to, is, limits);
        break;
    case shape_kind::text: write_text(to, limits, full); break;
    case shape_kind::choice: write_words(to, is.words); break;
    case shape_kind::list: write_list(to, is, limits, flavour); break;
    case shape_kind::object: write_object(to, is, flavour); break;
    }
}

} // namespace detail

/// The JSON Schema (2020-12) of a shape, properties in the order of declaration.
inline boost::json::object schema_of(const shape& is, schema_flavour flavour) {
    boost::json::object result;
    detail::write_schema(result, is, nullptr, flavour);
    return result;
}

/// The JSON Schema (2020-12) of a described struct; what it accepts, bw::decode accepts too, save
/// for 1.0 in the place of an integer.
template <class Struct> boost::json::object schema_of(schema_flavour flavour) {
    if constexpr (!struct_is_described<Struct>) {
        static_assert(struct_is_described<Struct>,
                      "a schema is made of a struct: name its members with BOOST_DESCRIBE_STRUCT");
        return {};
    } else if constexpr (detail::require_json<Struct>::holds) {
        return schema_of(shape_of<Struct>, flavour);
    } else return {};
}

} // namespace bailiwick
