// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/request.hpp>

namespace bailiwick {

/// Who checks the signatures of decisions, for a desk whose queues want them: two functions over
/// an object that outlives the desk. Without one, no decision in such a queue is taken.
struct decision_check {
    /// Whether `by` has signed this decision now.
    answer<done> (*decision)(const void* on, const ticket& about, ticket_verb verb, const voter& by,
                             std::string_view why, std::string_view signature,
                             instant now) = nullptr;
    /// Whether the decisions that let a granted ticket start still carry good signatures.
    answer<done> (*start)(const void* on, const ticket& about, instant now) = nullptr;
    const void* on = nullptr;
};

namespace detail {

inline refusal cannot_check(const ticket& about, ticket_verb verb) {
    return {reason::approver_not_authorized, std::string(word_of(verb)), about.id,
            "the queue " + about.queue + " takes signed decisions, and this program checks no "
            "signatures: give its desk a decision_check"};
}

/// Whether a decision may be taken as far as its signature goes.
inline answer<done> check_signature_of(const decision_check& check, const ticket& about,
                                       ticket_verb verb, const voter& by, std::string_view why,
                                       std::string_view signature, instant now) {
    if (about.signed_decisions && check.decision)
        return check.decision(check.on, about, verb, by, why, signature, now);
    if (about.signed_decisions)
        return cannot_check(about, verb);
    if (!signature.empty())
        return refusal{reason::malformed_request, std::string(word_of(verb)), about.id,
                       "the queue " + about.queue + " takes decisions without a signature"};
    return done{};
}

} // namespace detail
} // namespace bailiwick
