// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it checks what people signed, for whoever reviews the logs of an agent

#include <bailiwick/agent/detail/told_by_logs.hpp>
#include <bailiwick/escalation/signed/check.hpp>
#include <bailiwick/receipt/verification.hpp>

namespace bailiwick {

/// What a review of the signed decisions in the logs has found.
struct approvals_checked {
    unsigned long long signed_decisions = 0, unsigned_decisions = 0;
    std::vector<finding> problems{};
};

namespace detail {

/// Holds each signed decision to the request that it is about, and to who may sign.
class approval_review {
public:
    approval_review(const allowed_signers& signers, approvals_checked& result)
        : signers_(signers), result_(result) {}

    void hear(const record::intent& asked) {
        if (asked.decision.effect == record::effect::require_approval)
            asked_.emplace(asked.act, asked);
    }
    void hear(const std::string& where, const record::approval& one) {
        const record::approval_given& given = one.approval;
        const bool denies = given.state == record::approval_state::denied || !given.vote.empty();
        decision(where, one, given.by, denies ? ticket_verb::deny : ticket_verb::grant,
                 given.reason, given.at.value_or(one.ts), given.ssh);
    }
    void hear(const std::string& where, const record::escalation& one) {
        const record::escalation_facts& step = one.escalation;
        const bool is_retry = step.verb == word_of(ticket_verb::retry);
        if (!step.ssh || (!is_retry && step.verb != word_of(ticket_verb::override)))
            return;
        decision(where, one, std::string(contact_of(step.by)),
                 is_retry ? ticket_verb::retry : ticket_verb::override, step.reason, one.ts,
                 step.ssh);
    }

private:
    void problem(const std::string& where, std::string what) {
        result_.problems.push_back({where, std::move(what)});
    }

    void decision(const std::string& where, const record::header& receipt,
                  const std::string& contact, ticket_verb verb, const std::string& why,
                  instant at, const std::optional<record::ssh_evidence>& ssh) {
        if (!ssh) {
            ++result_.unsigned_decisions;
            return;
        }
        ++result_.signed_decisions;
        const auto found = asked_.find(receipt.act);
        if (found == asked_.end())
            return problem(where, "no request in the logs that it could be about");
        const record::intent& asked = found->second;
        const auto said = parse_strict(ssh->statement);
        const boost::json::object* const facts = said ? said->if_object() : nullptr;
        if (!facts)
            return problem(where, "what was signed is no statement");
        const std::pair<const char*, std::string_view> members[] = {
            {"type", approval_statement_type}, {"ticket", receipt.act},
            {"tool", asked.action.tool},       {"arguments", asked.action.args},
            {"declaration", asked.manifest},   {"approver", contact},
            {"verdict", word_of(verb)},        {"reason", why},
            {"requester", asked.approval.requester}};
        for (const auto& [name, expected] : members) {
            const boost::json::value* const member = facts->if_contains(name);
            if (!member && expected.empty())
                continue;
            if (!member || !member->is_string() ||
                !is_same(name, std::string_view(member->get_string()), expected))
                return problem(where, std::string(name) + " in the signed statement is not that "
                                                          "of the receipts");
        }
        const auto signature = read_ssh_signature(ssh->signature);
        if (!signature)
            return problem(where, signature.why().hint);
        if (const auto allowed =
                signers_.allows(contact, signature->key, approval_namespace, at);
            !allowed)
            return problem(where, contact + ": " + allowed.why().hint);
        if (const auto good = check_signature(*signature, ssh->statement, approval_namespace,
                                              user_proof::presence);
            !good)
            return problem(where, good.why().hint);
        if (verb == ticket_verb::grant)
            one_key_agrees_once(where, receipt.act, contact, fingerprint_of(signature->key));
    }

    // The queue's spelling of a contact is signed; a history may have it as it was typed.
    static bool is_same(std::string_view name, std::string_view said, std::string_view expected) {
        return name == "approver" ? is_same_spelling(said, expected) : said == expected;
    }

    void one_key_agrees_once(const std::string& where, const std::string& act,
                             const std::string& contact, const std::string& key) {
        const auto [found, is_new] = keys_.emplace(act + " " + key, contact);
        if (!is_new && found->second != contact)
            problem(where, "the same key has agreed as " + found->second);
    }

    const allowed_signers& signers_;
    approvals_checked& result_;
    std::map<std::string, record::intent> asked_{};
    std::map<std::string, std::string> keys_{}; ///< who agreed with a key to a ticket
};

} // namespace detail

/// Checks every signed decision in the logs below a folder: that its signature is one that the
/// signer's file allows at its time, over just the request that the logs tell of.
///
/// A template, so that only those who review pay for compiling it.
template <class Review = detail::approval_review>
answer<approvals_checked> check_approvals(const std::string& logs, const allowed_signers& signers) {
    approvals_checked result;
    Review review(signers, result);
    // A request may lie in another log than the decisions about it: those are judged afterwards.
    std::vector<std::pair<std::string, any_receipt>> decisions;
    const auto read = detail::read_each_log(logs, [&](const std::string& log) -> answer<done> {
        const std::string role = log.substr(log.rfind('/') + 1);
        const auto all = read_log(log, [&](unsigned long long index, std::string_view text) {
            auto receipt = read_any_receipt(text);
            if (!receipt)
                return;
            if (const auto* asked = std::get_if<record::intent>(&*receipt))
                review.hear(*asked);
            else if (!std::holds_alternative<record::outcome>(*receipt))
                decisions.emplace_back(role + "/" + std::to_string(index), *std::move(receipt));
        });
        if (!all)
            return all.why();
        return done{};
    });
    if (!read)
        return read.why();
    for (const auto& [where, receipt] : decisions) {
        if (const auto* vote = std::get_if<record::approval>(&receipt))
            review.hear(where, *vote);
        if (const auto* step = std::get_if<record::escalation>(&receipt))
            review.hear(where, *step);
    }
    return result;
}

} // namespace bailiwick
