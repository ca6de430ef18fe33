// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/run_so_far.hpp>
#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/escalation/ticket_json.hpp>

namespace bailiwick::detail {

/// A parked run as it stands in the store; JSON of unknown shape rests in it as text.
struct parked_record {
    std::string agent, ticket, session;
    record::trigger_kind trigger = record::trigger_kind::user;
    std::string reference, content;
    std::string requester, requester_contact;
    std::string model, model_version;
    std::string why, operator_contact, subject;
    flow_label label;
    unsigned steps = 0;
    long long cost = 0;
    std::string state;

    static constexpr std::string_view prefix = "parked:";
    static constexpr std::size_t largest = 256 * 1024;
};
BOOST_DESCRIBE_STRUCT(parked_record, (),
                      (agent, ticket, session, trigger, reference, content, requester,
                       requester_contact, model, model_version, why, operator_contact, subject,
                       label, steps, cost, state))

inline constexpr decode_limits parked_limits{.depth = 64, .bytes = 2 * parked_record::largest};

inline mark mark_of(const parked_record& run) {
    boost::json::value record;
    put_record(record, run);
    return {std::string(parked_record::prefix) + run.ticket, canonical_text(record)};
}

/// The mark of a run; a refusal when it is too large, or would not come back as it went.
inline answer<mark> parked_mark(const std::string& agent, const std::string& ticket_id,
                                const std::string& session_id, const run_so_far& run,
                                const boost::json::value& state) {
    const run_context& from = run.context;
    const parked_record whole{.agent = agent,
                              .ticket = ticket_id,
                              .session = session_id,
                              .trigger = from.trigger.kind,
                              .reference = from.trigger.reference,
                              .content = canonical_text(from.trigger.content),
                              .requester = from.requester.name,
                              .requester_contact = from.requester.contact,
                              .model = from.model.name,
                              .model_version = from.model.version,
                              .why = from.why,
                              .operator_contact = from.operator_contact,
                              .subject = from.subject,
                              .label = run.label,
                              .steps = run.steps,
                              .cost = run.cost,
                              .state = canonical_text(state)};
    mark made = mark_of(whole);
    if (made.text.size() > parked_record::largest)
        return refusal{reason::resource_limit_exceeded, "park", ticket_id,
                       "a parked run has at most 256 KiB: keep the rest elsewhere, and park a "
                       "reference to it"};
    for (const std::string& each : {whole.content, whole.state})
        if (const auto back = parse_strict(each, parked_limits); !back)
            return refusal{reason::malformed_request, "park", ticket_id, back.error().hint};
    return made;
}

/// The run behind a mark, or the refusal that nobody can go on with it.
inline answer<parked_record> parked_in(const mark& from) {
    parked_record whole;
    const auto read = parse_strict(from.text, parked_limits);
    if (!read || !take_record(whole, *read) ||
        from.name.substr(parked_record::prefix.size()) != whole.ticket ||
        !parse_strict(whole.content, parked_limits) || !parse_strict(whole.state, parked_limits))
        return refusal{reason::state_unavailable, "resume", from.name,
                       "this record is no parked run of this version: forget it"};
    return whole;
}

/// What the next part of the run begins with.
inline run_so_far run_of(const parked_record& from) {
    return {.context = {.trigger = {from.trigger, from.reference,
                                    *parse_strict(from.content, parked_limits)},
                        .requester = {from.requester, from.requester_contact},
                        .model = {from.model, from.model_version},
                        .why = from.why,
                        .operator_contact = from.operator_contact,
                        .subject = from.subject},
            .label = from.label,
            .steps = from.steps,
            .cost = from.cost};
}

} // namespace bailiwick::detail
