// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/agent_facts.hpp>

namespace bailiwick::detail {

/// Distinct objects in the order in which they were first met, with their facts.
template <class Facts, std::size_t Max> struct gathered {
    Facts at[Max + 1] = {};
    std::size_t count = 0;
    name_table<Max> by_name{};

    std::size_t last = 0; ///< neighbours in a declaration often mention the same object

    template <class Object> constexpr Facts& of(const Object& object) {
        if (at[last].is == &object) return at[last];
        const std::size_t found =
            by_name.index().find(object.name, [&](std::size_t i) { return at[i].is == &object; });
        if (found != nowhere) return at[last = found];
        at[count].shares_its_name = object.name.empty() || has_the_name(object.name);
        by_name.insert(object.name, count);
        at[count].is = &object;
        return at[count++];
    }
    template <class Object> constexpr const Facts* find(const Object& object) const {
        const std::size_t found =
            by_name.index().find(object.name, [&](std::size_t i) { return at[i].is == &object; });
        return found == nowhere ? nullptr : &at[found];
    }
    constexpr bool has_the_name(std::string_view name) const {
        const auto same = [&](std::size_t i) { return at[i].is->name == name; };
        return by_name.index().find(name, same) != nowhere;
    }
    constexpr std::span<const Facts> all() const { return {at, count}; }
};

/// The facts of all tools of an agent, and their positions by name.
template <class Charter, class Tools> struct tools_array;
template <class Charter, class... Tools> struct tools_array<Charter, tool_list<Tools...>> {
    static constexpr tool_facts at[sizeof...(Tools) + 1] = {tool_in<Tools, Charter>...};
    static constexpr std::span<const tool_facts> all{at, sizeof...(Tools)};
    static constexpr auto by_name = [] {
        name_table<sizeof...(Tools)> table;
        for (std::size_t i = 0; i < sizeof...(Tools); ++i) table.insert(at[i].states->name, i);
        return table;
    }();
    static constexpr std::size_t matrix_size = facts_of_charter<Charter>.matrix.size();
    static constexpr auto rows = [] {
        struct {
            bool with_tool[matrix_size + 1] = {};
            constexpr std::span<const bool> all() const {
                return {with_tool, sizeof with_tool - 1};
            }
        } marked;
        const rule* first = facts_of_charter<Charter>.matrix.data();
        for (const tool_facts& tool : all)
            if (tool.row) marked.with_tool[tool.row - first] = true;
        return marked;
    }();
};
template <class Agent> using tools_array_of = tools_array<charter_of<Agent>, tools_of<Agent>>;
template <class Agent>
constexpr std::span<const tool_facts> tools_facts = tools_array_of<Agent>::all;

/// Calls `visit` with every data class that the agent mentions, and how it is used.
template <class Visit>
constexpr void each_data_class(const charter_facts& charter, std::span<const tool_facts> tools,
                               Visit visit) {
    for (const data_class* each : charter.boundary->inputs)
        visit(*each, data_facts{.is_input = true});
    for (const model* one : {charter.model, charter.model->falls_back_to})
        if (one)
            for (const data_class* each : one->sees) visit(*each, data_facts{.is_seen = true});
    for (const tool_facts& tool : tools) {
        for (const data_class* each : tool.states->reads)
            visit(*each, data_facts{.is_read = true});
        for (const data_class* each : tool.states->writes)
            visit(*each, data_facts{.is_written = true});
    }
    for (const memory* one : charter.memories)
        for (const data_class* each : one->holds) visit(*each, data_facts{.is_remembered = true});
    for (const declassification* one : charter.declassifications)
        for (const data_class* each : one->classes) visit(*each, data_facts{});
}

/// Calls `visit` with every scope that the agent mentions.
template <class Visit>
constexpr void each_scope(const charter_facts& charter, std::span<const tool_facts> tools,
                          Visit visit) {
    for (const credential* one : charter.credentials)
        for (const scope* each : one->grants) visit(*each, scope_facts{.granted_by = one});
    for (const tool_facts& tool : tools)
        for (const scope* each : tool.states->needs) visit(*each, scope_facts{.is_needed = true});
    for (const rule& row : charter.matrix)
        for (const scope* each : row.needs)
            visit(*each, scope_facts{.is_needed_by_never = row.verdict == bucket::never});
    for (const delegate* one : charter.delegates)
        for (const scope* each : one->scopes) visit(*each, scope_facts{.is_needed = true});
}

/// Calls `visit` with every person that the charter mentions.
template <class Visit> constexpr void each_person(const charter_facts& charter, Visit visit) {
    const auto maybe = [&](const person* somebody) {
        if (somebody) visit(*somebody);
    };
    const owners& held = *charter.owners;
    for (const person* each : {held.workflow, held.runtime, held.queue, held.incidents,
                               held.changes, held.off_switch, held.release, held.rollback})
        maybe(each);
    for (const person* each : charter.boundary->requesters) maybe(each);
    for (const credential* each : charter.credentials) maybe(each->rotation_owner);
    for (const rule& row : charter.matrix)
        if (row.asks) {
            maybe(row.asks->owner);
            maybe(row.asks->deputy);
            for (const person* each : row.asks->approvers) maybe(each);
        }
    for (const waiver* each : charter.waivers) maybe(each->owner);
    for (const endorsement* each : charter.endorsements) maybe(each->owner);
    for (const declassification* each : charter.declassifications) maybe(each->owner);
}

constexpr std::size_t count_visits(auto each) {
    std::size_t count = 0;
    each([&](auto&&...) { ++count; });
    return count;
}

} // namespace bailiwick::detail
