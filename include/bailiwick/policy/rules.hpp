// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/credentials.hpp>
#include <bailiwick/policy/data.hpp>
#include <bailiwick/policy/duties.hpp>
#include <bailiwick/policy/effects.hpp>
#include <bailiwick/policy/flow.hpp>
#include <bailiwick/policy/matrix.hpp>
#include <bailiwick/policy/model.hpp>
#include <bailiwick/policy/people.hpp>
#include <bailiwick/policy/regimes.hpp>
#include <bailiwick/policy/trail.hpp>
#include <bailiwick/policy/waivers.hpp>

/// The rules in the order in which they are asked: the first one that is broken is the one told.

namespace bailiwick {
namespace detail {

// clang-format off
using built_in_rules = rule_list<
    bw101, bw102, bw117, bw103, bw104, bw106, bw105, bw107, bw108, bw109, bw110, bw111, bw112,
    bw113, bw114,
    bw116<system_facts>, bw116<data_facts>, bw116<scope_facts>, bw116<credential_facts>,
    bw116<object_facts<queue>>, bw116<object_facts<person>>, bw116<object_facts<memory>>,
    bw116<object_facts<delegate>>,
    bw701, bw702, bw703,
    bw201, bw202, bw203, bw438, bw204, bw205, bw206, bw207, bw208, bw209, bw210, bw211, bw212,
    bw213, bw214, bw215, bw216, bw115,
    bw301, bw302, bw316, bw306, bw307, bw303, bw304, bw305, bw308, bw309, bw310, bw311, bw312,
    bw313, bw314, bw315, bw436, bw437,
    bw412, bw421, bw401, bw402, bw403, bw404, bw405, bw406, bw407, bw408, bw409, bw410, bw411,
    bw422, bw423, bw424, bw425, bw426, bw427, bw428, bw429, bw430,
    bw431, bw435, bw432, bw433, bw434,
    bw501, bw502, bw503, bw504, bw505, bw506, bw507, bw508, bw509, bw510, bw511, bw512, bw513,
    bw514, bw515, bw516, bw517, bw521, bw522, bw523, bw524, bw525, bw518, bw519, bw520,
    bw601, bw611, bw602, bw603, bw604, bw605, bw606, bw607, bw608, bw609, bw610>;
// clang-format on

template <class... Lists> struct concatenated;
template <class... Rules> struct concatenated<rule_list<Rules...>> {
    using type = rule_list<Rules...>;
};
template <class... First, class... Second, class... Rest>
struct concatenated<rule_list<First...>, rule_list<Second...>, Rest...>
    : concatenated<rule_list<First..., Second...>, Rest...> {};

template <class Under> struct house_rules_in {
    using type = rule_list<>;
};
template <class... Regimes> struct house_rules_in<const regimes<Regimes...>> {
    using type = typename concatenated<
        rule_list<>, decltype(house_rules_of(static_cast<const Regimes&>(Regimes{})))...>::type;
};

template <class Charter> struct house_rules_under : house_rules_in<void> {};
template <class Charter>
    requires requires { Charter::under; }
struct house_rules_under<Charter>
    : house_rules_in<std::remove_reference_t<decltype(Charter::under)>> {};

/// The user's own rules, from the house regimes that the charter is under.
template <class Charter> using house_rules = typename house_rules_under<Charter>::type;

template <class... Rules> constexpr bool codes_are_free(rule_list<Rules...>) {
    const int codes[] = {Rules::code..., 0};
    for (std::size_t i = 0; i < sizeof...(Rules); ++i) {
        if (codes[i] <= 900 || codes[i] > 999) return false;
        for (std::size_t before = 0; before < i; ++before)
            if (codes[before] == codes[i]) return false;
    }
    return true;
}

/// The rules that a waiver may name; dependent, so that nothing asks them where nobody waives.
template <class Charter>
using rules_to_waive = typename concatenated<built_in_rules, house_rules<Charter>>::type;

/// Whether some subject of this name breaks the rule of this code.
template <class... Rules>
constexpr bool is_broken(rule_list<Rules...>, int code, std::string_view offender,
                         const agent_facts& agent) {
    [[maybe_unused]] const auto broken_by = [&]<class Rule>(Rule*) {
        if (Rule::code != code) return false;
        for (const auto& subject : subjects_of<Rule>(agent))
            if (name_of(subject) == offender && !holds_for<Rule>(subject, agent)) return true;
        return false;
    };
    return (broken_by(static_cast<Rules*>(nullptr)) || ...);
}

} // namespace detail

/// House rules have codes of their own, from BW901 to BW999.
template <class Charter>
constexpr bool house_codes_are_free = detail::codes_are_free(detail::house_rules<Charter>{});
template <class Charter> struct house_codes : rule_about<charter_subject, 900> {
    static constexpr bool holds(const charter_subject&) { return house_codes_are_free<Charter>; }
    template <class Same> struct require {
        static_assert(house_codes_are_free<Same>,
                      "[BW900] a house rule has a code outside 901 to 999, or twice: renumber it");
    };
};

/// Every waiver silences something: a stale one would hide the next mistake.
template <const waiver& Waiver, class Agent>
constexpr bool waiver_silences_something =
    detail::is_broken(detail::rules_to_waive<charter_of<Agent>>{}, Waiver.rule, Waiver.offender,
                      facts_of<Agent>);
template <class Agent> struct stale_waiver : rule_about<object_facts<waiver>, 704> {
    static constexpr bool holds(const object_facts<waiver>& subject, const agent_facts& agent) {
        const waiver& word = *subject.is;
        return detail::is_broken(detail::rules_to_waive<charter_of<Agent>>{}, word.rule,
                                 word.offender, agent);
    }
    template <const waiver& Waiver, class Same> struct require {
        static_assert(waiver_silences_something<Waiver, Same>,
                      "[BW704] this waiver silences nothing: "
                      "correct rule and offender, or drop it");
    };
};

/// All rules that an agent is asked, in order.
template <class Agent>
using rules_for = typename detail::concatenated<detail::rule_list<house_codes<charter_of<Agent>>>,
                                          detail::built_in_rules,
                                          detail::house_rules<charter_of<Agent>>,
                                          detail::rule_list<stale_waiver<Agent>>>::type;

} // namespace bailiwick
