// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/agent_facts.hpp>

namespace bailiwick::detail {

/// Distinct objects in the order in which they were first met, with their facts.
template <class Facts, std::size_t Max> struct gathered {
    Facts at[Max + 1] = {};
    std::size_t count = 0;
    std::size_t last = 0;
    std::size_t after[Max + 1] = {}; ///< what followed an object last time mostly does so again
    name_table<Max> by_name{};

    /// The facts of this object; empty ones when it was not met before.
    template <class Object> constexpr Facts& of(const Object& object) {
        if (at[last].is == &object) return at[last];
        std::size_t& next = after[last];
        if (at[next].is != &object) next = position_of(object);
        last = next;
        return at[last];
    }
    template <class Object> constexpr std::size_t position_of(const Object& object) {
        const std::uint32_t key = key_of(object.name);
        bool shares_its_name = object.name.empty();
        std::size_t slot = key & by_name.mask;
        for (; by_name.slots[slot].next != 0; slot = (slot + 1) & by_name.mask) {
            if (by_name.slots[slot].key != key) continue;
            const Facts& met = at[by_name.slots[slot].next - 1];
            if (met.is == &object) return by_name.slots[slot].next - 1;
            shares_its_name |= same_text(met.is->name, object.name);
        }
        by_name.put(slot, key, count);
        at[count].is = &object;
        at[count].shares_its_name = shares_its_name;
        return count++;
    }
    constexpr list_view<Facts> all() const { return {at, count}; }
};

/// The facts of all tools of an agent, their positions by name, and which rows speak about them.
template <std::size_t Tools, std::size_t Rows> struct gathered_tools {
    tool_facts at[Tools + 1] = {};
    name_table<Tools> by_name{};
    bool with_tool[Rows + 1] = {};

    constexpr gathered_tools(const tool_parts* parts, const charter_facts& charter) {
        for (std::size_t i = 0; i < Tools; ++i) {
            const std::string_view name = parts[i].states->name;
            const std::uint32_t key = key_of(name);
            const rule* row = charter.row_named(name, key);
            at[i] = parts[i].with(row);
            by_name.insert(key, i);
            if (row) with_tool[row - charter.matrix.data()] = true;
        }
    }
    constexpr list_view<tool_facts> all() const { return {at, Tools}; }
    constexpr list_view<bool> rows() const { return {with_tool, Rows}; }
};
template <class Charter, class... Tools> constexpr auto gather_tools(tool_list<Tools...>) {
    constexpr const charter_facts& charter = facts_of_charter<Charter>;
    const tool_parts parts[] = {parts_of<Tools>..., tool_parts{}};
    return gathered_tools<sizeof...(Tools), charter.matrix.size()>(parts, charter);
}

/// A template of the agent alone: g++ looks through all template arguments of a variable whenever
/// it reads it, and would pay for a list of the tools once for each tool and rule.
template <class Agent>
inline constexpr auto tools_gathered = gather_tools<charter_of<Agent>>(tools_of<Agent>{});
template <class Agent>
constexpr list_view<tool_facts> tools_facts = tools_gathered<Agent>.all();

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
