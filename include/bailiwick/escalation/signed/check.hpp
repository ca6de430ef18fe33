// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs OpenSSL, and only queues that want signed decisions do

#include <bailiwick/escalation/settling.hpp>
#include <bailiwick/escalation/signed/allowed_signers.hpp>
#include <bailiwick/escalation/signed/ssh_signature.hpp>
#include <bailiwick/escalation/signed/statement.hpp>

namespace bailiwick {
namespace detail {

/// Who decides, as the queue lists them: approvers, and for an override its owner and deputy too.
inline answer<const party*> listed_signer(const ticket& at, ticket_verb verb, const voter& by,
                                          instant now) {
    if (!is_signed_verb(verb))
        return refuse(at, verb, reason::decision_not_allowed,
                      "only grant, deny, retry and override are signed");
    if (verb != ticket_verb::override)
        return decider(at, verb, by, now);
    if (auto fault = fault_of_settler(at, verb, by, now))
        return *std::move(fault);
    for (const party& each : at.approvers)
        if (is_listed_as(by, each))
            return &each;
    return is_listed_as(by, at.owner) ? &at.owner : &at.deputy;
}

/// The key of a good signature over `statement` that `contact` may give at that time.
inline answer<ssh_public_key> key_that_signed(const ticket& at, ticket_verb verb,
                                              const party& listed, std::string_view statement,
                                              std::string_view armored,
                                              const allowed_signers& signers, instant when,
                                              user_proof wanted) {
    if (listed.contact.empty())
        return refuse(at, verb, reason::approver_not_authorized,
                      listed.name + " has no contact in the queue, so no key can be theirs");
    if (armored.empty())
        return refuse(at, verb, reason::approver_not_authorized,
                      "this decision carries no signature: sign its statement with ssh-keygen "
                      "-Y sign -n " +
                          std::string(approval_namespace));
    const answer<ssh_signature> given = read_ssh_signature(armored);
    if (!given)
        return refuse(at, verb, given.why().code, given.why().hint);
    const answer<done> allowed =
        signers.allows(listed.contact, given->key, approval_namespace, when);
    if (!allowed)
        return refuse(at, verb, allowed.why().code, text_of(listed) + ": " + allowed.why().hint);
    for (const std::string* each : {&at.requester.contact, &at.requester.name})
        if (!each->empty() && signers.is_key_of(given->key, *each))
            return refuse(at, verb, reason::self_approval,
                          "this is also a key of " + *each + ", who asks: another person decides");
    if (signers.is_key_of(given->key, at.agent))
        return refuse(at, verb, reason::approver_not_human,
                      "this is also a key of the agent " + at.agent + ": a person decides");
    const answer<done> checked = check_signature(*given, statement, approval_namespace, wanted);
    if (!checked)
        return refuse(at, verb, checked.why().code, "the signature: " + checked.why().hint);
    return given->key;
}

/// Whether a key stands behind the grant of somebody else on this ticket.
inline const vote* vote_of_same_key(const ticket& at, const party& listed,
                                    const ssh_public_key& key) {
    for (const vote& each : at.votes) {
        if (each.verdict != verdict::grant || is_listed_as({each.person, each.contact}, listed))
            continue;
        const answer<ssh_signature> other = read_ssh_signature(each.signature);
        if (other && other->key == key)
            return &each;
    }
    return nullptr;
}

/// Whether who let a ticket run again, after it had been started, has signed that.
inline answer<done> recheck_retry(const ticket& at, const allowed_signers& signers,
                                  user_proof wanted) {
    constexpr ticket_verb verb = ticket_verb::retry;
    const ticket_event* last = nullptr;
    for (const ticket_event& each : at.history)
        if (each.verb == verb)
            last = &each;
    if (last == nullptr)
        return refuse(at, verb, reason::approver_not_authorized,
                      "it has been started, and nobody signed that it may run again");
    const voter by{{}, std::string(contact_in(at, *last))};
    const answer<const party*> listed = decider(at, verb, by, last->at);
    if (!listed)
        return listed.why();
    const answer<ssh_public_key> key =
        key_that_signed(at, verb, **listed, approval_statement(at, *last), last->signature, signers,
                        last->at, wanted);
    if (!key)
        return key.why();
    return done{};
}

} // namespace detail

/// Whether a decision that is taken now carries a good signature of who takes it.
///
/// People are told apart by key, not by spelling: the key of the requester or of the agent never
/// counts, and one key agrees once.
inline answer<done> check_signed_decision(const ticket& at, ticket_verb verb, const voter& by,
                                          std::string_view why, std::string_view armored,
                                          const allowed_signers& signers, instant now,
                                          user_proof wanted = user_proof::presence) {
    const answer<const party*> found = detail::listed_signer(at, verb, by, now);
    if (!found)
        return found.why();
    const party& listed = **found;
    const answer<ssh_public_key> key =
        detail::key_that_signed(at, verb, listed, approval_statement(at, verb, listed.contact, why),
                                armored, signers, now, wanted);
    if (!key)
        return key.why();
    if (verb == ticket_verb::grant)
        if (const vote* other = detail::vote_of_same_key(at, listed, *key))
            return detail::refuse(at, verb, reason::duplicate_approver,
                                  "the same key has agreed as " + other->contact +
                                      " already: another person is needed");
    return done{};
}

/// Whether enough of a ticket's votes still carry good signatures by distinct keys.
///
/// Asked before a start: nobody makes a grant by editing the store. A key must have been valid
/// when its vote was cast; one that is not listed any more has lost its role. A ticket that was
/// started before needs the signature of its last retry as well.
inline answer<done> recheck_votes(const ticket& at, const allowed_signers& signers, instant when,
                                  user_proof wanted = user_proof::presence) {
    constexpr ticket_verb verb = ticket_verb::start;
    constexpr duration clocks_differ = seconds(60); // between the hosts of vote and start
    if (detail::is_refused(at))
        return detail::refuse(at, verb, reason::not_terminal_allow,
                              "people said no, and that is final: make the call anew");
    const std::vector<party> agreed = detail::people_who_said(at, verdict::grant);
    if (agreed.empty() || !detail::are_enough(at, agreed))
        return detail::refuse(at, verb, reason::quorum_not_met,
                              "too few of the listed people signed: make the call anew");
    std::vector<ssh_public_key> keys;
    for (const party& listed : agreed) {
        const vote& last = *detail::last_vote_of(at, listed);
        const bool in_time = last.at >= at.opened && last.at < at.deadline &&
                             last.at <= when + clocks_differ &&
                             (detail::find_listed(at.approvers, listed) != nullptr ||
                              detail::deputy_decides(at, last.at));
        if (!in_time)
            return detail::refuse(at, verb, reason::approver_not_authorized,
                                  "the vote of " + detail::text_of(listed) +
                                      " has a time at which they could not decide");
        const answer<ssh_public_key> key =
            detail::key_that_signed(at, verb, listed, approval_statement(at, last), last.signature,
                                    signers, last.at, wanted);
        if (!key)
            return key.why();
        if (std::find(keys.begin(), keys.end(), *key) != keys.end())
            return detail::refuse(at, verb, reason::duplicate_approver,
                                  "one key agreed twice: " + fingerprint_of(*key));
        keys.push_back(*key);
    }
    return at.attempts == 0 ? answer<done>(done{}) : detail::recheck_retry(at, signers, wanted);
}

} // namespace bailiwick
