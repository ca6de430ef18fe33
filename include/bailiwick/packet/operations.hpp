// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/material.hpp>

/// Operations: identity and permissions, failure and escalation, receipts, ownership.

namespace bailiwick::packet {

template <class Material> section identity_section(const Material& from) {
    const identity& self = *from.charter().identity;
    answers list{{{"Identity",
                   code(self.id) + (self.shared ? ", shared with another agent" : ", not shared")},
                  {"Acts", in_words(self.acts)}}};
    table accounts{"Credentials",
                   {"Credential", "Kind", "Grants", "Needed by", "Rests in", "Lives", "Rotated",
                    "Rotation owner", "How to end it"},
                   {},
                   "the agent holds none."};
    for (const credential_facts& each : from.agent.credentials) {
        const credential& stated = *each.is;
        std::vector<prose> users;
        for (const tool_facts& tool : from.agent.tools)
            for (const scope* need : tool.states->needs)
                if (stated.grants.contains(*need)) {
                    users.push_back(code(tool.states->name));
                    break;
                }
        accounts.add({code(stated.name), in_words(stated.kind), detail::names_of(stated.grants),
                      listed(users), in_words(stated.stored_in),
                      detail::text_of(stated.time_to_live),
                      stated.rotation_period ? "every " + detail::text_of(stated.rotation_period)
                                             : "by its short life",
                      detail::name_or(stated.rotation_owner), detail::or_dash(stated.revocation)},
                     each.serves_gated ? tint::caution : tint::none);
    }
    table denied{"Scopes that nobody holds, because the action is never done",
                 {"Action", "Scopes it would need"},
                 {}};
    for (const rule& row : from.charter().matrix)
        if (row.verdict == bucket::never)
            denied.add({code(row.tool), detail::names_of(row.needs)});
    section one{"Identity and permissions", {list, accounts, denied}};
    if (!from.agent.delegates.empty()) {
        table others{"Other agents that it may hand work to",
                     {"Agent", "Proves itself by", "Scopes", "Depth"},
                     {}};
        for (const auto& each : from.agent.delegates)
            others.add({code(each.is->name), in_words(each.is->proves_by),
                        detail::names_of(each.is->scopes), std::to_string(each.is->max_depth)});
        one.blocks.push_back(others);
    }
    one.blocks.push_back(paragraph{
        "Scopes are as declared. Compare them with an export of what the identity provider has "
        "really granted.",
        true});
    return one;
}

namespace detail {

/// How a queue decides, beyond how many must agree.
inline std::string decisions_in(const queue& asked) {
    std::string text = asked.signed_decisions ? "signed with the approver's key" : "not signed";
    for (const duty& each : asked.duties) {
        text += "; " + std::to_string(each.needed) + " for " + std::string(each.name) + " (";
        for (std::size_t i = 0; i < each.people.size(); ++i)
            (text += i == 0 ? "" : ", ") += each.people.at[i]->name;
        text += ")";
    }
    if (asked.denied_by == denial::majority) text += "; a majority denies";
    if (asked.deputy_from) text += "; the deputy too in the last " + text_of(asked.deputy_from);
    return text;
}

} // namespace detail

template <class Material> section failure_section(const Material& from) {
    const budget& spent = *from.charter().budget;
    const pause& stop = *from.charter().pause;
    const model& stated = *from.charter().model;
    answers list{{
        {"A run ends after", detail::count_of(spent.steps, "step") + ", " +
                                 detail::text_of(spent.cost) + ", " + detail::text_of(spent.time) +
                                 " or " + std::to_string(spent.identical_calls) +
                                 " identical calls in a row, whichever comes first"},
        {"Off switch", detail::name_or(from.charter().owners->off_switch) +
                           ", declared to stop every process within " +
                           detail::text_of(stop.bound) + ", rehearsed every " +
                           detail::text_of(stop.drill_every)},
        {"Without the model", from.charter().has_a_model() ? prose(in_words(stated.on_failure))
                                                           : prose("no model is used")},
        {"If the log fails",
         "declared: the action is not to run, because the receipt of the intent comes first"},
    }};
    if (!from.operated.last_drill.empty())
        list.pairs.emplace_back("Off switch, last rehearsed", from.operated.last_drill);
    table queues{"Queues in which people decide",
                 {"Queue", "Owner", "Deputy", "Approvers", "Answer within", "Silence means",
                  "At most", "Decisions"},
                 {},
                 "no action waits for people."};
    for (const auto& each : from.agent.queues) {
        const queue& asked = *each.is;
        std::vector<prose> names;
        for (const person* one : asked.approvers)
            names.push_back(one->name);
        queues.add({code(asked.name), detail::name_or(asked.owner), detail::name_or(asked.deputy),
                    listed(names), detail::text_of(asked.answer_within), in_words(asked.on_expiry),
                    std::to_string(asked.capacity_per_hour) + " an hour, then the agent pauses",
                    detail::decisions_in(asked)});
    }
    table undo{"When a write stops half-way",
               {"Action", "Runs", "Way back", "Timeout", "At most"},
               {},
               "no tool changes anything."};
    for (const tool_facts& tool : from.agent.tools) {
        if (!tool.is_effectful())
            continue;
        const contract& states = *tool.states;
        const prose way = states.idempotent ? prose("can be repeated safely")
                          : !states.compensation.empty()
                              ? prose("taken back by ") + code(states.compensation)
                              : prose("none: a person decides");
        undo.add({code(states.name), tool.row ? detail::words_for(tool.row->verdict) : "no row",
                  way, detail::text_of(states.timeout),
                  std::to_string(states.limit.calls) + " in " + detail::text_of(states.limit.per)});
    }
    return {"Failure and escalation", {list, queues, undo}};
}

template <class Material> section receipts_section(const Material& from) {
    const receipts& kept = *from.charter().receipts;
    answers list{{
        {"Kept for", detail::text_of(kept.retention)},
        {"Content", "what receipts keep of arguments and results: " + in_words(kept.keeps)},
        {"Witness", detail::or_dash(kept.witness)},
        {"Signing key", detail::or_dash(kept.key_holder)},
        {"On the disk first", kept.durable == durability::effects
                                  ? "the intents of actions that change something"
                                  : "the intent of every action"},
        {"Names on every receipt", prose("this declaration's digest, ") + code(from.digest)},
    }};
    table duties{"Duties to keep a record", {"Regime", "At least"}, {}};
    for (const regime* each : from.charter().regimes)
        duties.add({each->title, each->receipts_at_least ? detail::text_of(each->receipts_at_least)
                                                         : "no fixed time"});
    bullets seven{{"What set the run off (trigger)", "Which data was used",
                   "What was decided, by which row of the matrix", "Which action ran",
                   "Whether approval was required", "Who approved", "What happened afterwards"}};
    return {"Audit trail and receipts",
            {list, duties, paragraph{"Each call is to leave receipts that answer seven questions:"},
             seven,
             paragraph{"The receipts themselves are evidence of operation; this packet is evidence "
                       "of the build and holds none of them.",
                       true}}};
}

template <class Material> section ownership_section(const Material& from) {
    const owners& held = *from.charter().owners;
    table people{"Ownership", {"Question", "Name", "Contact"}, {}};
    const auto add = [&](const char* question, const person* somebody, bool is_optional = false) {
        people.add({question, detail::name_or(somebody, is_optional ? "not declared" : "NOT NAMED"),
                    detail::contact_of(somebody)},
                   somebody || is_optional ? tint::none : tint::bad);
    };
    add("Who owns the workflow?", held.workflow);
    add("Who owns the running process?", held.runtime);
    add("Who owns the exception queue?", held.queue);
    add("Who handles incidents?", held.incidents);
    add("Who approves changes?", held.changes);
    add("Who can turn it off?", held.off_switch);
    add("Who owns the release decision?", held.release, true);
    add("Who owns the way back?", held.rollback, true);
    for (const auto& each : from.agent.queues)
        people.add({"Who stands in for the queue " + std::string(each.is->name) + "?",
                    detail::name_or(each.is->deputy), detail::contact_of(each.is->deputy)});
    return {"Ownership", {people}};
}

} // namespace bailiwick::packet
