// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/data_class.hpp>
#include <bailiwick/charter/scope.hpp>

namespace bailiwick {

/// What a tool does to the world; everything after `read` is an effect.
enum class effect { unstated, read, write, send, execute, erase, delegate };
BOOST_DESCRIBE_ENUM(effect, unstated, read, write, send, execute, erase, delegate)

/// Whether content may steer the agent: `untrusted` content never does.
enum class trust { unstated, trusted, untrusted };
BOOST_DESCRIBE_ENUM(trust, unstated, trusted, untrusted)

/// Where a tool that executes code runs it.
enum class isolation { unstated, none, sandbox, separate_host };
BOOST_DESCRIBE_ENUM(isolation, unstated, none, sandbox, separate_host)

/// What becomes of a call that runs while the agent is paused: it ends with the leases it has, or
/// its leases end at once.
enum class when_paused { unstated, finish, cancel };
BOOST_DESCRIBE_ENUM(when_paused, unstated, finish, cancel)

/// Whether a call decides about a person (GDPR Art. 22).
enum class decision { none, about_a_person };
BOOST_DESCRIBE_ENUM(decision, none, about_a_person)

/// What permits a solely automated decision about a person (GDPR Art. 22(2)(a) to (c)).
enum class decision_basis { unstated, contract, law, explicit_consent };
BOOST_DESCRIBE_ENUM(decision_basis, unstated, contract, law, explicit_consent)

/// The facts a tool states about itself; what it may do is the matrix's business, not its own.
struct contract {
    std::string_view name;
    std::string_view summary{};
    refs<data_class> reads{};
    refs<data_class> writes{};
    refs<scope> needs{};
    effect does = effect::unstated;
    reversibility undo = reversibility::unstated;
    bool idempotent = false;
    std::string_view compensation{}; ///< the tool that takes a half-done write back
    duration timeout{};
    rate limit{};
    words critical{};                ///< the arguments an approver must see
    trust input = trust::unstated;   ///< `trusted`: only endorsed content may fill its arguments
    trust output = trust::unstated;  ///< whether its result may steer the agent
    bool high_impact = false;
    isolation runs_in = isolation::unstated;
    decision decides = decision::none;
    decision_basis decides_by = decision_basis::unstated;
    when_paused on_pause = when_paused::unstated; ///< unstated: as `on_pause_of` says
};
BOOST_DESCRIBE_STRUCT(contract, (),
                      (name, summary, reads, writes, needs, does, undo, idempotent, compensation,
                       timeout, limit, critical, input, output, high_impact, runs_in, decides,
                       decides_by, on_pause))

/// Whether the tool changes anything.
constexpr bool is_effectful(effect does) { return does > effect::read; }

/// What a pause does to a running call. Where the contract does not say: it is cancelled if it can
/// be made again or taken back, and finishes if half of it could stay undone.
constexpr when_paused on_pause_of(const contract& states) {
    if (states.on_pause != when_paused::unstated)
        return states.on_pause;
    const bool is_harmless =
        !is_effectful(states.does) || states.idempotent || !states.compensation.empty();
    return is_harmless ? when_paused::cancel : when_paused::finish;
}

} // namespace bailiwick
