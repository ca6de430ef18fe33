// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/context.hpp>
#include <bailiwick/agent/outstanding.hpp>
#include <bailiwick/escalation/signed/statement.hpp>
#include <bailiwick/policy/agent_facts.hpp>
#include <bailiwick/receipt.hpp>
#include <bailiwick/tool/canonical.hpp>

/// How a run writes its receipts: the same header on each, values as commitments.

namespace bailiwick {

/// For agents whose receipts are off: values are kept nowhere.
struct no_vault {
    answer<done> put(std::span<const vault_record>) { return done{}; }
};

/// Whether a log keeps anything; where it does not, no receipt is even made.
template <class Log> inline constexpr bool keeps_receipts = !std::is_same_v<Log, null_log>;

/// Who writes: the agent, its build, and the digest of its declaration.
struct ledger_identity {
    record::agent_identity agent{};
    std::string manifest{};
    const agent_facts* facts = nullptr;
};

/// One run's receipts, numbered from zero so that a lost one shows; used by one thread at a time.
template <class Log, class Vault> class ledger {
public:
    ledger(Log& log, Vault& vault, const ledger_identity& who, const run_context& context,
           instant start)
        : keeper_(log, vault), who_(&who), context_(&context), id_(receipt_id(start)) {}

    const std::string& session_id() const { return id_; }

    /// A value that is committed to before its receipt is made: people sign the commitment.
    vault_record commit_to_arguments(const std::string& arguments, instant now) const {
        return {{}, "action.args", new_salt(), arguments, context_->subject, now};
    }

    /// What was decided about a call; durable when the token comes back, or only on its way.
    template <receipt_wait Wait = receipt_wait::until_durable>
    auto intent(std::string_view act, std::string_view tool, const tool_facts* facts,
                const std::string& arguments, const record::decision& decided,
                const record::approval_need& need, instant now,
                std::optional<vault_record> committed_before = {}) {
        record::intent one;
        stamp(one, act, now);
        const agent_facts& agent = *who_->facts;
        one.principal = {"service_account", std::string(agent.charter.identity->id), {}, {}};
        if (facts)
            fill(one, *facts);
        one.trigger = {context_->trigger.kind, context_->trigger.reference, {}};
        one.decision = decided;
        one.decision.policy = who_->manifest;
        if (!context_->model.name.empty())
            one.decision.model = context_->model.name + "@" + context_->model.version;
        one.action.tool = tool;
        one.approval = need;
        std::vector<vault_record> values;
        if (committed_before) {
            committed_before->receipt = one.id;
            one.action.args = committed_before->commitment();
            values.push_back(*std::move(committed_before));
        } else {
            one.action.args = committed(values, one, "action.args", arguments);
        }
        if (!context_->trigger.content.is_null())
            one.trigger.content = committed(values, one, "trigger.content",
                                            canonical_text(context_->trigger.content));
        else
            one.trigger.content = nothing_committed;
        return keep<Wait>(one, values);
    }

    /// What came of a call; `result` is canonical JSON, or empty where there is none.
    template <receipt_wait Wait = receipt_wait::until_durable>
    auto outcome(std::string_view act, record::outcome_facts came, const std::string& result,
                 instant now) {
        record::outcome one;
        stamp(one, act, now);
        one.outcome = std::move(came);
        std::vector<vault_record> values;
        if (!result.empty())
            one.outcome.result = committed(values, one, "outcome.result", result);
        return keep<Wait>(one, values);
    }

    /// What has just become of a ticket, as its history ends: a decision, or any other step.
    answer<durable_receipt> step(const ticket& about, instant now) {
        const ticket_verb last = about.history.back().verb;
        return last == ticket_verb::grant || last == ticket_verb::deny ? approval(about, now)
                                                                       : escalation(about, now);
    }

    /// One person's decision about a ticket.
    answer<durable_receipt> approval(const ticket& about, instant now) {
        record::approval one;
        stamp(one, about.id, now);
        const vote& last = about.votes.back();
        one.approval = {true,
                        about.state == ticket_state::denied    ? record::approval_state::denied
                        : about.state == ticket_state::granted ? record::approval_state::granted
                                                               : record::approval_state::pending,
                        last.contact,
                        last.at,
                        std::nullopt,
                        about.id,
                        last.why,
                        {},
                        {}};
        if (about.state == ticket_state::waiting && last.verdict == verdict::deny)
            one.approval.vote = word_of(last.verdict);
        if (!last.signature.empty())
            one.approval.ssh = {approval_statement(about, last), last.signature};
        return keep(one, {});
    }

    /// A ticket's step that is no decision: opened, started, expired, retried, overridden.
    answer<durable_receipt> escalation(const ticket& about, instant now) {
        record::escalation one;
        stamp(one, about.id, now);
        const ticket_event& last = about.history.back();
        const std::size_t steps = about.history.size();
        const std::string from =
            steps > 1 ? std::string(word_of(about.history[steps - 2].to)) : std::string();
        one.escalation = {about.id,      std::string(word_of(last.verb)),
                          from,          std::string(word_of(last.to)),
                          about.queue,   about.owner.contact,
                          last.by,       last.words,
                          about.deadline, about.successor,
                          std::nullopt,   std::nullopt};
        if (last.verb == ticket_verb::retry)
            one.escalation.attempt = about.attempts + 1;
        if (!last.signature.empty())
            one.escalation.ssh = {approval_statement(about, last), last.signature};
        // What a tool says of its failure may be anybody's data: the ticket keeps it, not the log.
        if (last.verb == ticket_verb::fail)
            one.escalation.reason = word_of(reason::tool_failed);
        if (last.verb == ticket_verb::start && !context_->operator_contact.empty())
            one.escalation.by = context_->operator_contact;
        return keep(one, {});
    }

    /// A step that somebody wanted and that was refused: the ticket stays as it is.
    answer<durable_receipt> refused_step(std::string_view verb, std::string_view by,
                                         const ticket& about, const refusal& why, instant now) {
        record::escalation one;
        stamp(one, about.id, now);
        const std::string stands(word_of(about.state));
        one.escalation = {about.id,        std::string(verb) + "_refused",
                          stands,          stands,
                          about.queue,     about.owner.contact,
                          std::string(by), std::string(word_of(why.code)),
                          about.deadline,  {},
                          std::nullopt,    std::nullopt};
        return keep(one, {});
    }

    /// Something that was done to the agent as a whole.
    answer<durable_receipt> control(record::control_facts what, instant now) {
        record::control one;
        stamp(one, {}, now);
        one.control = std::move(what);
        return keep(one, {});
    }

private:
    // All that a receipt needs of chance is drawn at once: a draw costs more than a salt.
    void stamp(record::header& one, std::string_view act, instant now) {
        chance_ = random_bytes(10 + 2 * 32);
        one.id = receipt_id(now, drawn(10));
        one.act = act;
        one.session = id_;
        one.n = next_;
        one.ts = now;
        one.agent = who_->agent;
        one.manifest = who_->manifest;
    }

    void fill(record::intent& one, const tool_facts& tool) const {
        for (const scope* need : tool.states->needs) {
            one.principal.scopes.emplace_back(need->name);
            for (const scope_facts& each : who_->facts->scopes)
                if (each.is == need && each.granted_by) {
                    one.principal.credential = each.granted_by->name;
                    one.principal.kind = word_of(each.granted_by->kind);
                }
        }
        const auto use = [&](const refs<data_class>& classes, record::data_op op) {
            for (const data_class* each : classes)
                one.data.push_back({each->home ? std::string(each->home->name) : "none",
                                    op,
                                    std::string(each->name),
                                    {},
                                    std::string(nothing_committed)});
        };
        use(tool.states->reads, record::data_op::read);
        use(tool.states->writes,
            tool.states->does == effect::send ? record::data_op::forward : record::data_op::write);
    }

    /// Bytes that are used for nothing else; whoever needs more than there are ends the program.
    std::string drawn(std::size_t count) {
        if (chance_.size() < count)
            std::abort();
        std::string taken = chance_.substr(chance_.size() - count);
        chance_.resize(chance_.size() - count);
        return taken;
    }

    std::string committed(std::vector<vault_record>& values, const record::header& one,
                          std::string_view name, const std::string& value) {
        values.push_back(
            {one.id, std::string(name), salt_of(drawn(32)), value, context_->subject, one.ts});
        return values.back().commitment();
    }

    template <receipt_wait Wait = receipt_wait::until_durable, class Receipt>
    auto keep(const Receipt& one, const std::vector<vault_record>& values) {
        auto kept = keeper_.template keep<Wait>(one, std::span<const vault_record>(values));
        if (kept)
            ++next_;
        return kept;
    }

    receipt_keeper<Log, Vault> keeper_;
    const ledger_identity* who_;
    const run_context* context_;
    std::string id_;
    std::string chance_{};
    long long next_ = 0;
};

} // namespace bailiwick
