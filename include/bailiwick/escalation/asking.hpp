// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/move.hpp>
#include <bailiwick/escalation/request.hpp>
#include <bailiwick/escalation/ticket_id.hpp>
#include <bailiwick/policy/digest.hpp>
#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

namespace bailiwick {
namespace detail {

inline refusal refuse_request(const ticket_request& asked, reason why, std::string hint) {
    return {why, "open", asked.tool, std::move(hint)};
}

// A template, as are its callers, so that only those who ask pay for compiling the parser.
template <class Handler = strict_handler>
answer<std::string> canonical_arguments(std::string_view json) {
    decoded<boost::json::value> parsed = parse_strict<Handler>(json);
    if (!parsed)
        return refusal{reason::malformed_request, "open", parsed.error().pointer,
                       parsed.error().hint};
    if (!parsed->is_object())
        return refusal{reason::malformed_request, "open", "arguments",
                       "arguments are one JSON object"};
    return canonical_text(*parsed);
}

/// The people of a queue, each once, whatever the list says.
inline std::vector<party> approvers_of(const queue& asks) {
    std::vector<party> people;
    people.reserve(asks.approvers.size());
    for (const person* each : asks.approvers)
        if (party listed = party_of(each); !is_repeated(people, listed))
            people.push_back(std::move(listed));
    return people;
}

inline std::vector<ticket_duty> duties_of(const queue& asks) {
    std::vector<ticket_duty> list;
    for (const duty& each : asks.duties) {
        list.push_back({std::string(each.name), {}, each.needed});
        for (const person* one : each.people)
            if (party listed = party_of(one); !is_repeated(list.back().people, listed))
                list.back().people.push_back(std::move(listed));
    }
    return list;
}

inline std::optional<refusal> fault_of_queue(const ticket_request& asked,
                                             std::span<const party> approvers) {
    if (asked.asks == nullptr || asked.asks->approvers.empty() || !asked.asks->answer_within)
        return refuse_request(asked, reason::malformed_request,
                              "the row names no queue with approvers and a deadline");
    if (asked.asks->on_expiry == expiry::approve)
        return refuse_request(asked, reason::malformed_request,
                              "silence cannot approve: let the queue expire with a denial");
    unsigned able = 0;
    for (const party& each : approvers)
        if (!may_be_one(each, asked.requester))
            ++able;
    if (asked.approvers == 0)
        return refuse_request(asked, reason::malformed_request, "at least one person must agree");
    if (able < asked.approvers)
        return refuse_request(asked, reason::quorum_not_met,
                              "only " + std::to_string(able) +
                                  " people could agree, without the "
                                  "requester: " +
                                  std::to_string(asked.approvers) + " are needed");
    return std::nullopt;
}

inline std::optional<refusal> fault_of_request(const ticket_request& asked,
                                               std::span<const party> approvers) {
    for (const std::string* each : {&asked.agent, &asked.tool, &asked.declaration_digest})
        if (each->empty())
            return refuse_request(asked, reason::malformed_request,
                                  "agent, tool and declaration digest cannot be empty");
    if (asked.requester.name.empty() && asked.requester.contact.empty())
        return refuse_request(asked, reason::malformed_request,
                              "say for whom the agent asks: nobody approves a request of nobody");
    std::size_t shown = 0;
    for (const evidence& each : asked.shown) {
        shown += each.what.size() + each.text.size();
        for (const std::string* text : {&each.what, &each.text})
            if (auto fault = fault_of_text(*text, 1024 * 1024))
                return refuse_request(asked, reason::malformed_request, "evidence: " + *fault);
    }
    if (shown > 1024 * 1024)
        return refuse_request(asked, reason::malformed_request, "evidence is above 1 MiB: cut it");
    for (const std::string* each :
         {&asked.agent, &asked.tool, &asked.arguments_commitment, &asked.declaration_digest,
          &asked.label, &asked.session, &asked.why, &asked.requester.name,
          &asked.requester.contact})
        if (auto fault = fault_of_text(*each, longest_words))
            return refuse_request(asked, reason::malformed_request, "a text: " + *fault);
    return fault_of_queue(asked, approvers);
}

} // namespace detail

/// The ticket that a request becomes: everything about the call is frozen from here on.
template <class Handler = detail::strict_handler>
answer<ticket> ticket_for(const ticket_request& asked, instant now) {
    std::vector<party> approvers =
        asked.asks ? detail::approvers_of(*asked.asks) : std::vector<party>();
    if (auto fault = detail::fault_of_request(asked, approvers))
        return *std::move(fault);
    answer<std::string> arguments = detail::canonical_arguments<Handler>(asked.arguments);
    if (!arguments)
        return std::move(arguments).why();
    answer<std::string> id = asked.id.empty() ? new_ticket_id(now) : answer<std::string>(asked.id);
    if (!id)
        return std::move(id).why();

    const queue& asks = *asked.asks;
    ticket fresh;
    fresh.id = *std::move(id);
    fresh.agent = asked.agent;
    fresh.tool = asked.tool;
    fresh.arguments = *std::move(arguments);
    fresh.arguments_digest = digest_of(fresh.arguments).view();
    fresh.arguments_commitment = asked.arguments_commitment;
    fresh.requester_commitment = asked.requester_commitment;
    fresh.arguments_salt = asked.arguments_salt;
    fresh.declaration_digest = asked.declaration_digest;
    fresh.label = asked.label;
    fresh.requester = asked.requester;
    fresh.session = asked.session;
    fresh.why = asked.why;
    fresh.shown = asked.shown;
    fresh.queue = asks.name;
    fresh.owner = detail::party_of(asks.owner);
    fresh.deputy = detail::party_of(asks.deputy);
    fresh.approvers_needed = asked.approvers;
    fresh.approvers = std::move(approvers);
    fresh.duties = detail::duties_of(asks);
    fresh.signed_decisions = asks.signed_decisions;
    fresh.majority_denies = asks.denied_by == denial::majority;
    fresh.opened = now;
    fresh.deadline = now + asks.answer_within;
    if (asks.deputy_from)
        fresh.deputy_from = fresh.deadline + duration{-asks.deputy_from.milliseconds};
    fresh.expires = fresh.deadline + (asked.start_within ? asked.start_within : asks.answer_within);
    detail::move_on(fresh, ticket_verb::open, ticket_state::waiting,
                    detail::text_of(asked.requester), asked.why, now);
    return fresh;
}

} // namespace bailiwick
