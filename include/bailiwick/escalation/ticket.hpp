// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/transition.hpp>
#include <bailiwick/tool/instant.hpp>

#include <vector>

namespace bailiwick {

/// What somebody is: only a person decides.
enum class party_kind {
    person, ///< a human being
    agent,  ///< an agent, or the model behind it
    system  ///< a service, a script, a timer
};
BOOST_DESCRIBE_ENUM(party_kind, person, agent, system)

/// Somebody on a ticket; two with the same contact, in any case, are one.
struct party {
    std::string name{};
    std::string contact{};
    party_kind kind = party_kind::person;

    friend bool operator==(const party&, const party&) = default;
};
BOOST_DESCRIBE_STRUCT(party, (), (name, contact, kind))

/// Something that the approver is shown, under a heading: why it was asked, what was read before.
struct evidence {
    std::string what;
    std::string text;

    friend bool operator==(const evidence&, const evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(evidence, (), (what, text))

/// What one person said about a ticket.
enum class verdict { grant, deny };
BOOST_DESCRIBE_ENUM(verdict, grant, deny)

/// One decision of one listed person, with the name and contact that the queue lists.
struct vote {
    std::string person;
    std::string contact;
    bailiwick::verdict verdict = bailiwick::verdict::deny;
    std::string why;
    instant at;
    std::string signature{}; ///< armored SSH signature of the decision; empty when it has none

    friend bool operator==(const vote&, const vote&) = default;
};
BOOST_DESCRIBE_STRUCT(vote, (), (person, contact, verdict, why, at, signature))

/// A part of the decision that only these people can give.
struct ticket_duty {
    std::string name;
    std::vector<party> people;
    unsigned needed = 1;

    friend bool operator==(const ticket_duty&, const ticket_duty&) = default;
};
BOOST_DESCRIBE_STRUCT(ticket_duty, (), (name, people, needed))

/// One line of a ticket's history: who did what, and where it led.
struct ticket_event {
    instant at;
    ticket_verb verb = ticket_verb::open;
    ticket_state to = ticket_state::waiting;
    std::string by;
    std::string words;
    std::string signature{}; ///< of a retry or an override; a vote has its own

    friend bool operator==(const ticket_event&, const ticket_event&) = default;
};
BOOST_DESCRIBE_STRUCT(ticket_event, (), (at, verb, to, by, words, signature))

/// One question to people: one call with frozen arguments, who asks, who may decide, until when.
struct ticket {
    std::string id;                  ///< 26 characters that sort by time
    unsigned long long revision = 0; ///< grows by one with each change

    // Frozen when it is opened.
    std::string agent;
    std::string tool;
    std::string arguments;            ///< canonical JSON (RFC 8785)
    std::string arguments_digest;     ///< "sha256:…" of that text
    std::string arguments_commitment; ///< what receipts say instead of that text; may be empty
    std::string requester_commitment; ///< the same for who asks
    std::string arguments_salt;       ///< with it and the texts anybody opens the commitments
    std::string declaration_digest;   ///< the charter under which it was asked
    std::string label;                ///< the flow label of the arguments
    party requester;                  ///< for whom the agent asks; never counts as approver
    std::string session;
    std::string why; ///< why a person is asked
    std::vector<evidence> shown;
    std::string queue;
    party owner;
    party deputy; ///< empty when the queue has none
    unsigned approvers_needed = 1;
    std::vector<party> approvers; ///< who may decide
    std::vector<ticket_duty> duties;
    bool signed_decisions = false; ///< decisions count only with the approver's own key
    bool majority_denies = false;  ///< else any denial is final
    instant opened;
    instant deputy_from; ///< from this instant on the deputy may decide too; the epoch: never
    instant deadline; ///< from this instant on nobody can decide
    instant expires;  ///< from this instant on a grant cannot be started

    // What has happened since.
    ticket_state state = ticket_state::waiting;
    std::vector<vote> votes;
    unsigned attempts = 0; ///< how often it was started
    std::string runner;    ///< the process that started it last
    std::string outcome;   ///< what the tool, or a person, said about its end
    std::string successor; ///< the ticket that asks for less in its place
    std::vector<ticket_event> history;

    friend bool operator==(const ticket&, const ticket&) = default;
};
BOOST_DESCRIBE_STRUCT(ticket, (),
                      (id, revision, agent, tool, arguments, arguments_digest, arguments_commitment,
                       requester_commitment, arguments_salt, declaration_digest, label, requester,
                       session, why, shown, queue, owner, deputy, approvers_needed, approvers,
                       duties, signed_decisions, majority_denies, opened, deputy_from, deadline,
                       expires, state, votes, attempts, runner, outcome, successor, history))

/// Where the ticket stands at `now`: one whose time is over is expired, swept or not.
inline ticket_state state_at(const ticket& ticket, instant now) {
    if (ticket.state == ticket_state::waiting && now >= ticket.deadline)
        return ticket_state::expired;
    if (ticket.state == ticket_state::granted && now >= ticket.expires)
        return ticket_state::expired;
    return ticket.state;
}

} // namespace bailiwick
