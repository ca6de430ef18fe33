// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/signature.hpp>
#include <bailiwick/tool/detail/annotations.hpp>
#include <bailiwick/tool/schema.hpp>

#include <boost/json/value.hpp>

namespace bailiwick {

/// Whose tool format is wanted.
enum class vendor { openai_responses, openai_chat, anthropic, gemini, mcp };
BOOST_DESCRIBE_ENUM(vendor, openai_responses, openai_chat, anthropic, gemini, mcp)

/// One tool's definition as the vendor wants it: what a contract says, and two shapes.
///
/// `result` may be null; only MCP has a place for it.
inline boost::json::object tool_definition(vendor format, const contract& says,
                                           const shape& arguments, const shape* result) {
    const bool mcp = format == vendor::mcp;
    boost::json::object schema =
        schema_of(arguments, mcp ? schema_flavour::full : schema_flavour::strict);
    boost::json::object tool;
    if (format == vendor::openai_responses) tool["type"] = "function";
    tool["name"] = detail::text_value(says.name);
    if (mcp) tool["title"] = detail::text_value(detail::title_of(says.name));
    tool["description"] = detail::text_value(says.summary);
    switch (format) {
    case vendor::openai_responses:
        tool["parameters"] = std::move(schema);
        tool["strict"] = true;
        break;
    case vendor::openai_chat:
        tool["parameters"] = std::move(schema);
        tool["strict"] = true;
        return {{"type", "function"}, {"function", std::move(tool)}};
    case vendor::anthropic:
        tool["input_schema"] = std::move(schema);
        tool["strict"] = true;
        break;
    case vendor::gemini: tool["parametersJsonSchema"] = std::move(schema); break;
    case vendor::mcp:
        tool["inputSchema"] = std::move(schema);
        if (result != nullptr) tool["outputSchema"] = schema_of(*result, schema_flavour::full);
        tool["annotations"] = detail::annotations_of(says);
        break;
    }
    return tool;
}

/// One tool's definition, made from its contract and its call operator.
template <class Tool> boost::json::object tool_definition(vendor format) {
    using arguments = arguments_of<Tool>;
    using result = std::remove_cvref_t<result_of<Tool>>;
    if constexpr (!struct_is_described<arguments>) {
        static_assert(struct_is_described<arguments>,
                      "a tool takes one struct: name its members with BOOST_DESCRIBE_STRUCT");
        return {};
    } else if constexpr (!detail::require_json<arguments>::holds) {
        return {};
    } else if constexpr (!struct_is_described<result>) {
        return tool_definition(format, Tool::contract, shape_of<arguments>, nullptr);
    } else if constexpr (detail::require_json<result>::holds) {
        return tool_definition(format, Tool::contract, shape_of<arguments>, &shape_of<result>);
    } else return {};
}

/// What the vendor's request holds under `tools`; for MCP, what `tools/list` does.
template <class... Tools> boost::json::array tool_definitions(vendor format) {
    boost::json::array tools;
    tools.reserve(sizeof...(Tools));
    (tools.emplace_back(tool_definition<Tools>(format)), ...);
    if (format != vendor::gemini) return tools;
    boost::json::object wrapper;
    wrapper["functionDeclarations"] = std::move(tools);
    boost::json::array wrapped;
    wrapped.emplace_back(std::move(wrapper));
    return wrapped;
}

} // namespace bailiwick
