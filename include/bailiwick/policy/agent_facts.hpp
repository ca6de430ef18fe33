// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/agent.hpp>
#include <bailiwick/policy/tool_facts.hpp>

namespace bailiwick {

/// A system, and what of the agent touches it.
struct system_facts {
    const system* is = nullptr;
    bool in_boundary = false;
    bool is_touched = false; ///< by a live tool or by the model
    bool is_home = false;    ///< of some declared data
    bool gets_personal = false;
    bool gets_health = false;
    bool shares_its_name = false;
    constexpr std::string_view name() const { return is->name; }
};

/// A data class, and who touches it.
struct data_facts {
    const data_class* is = nullptr;
    bool is_read = false;
    bool is_written = false;
    bool is_seen = false;       ///< by the model
    bool is_input = false;      ///< of the boundary
    bool is_remembered = false; ///< between steps
    bool shares_its_name = false;
    constexpr std::string_view name() const { return is->name; }
    /// Whether it can come before the model: shown, returned by a tool, handed in or remembered.
    constexpr bool is_in_context() const {
        return is_seen || is_read || is_input || is_remembered;
    }
};

/// A scope, who grants it and who needs it.
struct scope_facts {
    const scope* is = nullptr;
    const credential* granted_by = nullptr;
    const credential* also_granted_by = nullptr;
    bool is_needed = false;
    bool is_needed_automatically = false;
    bool is_needed_after_approval = false;
    bool is_needed_by_never = false;
    bool shares_its_name = false;
    constexpr std::string_view name() const { return is->name; }
};

/// A credential, and the buckets of the tools that it serves.
struct credential_facts {
    const credential* is = nullptr;
    bool serves_automatic = false;
    bool serves_gated = false;
    bool shares_its_name = false;
    constexpr std::string_view name() const { return is->name; }
};

/// A declared object that rules judge by itself.
template <class Object> struct object_facts {
    const Object* is = nullptr;
    bool shares_its_name = false;
    constexpr std::string_view name() const { return is->name; }
};
template <> constexpr std::string_view object_facts<endorsement>::name() const { return is->tool; }
template <> constexpr std::string_view object_facts<declassification>::name() const {
    return is->tool;
}
template <> constexpr std::string_view object_facts<waiver>::name() const { return is->offender; }

/// An agent as the rules read it: its charter, its tools, and every object that they refer to.
struct agent_facts {
    charter_facts charter{};
    list_view<tool_facts> tools{};
    list_view<system_facts> systems{};
    list_view<data_facts> data{};
    list_view<scope_facts> scopes{};
    list_view<credential_facts> credentials{};
    list_view<object_facts<queue>> queues{};
    list_view<object_facts<person>> people{};
    list_view<object_facts<memory>> memories{};
    list_view<object_facts<delegate>> delegates{};
    list_view<object_facts<endorsement>> endorsements{};
    list_view<object_facts<declassification>> declassifications{};
    list_view<object_facts<waiver>> waivers{};
    detail::name_index tools_by_name{};
    list_view<bool> rows_with_tool{}; ///< for each row of the matrix

    constexpr bool has_tool_for(const rule& row) const {
        return rows_with_tool[static_cast<std::size_t>(&row - charter.matrix.data())];
    }

    /// The tool of this name, or null; the first one of two.
    constexpr const tool_facts* tool_named(std::string_view name) const {
        const std::size_t found = tools_by_name.find(
            name, [&](std::size_t at) { return detail::same_text(tools[at].states->name, name); });
        return found == detail::nowhere ? nullptr : &tools[found];
    }
    constexpr std::size_t count_tools_named(std::string_view name) const {
        if (!tools_by_name.repeats) return 1;
        std::size_t count = 0;
        tools_by_name.find(name, [&](std::size_t at) {
            count += tools[at].states->name == name;
            return false;
        });
        return count;
    }

    template <class Facts> constexpr list_view<Facts> all() const {
        if constexpr (std::is_same_v<Facts, tool_facts>) return tools;
        else if constexpr (std::is_same_v<Facts, system_facts>) return systems;
        else if constexpr (std::is_same_v<Facts, data_facts>) return data;
        else if constexpr (std::is_same_v<Facts, scope_facts>) return scopes;
        else if constexpr (std::is_same_v<Facts, credential_facts>) return credentials;
        else if constexpr (std::is_same_v<Facts, object_facts<queue>>) return queues;
        else if constexpr (std::is_same_v<Facts, object_facts<person>>) return people;
        else if constexpr (std::is_same_v<Facts, object_facts<memory>>) return memories;
        else if constexpr (std::is_same_v<Facts, object_facts<delegate>>) return delegates;
        else if constexpr (std::is_same_v<Facts, object_facts<endorsement>>) return endorsements;
        else if constexpr (std::is_same_v<Facts, object_facts<declassification>>)
            return declassifications;
        else return waivers;
    }
};

} // namespace bailiwick
