// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/json_object.hpp>
#include <bailiwick/policy/facts.hpp>

/// The layout of declaration.json: sections by name, each list item a piece of its own.

namespace bailiwick::detail {

/// The members of the declaration in RFC 8785 order; `schema` names their format.
enum class section {
    agent,
    boundary,
    budget,
    credentials,
    data,
    declassifications,
    delegates,
    endorsements,
    matrix,
    memories,
    models,
    owners,
    pause,
    people,
    queues,
    receipts,
    regimes,
    schema,
    systems,
    tools,
    waivers
};
BOOST_DESCRIBE_ENUM(section, agent, boundary, budget, credentials, data, declassifications,
                    delegates, endorsements, matrix, memories, models, owners, pause, people,
                    queues, receipts, regimes, schema, systems, tools, waivers)

inline constexpr std::size_t section_count = 21;
inline constexpr std::string_view declaration_schema = "bailiwick-declaration/1";

/// The model and the models it falls back to; a circle of fallbacks is cut where it closes.
constexpr std::size_t models_of(const charter_facts& charter) {
    std::size_t count = 0;
    for (const model* each = charter.model; each && count < 8; each = each->falls_back_to) ++count;
    return count;
}
constexpr const model& model_at(const charter_facts& charter, std::size_t position) {
    const model* found = charter.model;
    while (position-- > 0) found = found->falls_back_to;
    return *found;
}

/// How many items each section has; a section that is one object counts as one.
struct layout {
    std::size_t items[section_count] = {};

    constexpr std::size_t pieces() const {
        std::size_t sum = 1; // the closing brace
        for (std::size_t each : items) sum += each;
        return sum;
    }
};

constexpr layout layout_of(const agent_facts& agent) {
    layout sizes;
    for (std::size_t& each : sizes.items) each = 1;
    const auto set = [&](section which, std::size_t size) {
        sizes.items[static_cast<std::size_t>(which)] = size;
    };
    set(section::credentials, agent.credentials.size());
    set(section::data, agent.data.size());
    set(section::declassifications, agent.declassifications.size());
    set(section::delegates, agent.delegates.size());
    set(section::endorsements, agent.endorsements.size());
    set(section::matrix, agent.charter.matrix.size());
    set(section::memories, agent.memories.size());
    set(section::models, models_of(agent.charter));
    set(section::people, agent.people.size());
    set(section::queues, agent.queues.size());
    set(section::regimes, agent.charter.regimes.size());
    set(section::systems, agent.systems.size());
    set(section::tools, agent.tools.size());
    set(section::waivers, agent.waivers.size());
    return sizes;
}

constexpr bool is_list(section which) {
    switch (which) {
    case section::agent:
    case section::boundary:
    case section::budget:
    case section::owners:
    case section::pause:
    case section::receipts:
    case section::schema: return false;
    default: return true;
    }
}

template <class Sink> constexpr void put_tool(Sink& sink, const tool_facts& tool) {
    sink.put('{');
    separator<Sink> members{sink};
    members.key("arguments");
    put_list(sink, tool.arguments);
    members.key("contract");
    put_object(sink, *tool.states);
    members.key("results");
    put_list(sink, tool.results);
    sink.put('}');
}

template <class Sink>
constexpr void put_item(Sink& sink, const agent_facts& agent, section which, std::size_t at) {
    const charter_facts& charter = agent.charter;
    switch (which) {
    case section::agent: return put_object(sink, *charter.identity);
    case section::boundary: return put_object(sink, *charter.boundary);
    case section::budget: return put_object(sink, *charter.budget);
    case section::credentials: return put_object(sink, *agent.credentials[at].is);
    case section::data: return put_object(sink, *agent.data[at].is);
    case section::declassifications: return put_object(sink, *agent.declassifications[at].is);
    case section::delegates: return put_object(sink, *agent.delegates[at].is);
    case section::endorsements: return put_object(sink, *agent.endorsements[at].is);
    case section::matrix: return put_object(sink, charter.matrix[at]);
    case section::memories: return put_object(sink, *agent.memories[at].is);
    case section::models: return put_object(sink, model_at(charter, at));
    case section::owners: return put_object(sink, *charter.owners);
    case section::pause: return put_object(sink, *charter.pause);
    case section::people: return put_object(sink, *agent.people[at].is);
    case section::queues: return put_object(sink, *agent.queues[at].is);
    case section::receipts: return put_object(sink, *charter.receipts);
    case section::regimes: return put_object(sink, *charter.regimes[at]);
    case section::schema: return put_text(sink, declaration_schema);
    case section::systems: return put_object(sink, *agent.systems[at].is);
    case section::tools: return put_tool(sink, agent.tools[at]);
    case section::waivers: return put_object(sink, *agent.waivers[at].is);
    }
}

/// One piece of the declaration: an object, one item of a list, or the closing brace.
template <class Sink>
constexpr void put_piece(Sink& sink, const agent_facts& agent, std::size_t position) {
    const layout sizes = layout_of(agent);
    for (std::size_t index = 0; index < section_count; ++index) {
        const std::size_t items = sizes.items[index];
        if (position >= items) {
            position -= items;
            continue;
        }
        const auto which = static_cast<section>(index);
        if (position == 0) {
            sink.put(index == 0 ? '{' : ',');
            put_text(sink, word_of(which));
            sink.put(':');
            if (is_list(which)) sink.put('[');
        } else {
            sink.put(',');
        }
        put_item(sink, agent, which, position);
        if (is_list(which) && position + 1 == items) sink.put(']');
        return;
    }
    sink.put('}');
}

} // namespace bailiwick::detail
