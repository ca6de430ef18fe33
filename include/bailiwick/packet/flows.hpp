// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

#include <string>
#include <vector>

/// The flows between the agent and the systems, as the picture and the tables show them.

namespace bailiwick::packet {

enum class direction { into_the_agent, out_of_the_agent, both_ways };

/// One arrow: a system, a direction, a bucket, and every action that goes that way.
struct flow {
    const system* to = nullptr;
    direction way = direction::into_the_agent;
    bucket runs = bucket::unstated; ///< unstated: the model call
    std::vector<std::string_view> actions{};
    std::vector<const data_class*> data{};
};

namespace detail {

inline void add_once(auto& list, const auto& item) {
    for (const auto& each : list)
        if (each == item)
            return;
    list.push_back(item);
}

inline flow& flow_between(std::vector<flow>& flows, const system& to, direction way, bucket runs) {
    for (flow& each : flows)
        if (each.to == &to && each.way == way && each.runs == runs)
            return each;
    flows.push_back({&to, way, runs});
    return flows.back();
}

} // namespace detail

/// All flows of an agent, from the inside outwards, as the picture numbers them.
inline std::vector<flow> flows_of(const agent_facts& agent) {
    std::vector<flow> found;
    const auto add = [&](const tool_facts& tool, const auto& classes, direction way) {
        for (const data_class* data : classes) {
            if (!data->home)
                continue;
            flow& one = detail::flow_between(found, *data->home, way, tool.row->verdict);
            detail::add_once(one.actions, tool.states->name);
            detail::add_once(one.data, data);
        }
    };
    for (const tool_facts& tool : agent.tools) {
        if (!tool.is_live())
            continue;
        add(tool, tool.states->reads, direction::into_the_agent);
        add(tool, tool.states->writes, direction::out_of_the_agent);
    }
    if (agent.charter.has_a_model()) {
        const model& stated = *agent.charter.model;
        flow& call =
            detail::flow_between(found, *stated.provider, direction::both_ways, bucket::unstated);
        call.actions.push_back("model call");
        for (const data_class* each : stated.sees)
            call.data.push_back(each);
    }
    std::vector<flow> ordered;
    for (zone where : {zone::inside, zone::vendor, zone::outside, zone::unstated})
        for (const system_facts& each : agent.systems)
            for (const flow& one : found)
                if (one.to == each.is && each.is->where == where)
                    ordered.push_back(one);
    return ordered;
}

/// An enumerator in words: "safe_markdown" reads "safe markdown".
inline std::string in_words(auto value) {
    std::string words(word_of(value));
    for (char& c : words)
        if (c == '_')
            c = ' ';
    return words == "unstated" ? "not stated" : words;
}

} // namespace bailiwick::packet
