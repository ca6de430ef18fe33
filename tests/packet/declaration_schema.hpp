// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet.hpp>

/// The JSON Schema of declaration.json, made from the same descriptions that render it.

namespace declared {

namespace json = boost::json;

template <class Struct> json::object object_of();

template <class Value> json::object schema_of_value() {
    if constexpr (std::is_same_v<Value, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_enum_v<Value>) {
        json::array words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Value>>([&](auto each) {
            if (each.value != Value{} || std::string_view(each.name) != "unstated")
                words.emplace_back(each.name);
        });
        return {{"enum", std::move(words)}};
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return {{"type", "integer"}};
    } else if constexpr (std::is_same_v<Value, bw::duration>) {
        return {{"$ref", "#/$defs/duration"}};
    } else if constexpr (std::is_same_v<Value, bw::date>) {
        return {{"format", "date"}, {"type", "string"}};
    } else if constexpr (std::is_convertible_v<Value, std::string_view> ||
                         std::is_pointer_v<Value>) {
        return {{"minLength", 1}, {"type", "string"}};
    } else if constexpr (requires(const Value& list) { **list.begin(); }) {
        return {{"items", {{"minLength", 1}, {"type", "string"}}}, {"type", "array"}};
    } else if constexpr (std::is_same_v<Value, bw::list_view<bw::argument_facts>>) {
        return {{"items", {{"$ref", "#/$defs/argument"}}}, {"type", "array"}};
    } else if constexpr (requires(const Value& list) { list.begin(); }) {
        using item = std::remove_cvref_t<decltype(*std::declval<const Value&>().begin())>;
        return {{"items", schema_of_value<item>()}, {"type", "array"}};
    } else {
        return object_of<Value>();
    }
}

template <class Struct> json::object object_of() {
    json::object properties;
    using members = boost::describe::describe_members<Struct, boost::describe::mod_public>;
    boost::mp11::mp_for_each<members>([&](auto member) {
        using value = std::remove_cvref_t<decltype(std::declval<Struct&>().*member.pointer)>;
        properties[member.name] = schema_of_value<value>();
    });
    return {{"additionalProperties", false},
            {"properties", std::move(properties)},
            {"type", "object"}};
}

template <class Struct> json::object list_of() {
    return {{"items", object_of<Struct>()}, {"type", "array"}};
}

inline std::string schema_text() {
    json::object tool{
        {"additionalProperties", false},
        {"properties",
         {{"arguments", {{"items", {{"$ref", "#/$defs/argument"}}}, {"type", "array"}}},
          {"contract", object_of<bw::contract>()},
          {"results", {{"items", {{"$ref", "#/$defs/argument"}}}, {"type", "array"}}}}},
        {"required", {"arguments", "contract", "results"}},
        {"type", "object"}};
    json::object properties{{"agent", object_of<bw::identity>()},
                            {"boundary", object_of<bw::boundary>()},
                            {"budget", object_of<bw::budget>()},
                            {"credentials", list_of<bw::credential>()},
                            {"data", list_of<bw::data_class>()},
                            {"declassifications", list_of<bw::declassification>()},
                            {"delegates", list_of<bw::delegate>()},
                            {"endorsements", list_of<bw::endorsement>()},
                            {"matrix", list_of<bw::rule>()},
                            {"memories", list_of<bw::memory>()},
                            {"models", list_of<bw::model>()},
                            {"owners", object_of<bw::owners>()},
                            {"pause", object_of<bw::pause>()},
                            {"people", list_of<bw::person>()},
                            {"queues", list_of<bw::queue>()},
                            {"receipts", object_of<bw::receipts>()},
                            {"regimes", list_of<bw::regime>()},
                            {"schema", {{"const", "bailiwick-declaration/1"}}},
                            {"systems", list_of<bw::system>()},
                            {"tools", {{"items", std::move(tool)}, {"type", "array"}}},
                            {"waivers", list_of<bw::waiver>()}};
    const json::object schema{
        {"$defs",
         {{"argument", object_of<bw::argument_facts>()},
          {"duration",
           {{"description", "ISO 8601, at most days: P30D, PT4H, PT1M30S, PT0.5S"},
            {"pattern", "^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]{1,3})?S)?)?$"},
            {"type", "string"}}}}},
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"additionalProperties", false},
        {"description",
         "The declaration of one agent as RFC 8785 JSON. Members that say nothing are left out; "
         "references to declared objects are their names."},
        {"properties", std::move(properties)},
        {"required", {"agent", "boundary", "budget", "models", "owners", "pause", "receipts", "schema"}},
        {"title", "bailiwick-declaration/1"},
        {"type", "object"}};
    std::string text;
    bw::packet::detail::put_indented(text, schema, 0);
    return text + "\n";
}

} // namespace declared
