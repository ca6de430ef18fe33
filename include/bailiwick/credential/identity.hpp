// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <string>

namespace bailiwick {

/// Under whose name a call acts: what a receipt keeps of the account, and never the secret.
struct identity_used {
    std::string credential;         ///< the declared account
    holder kind = holder::unstated; ///< its own right, or a user's
    std::string actor;              ///< who acts: the agent's own identity
    std::string subject;            ///< delegated user: for whom; else empty
    std::string actor_claim;        ///< delegated user: the claim that names the actor

    friend bool operator==(const identity_used&, const identity_used&) = default;
};
BOOST_DESCRIBE_STRUCT(identity_used, (), (credential, kind, actor, subject, actor_claim))

/// The identity behind a declared account when `actor` uses it, for `subject` if it is a user's.
inline identity_used identity_of(const credential& account, std::string_view actor,
                                 std::string_view subject = {}) {
    const bool delegated = account.kind == holder::delegated_user;
    return {std::string(account.name), account.kind, std::string(actor),
            std::string(delegated ? subject : std::string_view()),
            std::string(delegated ? account.actor_claim : std::string_view())};
}

} // namespace bailiwick
