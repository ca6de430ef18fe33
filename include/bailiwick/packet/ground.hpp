// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/material.hpp>
#include <bailiwick/packet/picture.hpp>

/// The ground: workflow boundary, data flow, action matrix, data access map.

namespace bailiwick::packet {

template <class Material> section boundary_section(const Material& from) {
    const boundary& stated = *from.charter().boundary;
    const identity& self = *from.charter().identity;
    answers list;
    const auto add = [&](std::string term, prose answer) {
        list.pairs.emplace_back(std::move(term), std::move(answer));
    };
    add("What it is for", detail::or_dash(self.statement));
    add("Trigger", detail::or_dash(stated.trigger) + (stated.trigger_authenticated
                                                          ? ", from an authenticated source"
                                                          : ", from anyone (not authenticated)"));
    prose requesters = unsaid;
    if (!stated.requesters.empty()) {
        std::vector<prose> names;
        for (const person* each : stated.requesters)
            names.push_back(each->name);
        requesters = listed(names);
    }
    add("Who starts runs",
        stated.requesters.empty() ? prose("nobody by name: the trigger does") : requesters);
    add("Inputs", detail::names_of(stated.inputs));
    add("Systems", detail::names_of(stated.systems));
    add("Output", detail::or_dash(stated.output) + ", rendered as " + in_words(stated.renders));
    add("High-risk actions", detail::words_of(stated.high_risk, true));
    section one{"Workflow boundary", {list}};
    bullets never;
    for (std::string_view each : stated.never_does)
        never.items.push_back(each);
    if (!never.items.empty()) {
        one.blocks.push_back(paragraph{"What it never does:"});
        one.blocks.push_back(never);
    }
    return one;
}

template <class Material> section flow_section(const Material& from) {
    table flows{"Flows",
                {"No.", "System", "Direction", "Actions", "Runs", "Data", "Crosses a boundary"},
                {}};
    std::string in_text = "Data flow: ";
    for (std::size_t i = 0; i < from.flows.size(); ++i) {
        const flow& one = from.flows[i];
        const char* way = one.way == direction::into_the_agent ? "into the agent"
                          : one.way == direction::both_ways    ? "both ways"
                                                               : "out of the agent";
        std::vector<prose> actions;
        for (std::string_view each : one.actions)
            actions.push_back(one.runs == bucket::unstated ? prose(each) : code(each));
        const bool crosses = one.to->where != zone::inside;
        const char* runs = one.runs == bucket::approval ? "after approval" : "automatic";
        flows.add({std::to_string(i + 1), code(one.to->name), way, listed(actions), runs,
                   detail::names_of(one.data),
                   crosses ? "yes, to zone " + in_words(one.to->where) : "no"});
        in_text += (i == 0 ? "" : "; ") + std::to_string(i + 1) + " " + std::string(one.to->name) +
                   " " + way + " (" + runs + ")";
    }
    return {"Data flow with trust boundaries",
            {picture{picture_of(from.agent, from.flows), in_text + "."},
             paragraph{"Solid green: automatic. Dashed orange: only after approval. Black: model "
                       "call. Dashed red frames: trust zones.",
                       true},
             flows}};
}

template <class Material> section matrix_section(const Material& from) {
    table actions{"Action matrix. An action that is not listed does not exist as a tool.",
                  {"Runs", "Action", "What it does", "Systems", "Effect", "Can be undone",
                   "Who decides", "Credential"},
                  {}};
    for (bucket verdict : {bucket::automatic, bucket::approval, bucket::never, bucket::unstated})
        for (const rule& row : from.charter().matrix) {
            if (row.verdict != verdict)
                continue;
            const tool_facts* tool = from.agent.tool_named(row.tool);
            std::vector<prose> cells{detail::words_for(verdict), code(row.tool)};
            if (tool) {
                const contract& states = *tool->states;
                prose about = states.summary;
                for (const condition& limit : row.when) {
                    about += " Only if ";
                    about += code(limit.argument);
                    about += limit.is == relation::equals
                                 ? prose(" is ") + code(limit.text)
                                 : prose((limit.is == relation::at_most ? " is at most "
                                                                        : " is at least ") +
                                         std::to_string(limit.limit));
                    about += ".";
                }
                cells.insert(cells.end(), {about, detail::names_of(detail::systems_of(states)),
                                           in_words(states.does), in_words(states.undo),
                                           detail::deciders_of(row),
                                           detail::credentials_of(from.agent, states.needs)});
            } else {
                cells.insert(cells.end(),
                             {prose("No tool; it would need ") + detail::names_of(row.needs),
                              unsaid, unsaid, unsaid, "nobody may allow it", "granted to nobody"});
            }
            actions.add(cells, detail::colour_for(verdict));
        }
    table bounds{"What the arguments may be",
                 {"Action", "Argument", "Kind", "Limits", "Shown to the approver"},
                 {},
                 "no tool takes an argument."};
    for (const tool_facts& tool : from.agent.tools)
        for (const argument_facts& each : tool.arguments) {
            std::string limits;
            const auto add = [&](const std::string& limit) {
                limits += (limits.empty() ? "" : ", ") + limit;
            };
            if (each.min < each.max)
                add(std::to_string(each.min) + " to " + std::to_string(each.max));
            if (each.min_length != 0)
                add("at least " + std::to_string(each.min_length));
            if (each.max_length != 0)
                add("at most " + std::to_string(each.max_length) +
                    (each.kind == argument_kind::list ? " items" : " characters"));
            if (!each.pattern.empty())
                add("matches " + std::string(each.pattern));
            for (const std::string_view word : each.one_of)
                add("\"" + std::string(word) + "\"");
            for (const std::string_view word : each.choices)
                add("\"" + std::string(word) + "\"");
            if (!each.parts.empty())
                add(detail::count_of(each.parts.size(), "part"));
            bounds.add({code(tool.states->name), code(each.name), in_words(each.kind),
                        detail::or_dash(limits),
                        tool.states->critical.contains(each.name) ? "yes" : "no"});
        }
    return {"Action matrix", {actions, bounds}};
}

template <class Material> section data_section(const Material& from) {
    table map{"Data access map",
              {"Data", "Level", "Origin", "Lives in", "Kept", "Read by", "Written by",
               "Seen by the model", "Why, and whose"},
              {},
              "no data is declared."};
    for (const data_facts& data : from.agent.data) {
        const data_class& stated = *data.is;
        std::vector<prose> readers, writers;
        for (const tool_facts& tool : from.agent.tools) {
            if (tool.states->reads.contains(stated))
                readers.push_back(code(tool.states->name));
            if (tool.states->writes.contains(stated))
                writers.push_back(code(tool.states->name));
        }
        prose why = detail::or_dash(stated.purpose);
        if (!stated.subjects.empty())
            why += "; about " + std::string(stated.subjects);
        if (stated.lawful_basis != basis::unstated)
            why += "; basis: " + in_words(stated.lawful_basis);
        const bool leaves = stated.home && stated.home->where != zone::inside;
        map.add(
            {code(stated.name), in_words(stated.sensitivity),
             stated.untrusted ? "untrusted" : "trusted",
             stated.home ? code(stated.home->name) + (leaves ? " (leaves the zone)" : "") : unsaid,
             detail::text_of(stated.retention), listed(readers), listed(writers),
             data.is_seen ? "yes" : "no", why},
            is_sensitive(stated.sensitivity) && leaves ? tint::caution : tint::none);
    }
    table systems{"Systems",
                  {"System", "Zone", "Region", "Agreement", "Transfer basis", "Endpoint", "Link",
                   "Authenticated"},
                  {}};
    for (const system_facts& each : from.agent.systems) {
        const system& stated = *each.is;
        std::string agreement(stated.agreement);
        if (!stated.business_associate_agreement.empty())
            agreement +=
                (agreement.empty() ? "" : ", ") + std::string(stated.business_associate_agreement);
        systems.add({code(stated.name), in_words(stated.where), detail::or_dash(stated.region),
                     detail::or_dash(agreement),
                     stated.transfer_basis == transfer::unstated
                         ? unsaid
                         : prose(in_words(stated.transfer_basis)),
                     code(stated.endpoint), in_words(stated.reached_by),
                     stated.authenticated ? "yes" : "no"});
    }
    return {"Data access map", {map, systems}};
}

} // namespace bailiwick::packet
