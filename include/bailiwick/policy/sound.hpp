// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/rules.hpp>

#include <utility>

namespace bailiwick {
namespace detail {

/// Which rule is broken first, and by which of its subjects.
struct offence {
    std::size_t rule = nowhere;
    std::size_t subject = nowhere;
};

template <class Agent, class Rules> struct inquiry;
template <class Agent, class... Rules> struct inquiry<Agent, rule_list<Rules...>> {
    static constexpr offence first = [] {
        offence found;
        std::size_t position = 0;
        // Stops at the first offender: the rules behind it are not even evaluated.
        static_cast<void>(((found.subject = offender_of<Rules, Agent>,
                            found.rule = found.subject == nowhere ? nowhere : position,
                            ++position, found.subject != nowhere) ||
                           ...));
        return found;
    }();
    using rules = boost::mp11::mp_list<Rules...>;
};

/// What an agent without offenders is asked: nothing.
struct nothing_to_require {};

/// The class whose `static_assert` names the offender, for each kind of subject.
template <class Rule, class Subject, class Agent, std::size_t Position> struct requirement {
    static constexpr const auto& object = *facts_of<Agent>.template all<Subject>()[Position].is;
    using type = typename Rule::template require<object, Agent>;
};
template <class Rule, class Agent, std::size_t Position>
struct requirement<Rule, tool_facts, Agent, Position> {
    using tool = typename tool_at<tools_of<Agent>, Position>::type;
    static constexpr bool reads_the_charter_alone =
        requires(const tool_facts& facts, const charter_facts& charter) {
            Rule::holds(facts, charter);
        } || requires(const tool_facts& facts) { Rule::holds(facts); };
    using scene = boost::mp11::mp_if_c<reads_the_charter_alone, charter_of<Agent>, Agent>;
    using type = typename Rule::template require<tool, scene>;
};
template <class Rule, class Agent, std::size_t Position>
struct requirement<Rule, rule, Agent, Position> {
    static constexpr std::string_view name = facts_of<Agent>.charter.matrix[Position].tool;
    using type = typename Rule::template require<text<name.size() + 1>(name), Agent>;
};
template <class Rule, class Agent, std::size_t Position>
struct requirement<Rule, charter_subject, Agent, Position> {
    using type = typename Rule::template require<charter_of<Agent>>;
};

template <class Agent, offence Found> struct sentence {
    using rule = boost::mp11::mp_at_c<typename inquiry<Agent, rules_for<Agent>>::rules, Found.rule>;
    using type =
        typename requirement<rule, typename rule::subject, Agent, Found.subject>::type;
};
template <class Agent> struct sentence<Agent, offence{}> {
    using type = nothing_to_require;
};

template <class Agent>
using first_offence = typename sentence<Agent, inquiry<Agent, rules_for<Agent>>::first>::type;

} // namespace detail

/// The seal: true when every rule holds, otherwise a compile error that names the first offender.
///
/// Write `static_assert(bw::sound<support_agent>);` as the last line of the charter's header.
template <class Agent> constexpr bool sound = sizeof(detail::first_offence<Agent>) > 0;

/// Whether every rule holds, as a plain answer: for drafts, which print their findings instead.
template <class Agent>
constexpr bool is_sound = std::is_same_v<detail::first_offence<Agent>, detail::nothing_to_require>;

} // namespace bailiwick
