// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

/// The names of OpenTelemetry's semantic conventions for generative AI that our exports use.
///
/// As of semantic conventions v1.41.1, where all of `gen_ai` is in development: names that change
/// there are changed here, and nowhere else. The opt-in names for a call's arguments and results
/// are left out on purpose, because receipts hold commitments to them and never the values.

namespace bailiwick::gen_ai {

inline constexpr std::string_view operation_name = "gen_ai.operation.name";
inline constexpr std::string_view execute_tool = "execute_tool";
inline constexpr std::string_view tool_name = "gen_ai.tool.name";
inline constexpr std::string_view tool_type = "gen_ai.tool.type";
inline constexpr std::string_view function_tool = "function";
inline constexpr std::string_view tool_call_id = "gen_ai.tool.call.id";
inline constexpr std::string_view agent_id = "gen_ai.agent.id";
inline constexpr std::string_view agent_version = "gen_ai.agent.version";
inline constexpr std::string_view conversation_id = "gen_ai.conversation.id";
inline constexpr std::string_view request_model = "gen_ai.request.model";

// Beside `gen_ai`, and stable there:
inline constexpr std::string_view error_type = "error.type";
inline constexpr std::string_view service_name = "service.name";
inline constexpr std::string_view service_version = "service.version";

} // namespace bailiwick::gen_ai
