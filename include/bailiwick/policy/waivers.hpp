// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW116 and BW117, names, and BW7xx, waivers, which go by name: an accepted risk has an owner, a
/// reason, an end, and something to silence.

namespace bailiwick {

/// No two declared objects of a kind share a name: to a reviewer, and at run time, they are one.
template <const auto& Object, class Agent>
constexpr bool name_is_taken_once =
    !detail::subject_in<detail::facts_about<std::remove_cvref_t<decltype(Object)>>, Object,
                        Agent>().shares_its_name;
template <class Facts> struct bw116 : rule_about<Facts, 116> {
    static constexpr bool holds(const Facts& subject) { return !subject.shares_its_name; }
    template <const auto& Object, class Agent> struct require {
        static_assert(name_is_taken_once<Object, Agent>,
                      "[BW116] this object has no name, or the name of another one: "
                      "give it a name of its own");
    };
};

/// Every list of a charter has the name under which rules look for it.
template <class Charter> constexpr bool parts_are_spelt_right = kept_by<struct bw117, Charter>;
struct bw117 : rule_about<charter_subject, 117> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return !charter.misspells_a_part;
    }
    template <class Charter> struct require {
        static_assert(parts_are_spelt_right<Charter>,
                      "[BW117] this charter has a list that no rule reads: "
                      "write its name in the plural (memories)");
    };
};

/// Somebody accepts the risk, and says why.
template <const waiver& Waiver, class Agent>
constexpr bool waiver_has_an_owner_and_a_reason = satisfied_by<struct bw701, Waiver, Agent>;
struct bw701 : rule_about<object_facts<waiver>, 701> {
    static constexpr bool holds(const waiver& waiver) {
        return waiver.owner && !detail::says_nothing(waiver.reason);
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
