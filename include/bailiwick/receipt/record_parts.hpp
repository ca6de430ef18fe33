// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/word.hpp>
#include <bailiwick/tool/instant.hpp>

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

/// The parts of receipts. A member `class_` or `new_` is `class` or `new` in the text, because
/// C++ keeps those words. Commitments are `c1:…`, or "none" where there is nothing to commit to.

namespace bailiwick::record {

enum class trigger_kind { webhook, user, schedule, agent, retry };
BOOST_DESCRIBE_ENUM(trigger_kind, webhook, user, schedule, agent, retry)

enum class data_op { read, write, store, forward };
BOOST_DESCRIBE_ENUM(data_op, read, write, store, forward)

enum class effect { allow, require_approval, deny };
BOOST_DESCRIBE_ENUM(effect, allow, require_approval, deny)

enum class approval_state { not_required, pending, granted, denied, expired };
BOOST_DESCRIBE_ENUM(approval_state, not_required, pending, granted, denied, expired)

enum class status { ok, error, timeout, indeterminate, rolled_back };
BOOST_DESCRIBE_ENUM(status, ok, error, timeout, indeterminate, rolled_back)

/// Which agent, in which version, built from what.
struct agent_identity {
    std::string id{}, version{};
    std::string build{}; ///< `sha256:` of the binary or image
    friend bool operator==(const agent_identity&, const agent_identity&) = default;
};
BOOST_DESCRIBE_STRUCT(agent_identity, (), (id, version, build))

/// The W3C trace context, in hexadecimal digits.
struct trace_context {
    std::string trace_id{}, span_id{};
    friend bool operator==(const trace_context&, const trace_context&) = default;
};
BOOST_DESCRIBE_STRUCT(trace_context, (), (trace_id, span_id))

/// In whose name the agent acts; `credential` is an id, never the secret.
struct principal {
    std::string kind{}, id{}, credential{};
    std::vector<std::string> scopes{};
    friend bool operator==(const principal&, const principal&) = default;
};
BOOST_DESCRIBE_STRUCT(principal, (), (kind, id, credential, scopes))

/// What set the agent off.
struct trigger {
    trigger_kind kind = trigger_kind::user;
    std::string ref{};
    std::string content{}; ///< a commitment
    friend bool operator==(const trigger&, const trigger&) = default;
};
BOOST_DESCRIBE_STRUCT(trigger, (), (kind, ref, content))

/// Which data the action touches, by class and field, never by value.
struct data_use {
    std::string ref{};
    data_op op = data_op::read;
    std::string class_{};
    std::vector<std::string> fields{};
    std::string content{}; ///< a commitment
    friend bool operator==(const data_use&, const data_use&) = default;
};
BOOST_DESCRIBE_STRUCT(data_use, (), (ref, op, class_, fields, content))

/// What the gate decided and by which rule; `reason` is a reason code or a rule's words.
struct decision {
    record::effect effect = record::effect::deny;
    std::string rule{}, policy{}, reason{}, model{};
    friend bool operator==(const decision&, const decision&) = default;
};
BOOST_DESCRIBE_STRUCT(decision, (), (effect, rule, policy, reason, model))

/// What is to be done.
struct action {
    std::string tool{};
    std::string args{"none"}; ///< a commitment
    std::string target{}, idempotency{};
    friend bool operator==(const action&, const action&) = default;
};
BOOST_DESCRIBE_STRUCT(action, (), (tool, args, target, idempotency))

/// Whether a person must agree, who and until when.
struct approval_need {
    bool required = false;
    approval_state state = approval_state::not_required;
    std::string queue{}, owner{};
    std::optional<instant> expires{};
    std::string ticket{};
    std::string requester{}; ///< a commitment to who asks
    friend bool operator==(const approval_need&, const approval_need&) = default;
};
BOOST_DESCRIBE_STRUCT(approval_need, (),
                      (required, state, queue, owner, expires, ticket, requester))

/// One signature over what was approved.
struct evidence_signature {
    std::string keyid{}, sig{};
    friend bool operator==(const evidence_signature&, const evidence_signature&) = default;
};
BOOST_DESCRIBE_STRUCT(evidence_signature, (), (keyid, sig))

/// A DSSE envelope: what the approver signed, and the signature. `tier` says how strong it is.
struct evidence {
    std::string payload{}, payloadType{};
    std::vector<evidence_signature> signatures{};
    std::string tier{};
    friend bool operator==(const evidence&, const evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(evidence, (), (payload, payloadType, signatures, tier))

/// A decision as a person signed it with their SSH key: `ssh-keygen -Y verify` takes both texts.
struct ssh_evidence {
    std::string statement{}; ///< the bytes that were signed
    std::string signature{}; ///< armored, namespace `bailiwick-approval`
    friend bool operator==(const ssh_evidence&, const ssh_evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(ssh_evidence, (), (statement, signature))

/// What became of a request for approval; `by` is a pseudonym such as `op:7f3a`.
struct approval_given {
    bool required = true;
    approval_state state = approval_state::denied;
    std::string by{};
    std::optional<instant> at{};
    std::optional<record::evidence> evidence{};
    std::string ticket{}, reason{};
    std::string vote{}; ///< "deny" where the denial of one has not decided
    std::optional<ssh_evidence> ssh{};
    friend bool operator==(const approval_given&, const approval_given&) = default;
};
BOOST_DESCRIBE_STRUCT(approval_given, (),
                      (required, state, by, at, evidence, ticket, reason, vote, ssh))

/// One thing that the action changed.
struct effect_seen {
    std::string ref{}, op{};
    friend bool operator==(const effect_seen&, const effect_seen&) = default;
};
BOOST_DESCRIBE_STRUCT(effect_seen, (), (ref, op))

/// What came of the action; `indeterminate` if nobody knows whether it happened.
struct outcome_facts {
    record::status status = record::status::indeterminate;
    long long code = 0, ms = 0;
    std::vector<effect_seen> effects{};
    std::string result{"none"}; ///< a commitment
    std::string reason{};       ///< a reason code, where it did not go well
    friend bool operator==(const outcome_facts&, const outcome_facts&) = default;
};
BOOST_DESCRIBE_STRUCT(outcome_facts, (), (status, code, ms, effects, result, reason))

/// A ticket's way from one state to the next.
struct escalation_facts {
    std::string ticket{}, verb{}, from{}, to{}, queue{}, owner{}, by{}, reason{};
    std::optional<instant> expires{};
    std::string successor{}; ///< the ticket that asks for less in its place
    std::optional<long long> attempt{}; ///< of a retry: which run it lets begin
    std::optional<ssh_evidence> ssh{};
    friend bool operator==(const escalation_facts&, const escalation_facts&) = default;
};
BOOST_DESCRIBE_STRUCT(escalation_facts, (),
                      (ticket, verb, from, to, queue, owner, by, reason, expires, successor,
                       attempt, ssh))

/// An operation on the agent, on keys or on the log; which members count depends on `op`.
struct control_facts {
    std::string op{}; ///< log_open, key_rotate, key_revoke, erase, pause, resume …
    std::string origin{}, policy{}, previous{}, old{}, new_{}, from{}, basis{}, by{}, reason{};
    std::string subject{};
    std::optional<std::vector<std::string>> receipts{}, names{};
    friend bool operator==(const control_facts&, const control_facts&) = default;
};
BOOST_DESCRIBE_STRUCT(control_facts, (),
                      (op, origin, policy, previous, old, new_, from, basis, by, reason, subject,
                       receipts, names))

} // namespace bailiwick::record
