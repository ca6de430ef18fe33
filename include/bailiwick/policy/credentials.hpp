// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW3xx, credentials: an account can do what the tools need, and nothing that is never done.

namespace bailiwick {

/// The agent is known by an identity that nobody shares.
template <class Charter>
constexpr bool agent_acts_under_its_own_identity = kept_by<struct bw301, Charter>;
struct bw301 : rule_about<charter_subject, 301> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const identity& self = *charter.identity;
        return !self.id.empty() && !self.shared &&
               (self.acts == acting::as_itself || self.acts == acting::for_a_user);
    }
    template <class Charter> struct require {
        static_assert(agent_acts_under_its_own_identity<Charter>,
                      "[BW301] this agent acts under a shared or borrowed identity: "
                      "give it an id of its own");
    };
};

/// The leases of the call operator are exactly the scopes of the contract.
template <class Tool, class Charter>
constexpr bool leases_equal_needs = satisfies<struct bw302, Tool, Charter>;
struct bw302 : rule_about<tool_facts, 302> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        const refs<scope>& leases = *tool.leases;
        const refs<scope>& needs = tool.states->needs;
        if (leases.count != needs.count) return false;
        for (std::size_t i = 0; i < needs.count; ++i)
            if (leases.at[i] != needs.at[i] &&
                !(needs.contains(*leases.at[i]) && leases.contains(*needs.at[i])))
                return false;
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(leases_equal_needs<Tool, Charter>,
                      "[BW302] the leases of the call operator differ from needs: "
                      "make the two lists the same");
    };
};

/// Every scope that a tool needs is granted by some credential.
template <const scope& Scope, class Agent>
constexpr bool needed_scope_is_granted = satisfied_by<struct bw303, Scope, Agent>;
struct bw303 : rule_about<scope_facts, 303> {
    static constexpr bool holds(const scope_facts& scope) {
        return !scope.is_needed || scope.granted_by;
    }
    template <const scope& Scope, class Agent> struct require {
        static_assert(needed_scope_is_granted<Scope, Agent>,
                      "[BW303] a tool needs this scope but no credential grants it: "
                      "grant it or drop the need");
    };
};

/// A scope is granted by one credential, so that a lease has one source.
template <const scope& Scope, class Agent>
constexpr bool scope_has_one_credential = satisfied_by<struct bw304, Scope, Agent>;
struct bw304 : rule_about<scope_facts, 304> {
    static constexpr bool holds(const scope_facts& scope) {
        return !scope.also_granted_by;
    }
    template <const scope& Scope, class Agent> struct require {
        static_assert(scope_has_one_credential<Scope, Agent>,
                      "[BW304] two credentials grant this scope: keep it in one of them");
    };
};

/// No scope is granted that no tool needs.
template <const scope& Scope, class Agent>
constexpr bool scope_is_used = satisfied_by<struct bw305, Scope, Agent>;
struct bw305 : rule_about<scope_facts, 305> {
    static constexpr bool holds(const scope_facts& scope) {
        return !scope.granted_by || scope.is_needed || scope.is_needed_by_never;
    }
    template <const scope& Scope, class Agent> struct require {
        static_assert(scope_is_used<Scope, Agent>,
                      "[BW305] this scope is granted but no tool needs it: remove the grant");
    };
};

/// What the agent never does, its accounts cannot do either.
template <const scope& Scope, class Agent>
constexpr bool never_scope_is_granted_to_nobody = satisfied_by<struct bw306, Scope, Agent>;
struct bw306 : rule_about<scope_facts, 306> {
    static constexpr bool holds(const scope_facts& scope) {
        return !(scope.is_needed_by_never && scope.granted_by);
    }
    template <const scope& Scope, class Agent> struct require {
        static_assert(never_scope_is_granted_to_nobody<Scope, Agent>,
                      "[BW306] a scope of an action that is never done is granted: "
                      "remove the grant");
    };
};

/// A never row says which scopes the action would need.
template <detail::text Row, class Agent>
constexpr bool never_row_names_its_scopes = satisfied_by_row<struct bw307, Row, Agent>;
struct bw307 : rule_about<rule, 307> {
    static constexpr bool holds(const rule& row) {
        return row.verdict != bucket::never || !row.needs.empty();
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(never_row_names_its_scopes<Row, Agent>,
                      "[BW307] this never row names no scope: "
                      "say which scopes the action would need");
    };
};

/// Automatic and gated tools never share a credential.
template <const credential& Credential, class Agent>
constexpr bool credential_serves_one_bucket = satisfied_by<struct bw308, Credential, Agent>;
struct bw308 : rule_about<credential_facts, 308> {
    static constexpr bool holds(const credential_facts& credential) {
        return !(credential.serves_automatic && credential.serves_gated);
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_serves_one_bucket<Credential, Agent>,
                      "[BW308] automatic and gated tools share this credential: "
                      "give each bucket its own");
    };
};

