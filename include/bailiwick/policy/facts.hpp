// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/gather.hpp>

namespace bailiwick {
namespace detail {

template <class Agent> inline constexpr auto gathered_data = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    constexpr std::size_t max = count_visits(
        [](auto visit) { each_data_class(charter, tools_facts<Agent>, visit); });
    gathered<data_facts, max> data;
    each_data_class(charter, tools_facts<Agent>, [&](const data_class& one, data_facts use) {
        data_facts& facts = data.of(one);
        facts.is_read |= use.is_read;
        facts.is_written |= use.is_written;
        facts.is_seen |= use.is_seen;
        facts.is_input |= use.is_input;
        facts.is_remembered |= use.is_remembered;
    });
    return data;
}();

template <class Agent> inline constexpr auto gathered_scopes = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    constexpr std::size_t max =
        count_visits([](auto visit) { each_scope(charter, tools_facts<Agent>, visit); });
    gathered<scope_facts, max> scopes;
    each_scope(charter, tools_facts<Agent>, [&](const scope& one, scope_facts use) {
        scope_facts& facts = scopes.of(one);
        if (use.granted_by && !facts.granted_by)
            facts.granted_by = use.granted_by;
        else if (use.granted_by && use.granted_by != facts.granted_by)
            facts.also_granted_by = use.granted_by;
        facts.is_needed |= use.is_needed;
        facts.is_needed_by_never |= use.is_needed_by_never;
    });
    return scopes;
}();

template <class Agent> inline constexpr auto gathered_credentials = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    gathered<credential_facts, charter.credentials.size()> credentials;
    for (const credential* one : charter.credentials) credentials.of(*one);
    for (const tool_facts& tool : tools_facts<Agent>)
        for (const scope* need : tool.states->needs) {
            const scope_facts* granted = gathered_scopes<Agent>.find(*need);
            if (!granted || !granted->granted_by) continue;
            credential_facts& facts = credentials.of(*granted->granted_by);
            facts.serves_automatic |= tool.runs_unattended();
            facts.serves_gated |= tool.waits_for_a_person();
        }
    return credentials;
}();

template <class Agent> inline constexpr auto gathered_systems = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    constexpr std::size_t max =
        gathered_data<Agent>.count + charter.boundary->systems.size() + 2;
    gathered<system_facts, max> systems;
    const auto receives = [&](system_facts& facts, const data_class& data) {
        facts.gets_personal |= is_personal(data.sensitivity);
        facts.gets_health |= data.sensitivity == level::health;
    };
    for (const system* each : charter.boundary->systems) systems.of(*each).in_boundary = true;
    for (const data_facts& data : gathered_data<Agent>.all())
        if (data.is->home) {
            system_facts& facts = systems.of(*data.is->home);
            facts.is_home = true;
            facts.is_touched |= data.is_in_context() || data.is_written;
            receives(facts, *data.is);
        }
    for (const model* one : {charter.model, charter.model->falls_back_to})
        if (charter.has_a_model() && one && one->provider) {
            system_facts& facts = systems.of(*one->provider);
            facts.is_touched = true;
            for (const data_facts& data : gathered_data<Agent>.all())
                if (data.is_in_context()) receives(facts, *data.is);
        }
    return systems;
}();

template <class Agent> inline constexpr auto gathered_queues = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    gathered<object_facts<queue>, charter.matrix.size()> queues;
    for (const rule& row : charter.matrix)
        if (row.asks) queues.of(*row.asks);
    return queues;
}();

template <class Charter> inline constexpr auto gathered_people = [] {
    constexpr const charter_facts& charter = facts_of_charter<Charter>;
    constexpr std::size_t max =
        count_visits([](auto visit) { each_person(charter, visit); });
    gathered<object_facts<person>, max> people;
    each_person(charter, [&](const person& one) { people.of(one); });
    return people;
}();

/// The objects of one of the charter's plain lists, as the rules read them.
template <auto Part, class Charter> inline constexpr auto listed_objects = [] {
    constexpr const auto& list = facts_of_charter<Charter>.*Part;
    using object = std::remove_cvref_t<decltype(*list[0])>;
    struct {
        object_facts<object> at[list.size() + 1] = {};
        constexpr std::span<const object_facts<object>> all() const { return {at, list.size()}; }
    } objects;
    for (std::size_t i = 0; i < list.size(); ++i) {
        objects.at[i].is = list[i];
        if constexpr (requires(object one) { one.name; }) {
            objects.at[i].shares_its_name = list[i]->name.empty();
            for (std::size_t before = 0; before < i; ++before)
                objects.at[i].shares_its_name |=
                    list[before] != list[i] && list[before]->name == list[i]->name;
        }
    }
    return objects;
}();

} // namespace detail

/// Everything that the rules read about an agent, gathered once at compile time.
template <class Agent> inline constexpr agent_facts facts_of = [] {
    using declared = charter_of<Agent>;
    using facts = charter_facts;
    using detail::listed_objects;
    return agent_facts{
        .charter = facts_of_charter<declared>,
        .tools = detail::tools_facts<Agent>,
        .systems = detail::gathered_systems<Agent>.all(),
        .data = detail::gathered_data<Agent>.all(),
        .scopes = detail::gathered_scopes<Agent>.all(),
        .credentials = detail::gathered_credentials<Agent>.all(),
        .queues = detail::gathered_queues<Agent>.all(),
        .people = detail::gathered_people<declared>.all(),
        .memories = listed_objects<&facts::memories, declared>.all(),
        .delegates = listed_objects<&facts::delegates, declared>.all(),
        .endorsements = listed_objects<&facts::endorsements, declared>.all(),
        .declassifications = listed_objects<&facts::declassifications, declared>.all(),
        .waivers = listed_objects<&facts::waivers, declared>.all(),
        .tools_by_name = detail::tools_array_of<Agent>::by_name.index(),
        .rows_with_tool = detail::tools_array_of<Agent>::rows.all()};
}();

} // namespace bailiwick
