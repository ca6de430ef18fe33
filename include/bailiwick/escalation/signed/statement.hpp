// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: only queues that want signed decisions need it

#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/tool/canonical.hpp>

#include <boost/json/object.hpp>

namespace bailiwick {

/// The kind of statement that is signed; the number grows when a member changes.
inline constexpr std::string_view approval_statement_type = "bailiwick-approval/1";

/// Whether a decision can be signed: one that lets a call run, or says how it ended.
constexpr bool is_signed_verb(ticket_verb verb) {
    return verb == ticket_verb::grant || verb == ticket_verb::deny || verb == ticket_verb::retry ||
           verb == ticket_verb::override;
}

/// What an approver signs: one RFC 8785 object that holds all that the decision is about.
///
/// `approver` is the contact as the queue lists it. The arguments stand there as their commitment
/// where the ticket has one, because receipts show the statement to strangers. `attempt` is the
/// run that the decision is about, so that no signature serves for two.
inline std::string approval_statement(const ticket& about, ticket_verb verb,
                                      std::string_view approver, std::string_view why,
                                      unsigned attempt) {
    const auto text = [](std::string_view from) { return boost::json::string(from); };
    const std::string& arguments =
        about.arguments_commitment.empty() ? about.arguments_digest : about.arguments_commitment;
    boost::json::object statement{{"agent", text(about.agent)},
                                  {"approver", text(approver)},
                                  {"arguments", text(arguments)},
                                  {"attempt", attempt},
                                  {"declaration", text(about.declaration_digest)},
                                  {"expires", text(text_of(about.expires))},
                                  {"queue", text(about.queue)},
                                  {"reason", text(why)},
                                  {"ticket", text(about.id)},
                                  {"tool", text(about.tool)},
                                  {"type", text(approval_statement_type)},
                                  {"verdict", text(word_of(verb))}};
    if (!about.requester_commitment.empty())
        statement["requester"] = text(about.requester_commitment);
    return canonical_text(statement);
}

/// The statement of a decision that is taken now.
inline std::string approval_statement(const ticket& about, ticket_verb verb,
                                      std::string_view approver, std::string_view why) {
    return approval_statement(about, verb, approver, why, about.attempts + 1);
}

/// The statement behind a vote that the ticket keeps: votes are cast before the first run.
inline std::string approval_statement(const ticket& about, const vote& cast) {
    const ticket_verb verb =
        cast.verdict == verdict::grant ? ticket_verb::grant : ticket_verb::deny;
    return approval_statement(about, verb, cast.contact, cast.why, 1);
}

namespace detail {

/// The contact of who settled a ticket, as the queue lists it; the history has it as it was typed.
inline std::string_view contact_in(const ticket& about, const ticket_event& settled) {
    const std::string_view typed = contact_of(settled.by);
    for (const party& each : about.approvers)
        if (is_same_spelling(each.contact, typed))
            return each.contact;
    for (const party* each : {&about.owner, &about.deputy})
        if (is_same_spelling(each->contact, typed))
            return each->contact;
    return typed;
}

} // namespace detail

/// The statement behind the last retry or override in a ticket's history, before it runs again.
inline std::string approval_statement(const ticket& about, const ticket_event& settled) {
    return approval_statement(about, settled.verb, detail::contact_in(about, settled),
                              settled.words, about.attempts + 1);
}

} // namespace bailiwick