/// A credential is a service account, or names the agent when it acts for a user.
template <const credential& Credential, class Agent>
constexpr bool credential_says_whose_right_it_is = satisfied_by<struct bw309, Credential, Agent>;
struct bw309 : rule_about<credential_facts, 309> {
    static constexpr bool holds(const credential& credential) {
        return credential.kind == holder::service_account ||
               (credential.kind == holder::delegated_user &&
                !detail::says_nothing(credential.actor_claim));
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_says_whose_right_it_is<Credential, Agent>,
                      "[BW309] this credential hides who acts: "
                      "make it a service account or state its actor_claim");
    };
};

/// No credential carries an administrator role.
template <const credential& Credential, class Agent>
constexpr bool credential_is_no_administrator = satisfied_by<struct bw310, Credential, Agent>;
struct bw310 : rule_about<credential_facts, 310> {
    static constexpr bool holds(const credential& credential) {
        return !credential.grants_admin;
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_is_no_administrator<Credential, Agent>,
                      "[BW310] this credential grants an administrator role: "
                      "grant the scopes that tools need");
    };
};

/// A secret rests where neither source, prompt nor environment shows it.
template <const credential& Credential, class Agent>
constexpr bool secret_rests_in_a_safe_place = satisfied_by<struct bw311, Credential, Agent>;
struct bw311 : rule_about<credential_facts, 311> {
    static constexpr bool holds(const credential& credential) {
        return credential.stored_in > storage::unstated &&
               credential.stored_in < storage::environment;
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(secret_rests_in_a_safe_place<Credential, Agent>,
                      "[BW311] this secret rests within reach: "
                      "store it in a vault, systemd or an owner-only file");
    };
};

/// A credential ends within a day, or is changed within ninety.
template <const credential& Credential, class Agent>
constexpr bool credential_is_short_lived_or_rotated = satisfied_by<struct bw312, Credential, Agent>;
struct bw312 : rule_about<credential_facts, 312> {
    static constexpr bool holds(const credential& credential) {
        const duration life = credential.time_to_live;
        const duration period = credential.rotation_period;
        return (life && life <= days(1)) || (period && period <= days(90));
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_is_short_lived_or_rotated<Credential, Agent>,
                      "[BW312] this credential lives long and is not rotated: "
                      "state time_to_live or rotation_period");
    };
};

/// Somebody changes the secret.
template <const credential& Credential, class Agent>
constexpr bool credential_has_a_rotation_owner = satisfied_by<struct bw313, Credential, Agent>;
struct bw313 : rule_about<credential_facts, 313> {
    static constexpr bool holds(const credential& credential) {
        return credential.rotation_owner != nullptr;
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_has_a_rotation_owner<Credential, Agent>,
                      "[BW313] nobody rotates this credential: name a rotation_owner");
    };
};

/// Somebody at three in the morning can end the credential.
template <const credential& Credential, class Agent>
constexpr bool credential_can_be_revoked = satisfied_by<struct bw314, Credential, Agent>;
struct bw314 : rule_about<credential_facts, 314> {
    static constexpr bool holds(const credential& credential) {
        return !detail::says_nothing(credential.revocation);
    }
    template <const credential& Credential, class Agent> struct require {
        static_assert(credential_can_be_revoked<Credential, Agent>,
                      "[BW314] this credential has no way to end it: state the revocation path");
    };
};

/// Another agent proves who it is, gets only scopes of ours, and cannot hand on without end.
template <const delegate& Delegate, class Agent>
constexpr bool delegation_is_limited = satisfied_by<struct bw315, Delegate, Agent>;
struct bw315 : rule_about<object_facts<delegate>, 315> {
    static constexpr bool holds(const object_facts<delegate>& subject, const agent_facts& agent) {
        const delegate& other = *subject.is;
        for (const scope* each : other.scopes)
            for (const scope_facts& known : agent.scopes)
                if (known.is == each && !known.granted_by) return false;
        return other.proves_by > mutual_proof::none && other.max_depth > 0;
    }
    template <const delegate& Delegate, class Agent> struct require {
        static_assert(delegation_is_limited<Delegate, Agent>,
                      "[BW315] this delegation has no limits: "
                      "state mutual proof, scopes of our own and max_depth");
    };
};

/// A scope is one permission, so that what is never done can be told from what is granted.
template <const scope& Scope, class Agent>
constexpr bool scope_is_exact = satisfied_by<struct bw316, Scope, Agent>;
struct bw316 : rule_about<scope_facts, 316> {
    static constexpr bool holds(const scope& scope) {
        return !detail::has_letter(scope.name, '*');
    }
    template <const scope& Scope, class Agent> struct require {
        static_assert(scope_is_exact<Scope, Agent>,
                      "[BW316] this scope holds a wildcard: name each permission by itself");
    };
};

} // namespace bailiwick
