// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW7xx, waivers: an accepted risk has an owner, a reason, an end, and something to silence.

namespace bailiwick {

/// Somebody accepts the risk, and says why.
template <const waiver& Waiver, class Agent>
constexpr bool waiver_has_an_owner_and_a_reason = satisfied_by<struct bw701, Waiver, Agent>;
struct bw701 : rule_about<object_facts<waiver>, 701> {
    static constexpr bool holds(const waiver& waiver) {
        return waiver.owner && !waiver.reason.empty();
    }
    template <const waiver& Waiver, class Agent> struct require {
        static_assert(waiver_has_an_owner_and_a_reason<Waiver, Agent>,
                      "[BW701] this waiver is accepted by nobody or without a reason: "
                      "name owner and reason");
    };
};

/// A waiver ends on a stated day.
template <const waiver& Waiver, class Agent>
constexpr bool waiver_has_an_end = satisfied_by<struct bw702, Waiver, Agent>;
struct bw702 : rule_about<object_facts<waiver>, 702> {
    static constexpr bool holds(const waiver& waiver) {
        return static_cast<bool>(waiver.expires);
    }
    template <const waiver& Waiver, class Agent> struct require {
        static_assert(waiver_has_an_end<Waiver, Agent>,
                      "[BW702] this waiver never ends: state a valid day in expires");
    };
};

/// The matrix and the waivers themselves cannot be waived.
template <const waiver& Waiver, class Agent>
constexpr bool waiver_names_a_rule_that_can_be_waived = satisfied_by<struct bw703, Waiver, Agent>;
struct bw703 : rule_about<object_facts<waiver>, 703> {
    static constexpr bool holds(const waiver& waiver) {
        return detail::can_be_waived(waiver.rule);
    }
    template <const waiver& Waiver, class Agent> struct require {
        static_assert(waiver_names_a_rule_that_can_be_waived<Waiver, Agent>,
                      "[BW703] this rule cannot be waived: repair the charter instead");
    };
};

} // namespace bailiwick
