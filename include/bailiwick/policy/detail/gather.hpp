// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/agent_facts.hpp>

namespace bailiwick::detail {

/// Distinct objects in the order in which they were first met, with their facts.
template <class Facts, std::size_t Max> struct gathered {
    Facts at[Max + 1] = {};
    std::size_t count = 0;
    std::size_t last = 0; ///< neighbours in a declaration often mention the same object
    name_table<Max> by_name{};

    /// The facts of this object; empty ones when it was not met before.
    template <class Object> constexpr Facts& of(const Object& object) {
        if (at[last].is == &object) return at[last];
        const std::uint32_t key = key_of(object.name);
        bool shares_its_name = object.name.empty();
        std::size_t slot = key & by_name.mask;
        for (; by_name.slots[slot].next != 0; slot = (slot + 1) & by_name.mask) {
            if (by_name.slots[slot].key != key) continue;
            last = by_name.slots[slot].next - 1;
            if (at[last].is == &object) return at[last];
            shares_its_name |= same_text(at[last].is->name, object.name);
        }
        last = count++;
        by_name.put(slot, key, last);
        at[last].is = &object;
        at[last].shares_its_name = shares_its_name;
        return at[last];
    }
    constexpr list_view<Facts> all() const { return {at, count}; }
};

/// The facts of all tools of an agent, and their positions by name.
template <class Charter, class Tools> struct tools_array;
template <class Charter, class... Tools> struct tools_array<Charter, tool_list<Tools...>> {
    static constexpr tool_facts at[sizeof...(Tools) + 1] = {tool_in<Tools, Charter>...};
    static constexpr list_view<tool_facts> all{at, sizeof...(Tools)};
    static constexpr auto by_name = [] {
        name_table<sizeof...(Tools)> table;
        for (std::size_t i = 0; i < sizeof...(Tools); ++i) table.insert(at[i].states->name, i);
        return table;
    }();
    static constexpr std::size_t matrix_size = facts_of_charter<Charter>.matrix.size();
    static constexpr auto rows = [] {
        struct {
            bool with_tool[matrix_size + 1] = {};
            constexpr list_view<bool> all() const {
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
constexpr list_view<tool_facts> tools_facts = tools_array_of<Agent>::all;

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
