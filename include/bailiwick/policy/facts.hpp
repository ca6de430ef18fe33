// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/gather.hpp>

namespace bailiwick {
namespace detail {

/// How often an agent mentions data and scopes: room for the distinct ones.
struct mentions {
    std::size_t of_data = 0;
    std::size_t of_scopes = 0;
};

template <class Agent> inline constexpr mentions mentions_in = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    mentions sum{.of_data = charter.boundary->inputs.count};
    for (const model* one : {charter.model, charter.model->falls_back_to})
        if (one) sum.of_data += one->sees.count;
    for (const memory* one : charter.memories) sum.of_data += one->holds.count;
    for (const declassification* one : charter.declassifications)
        sum.of_data += one->classes.count;
    for (const credential* one : charter.credentials) sum.of_scopes += one->grants.count;
    for (const rule& row : charter.matrix) sum.of_scopes += row.needs.count;
    for (const delegate* one : charter.delegates) sum.of_scopes += one->scopes.count;
    for (const tool_facts& tool : tools_facts<Agent>) {
        const contract& stated = *tool.states;
        sum.of_data += stated.reads.count + stated.writes.count;
        sum.of_scopes += stated.needs.count;
    }
    return sum;
}();

template <class Agent> inline constexpr auto gathered_data = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    gathered<data_facts, mentions_in<Agent>.of_data> data;
    for (const data_class* each : charter.boundary->inputs) data.of(*each).is_input = true;
    for (const model* one : {charter.model, charter.model->falls_back_to})
        if (one)
            for (const data_class* each : one->sees) data.of(*each).is_seen = true;
    for (const tool_facts& tool : tools_facts<Agent>) {
        for (const data_class* each : tool.states->reads) data.of(*each).is_read = true;
        for (const data_class* each : tool.states->writes) data.of(*each).is_written = true;
    }
    for (const memory* one : charter.memories)
        for (const data_class* each : one->holds) data.of(*each).is_remembered = true;
    for (const declassification* one : charter.declassifications)
        for (const data_class* each : one->classes) data.of(*each);
    return data;
}();

template <class Agent> inline constexpr auto gathered_scopes = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    gathered<scope_facts, mentions_in<Agent>.of_scopes> scopes;
    for (const credential* one : charter.credentials)
        for (const scope* each : one->grants) {
            scope_facts& facts = scopes.of(*each);
            if (!facts.granted_by)
                facts.granted_by = one;
            else if (facts.granted_by != one)
                facts.also_granted_by = one;
        }
    for (const tool_facts& tool : tools_facts<Agent>)
        for (const scope* each : tool.states->needs) {
            scope_facts& facts = scopes.of(*each);
            facts.is_needed = true;
            facts.is_needed_automatically |= tool.runs_unattended();
            facts.is_needed_after_approval |= tool.waits_for_a_person();
        }
    for (const rule& row : charter.matrix)
        for (const scope* each : row.needs)
            scopes.of(*each).is_needed_by_never |= row.verdict == bucket::never;
    for (const delegate* one : charter.delegates)
        for (const scope* each : one->scopes) scopes.of(*each).is_needed = true;
    return scopes;
}();

template <class Agent> inline constexpr auto gathered_credentials = [] {
    constexpr const charter_facts& charter = facts_of_charter<charter_of<Agent>>;
    gathered<credential_facts, charter.credentials.size()> credentials;
    for (const credential* one : charter.credentials) credentials.of(*one);
    for (const scope_facts& scope : gathered_scopes<Agent>.all())
        if (scope.granted_by) {
            credential_facts& facts = credentials.of(*scope.granted_by);
            facts.serves_automatic |= scope.is_needed_automatically;
            facts.serves_gated |= scope.is_needed_after_approval;
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
        constexpr list_view<object_facts<object>> all() const { return {at, list.size()}; }
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
        .tools_by_name = detail::tools_gathered<Agent>.by_name.index(),
        .rows_with_tool = detail::tools_gathered<Agent>.rows()};
}();

} // namespace bailiwick
