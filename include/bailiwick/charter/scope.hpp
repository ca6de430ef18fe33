// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/person.hpp>
#include <bailiwick/charter/refs.hpp>

namespace bailiwick {

/// One permission as the identity provider spells it: "mail:send".
struct scope {
    std::string_view name;
};
BOOST_DESCRIBE_STRUCT(scope, (), (name))

/// Proof, for the length of one call, that the gate lent this scope to a tool.
template <const scope& Scope> class lease;

/// Whose right a credential carries.
enum class holder { unstated, service_account, delegated_user };
BOOST_DESCRIBE_ENUM(holder, unstated, service_account, delegated_user)

/// Where a secret rests when no call needs it.
enum class storage {
    unstated,
    workload_identity,
    vault,
    systemd,
    owner_only_file,
    environment,
    source,
    prompt
};
BOOST_DESCRIBE_ENUM(storage, unstated, workload_identity, vault, systemd, owner_only_file,
                    environment, source, prompt)

/// An account the agent may use: what it grants, where it rests, who changes and who ends it.
struct credential {
    std::string_view name;
    holder kind = holder::unstated;
    refs<scope> grants{};
    storage stored_in = storage::unstated;
    duration time_to_live{};
    const person* rotation_owner = nullptr;
    duration rotation_period{};
    std::string_view revocation{};  ///< the path that ends it: a command, a page, a ticket type
    std::string_view actor_claim{}; ///< delegated user: the claim that names the agent (RFC 8693)
    bool grants_admin = false;
};
BOOST_DESCRIBE_STRUCT(credential, (),
                      (name, kind, grants, stored_in, time_to_live, rotation_owner,
                       rotation_period, revocation, actor_claim, grants_admin))

} // namespace bailiwick
