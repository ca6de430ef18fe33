// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/text.hpp>
#include <bailiwick/policy/facts.hpp>

namespace bailiwick {

/// The base of a rule: its code, and what it judges (tools, rows, declared objects, the charter).
///
/// A rule has `holds(subject, facts)`, which tells the truth, and a class template `require`, whose
/// only content is the `static_assert` that says it in words. House rules have the same shape.
template <class Subject, int Code> struct rule_about {
    using subject = Subject;
    static constexpr int code = Code;
};

/// What stands for a whole charter when a rule judges it.
struct charter_subject {
    const charter_facts* is = nullptr;
    constexpr std::string_view name() const { return is->identity->name; }
};

namespace detail {

constexpr std::string_view name_of(const tool_facts& tool) { return tool.states->name; }
constexpr std::string_view name_of(const rule& row) { return row.tool; }
constexpr std::string_view name_of(const auto& object) { return object.name(); }

/// The structural rules and the rules about waivers cannot be waived.
constexpr bool can_be_waived(int code) {
    return (code >= 200 && code < 700) || (code > 900 && code < 1000);
}

constexpr bool is_waived(const charter_facts& charter, int code, std::string_view offender) {
    for (const waiver* each : charter.waivers)
        if (each->rule == code && each->offender == offender && can_be_waived(code)) return true;
    return false;
}

/// The first subject that breaks the rule; rules that read the charter alone get it alone.
template <class Rule, class Subject>
constexpr const Subject* first_broken(const Subject* each, const Subject* end,
                                      const agent_facts& agent) {
    for (; each != end; ++each) {
        if constexpr (requires { Rule::holds(*each); }) {
            if (!Rule::holds(*each)) break;
        } else if constexpr (requires { Rule::holds(*each, agent); }) {
            if (!Rule::holds(*each, agent)) break;
        } else if constexpr (requires { Rule::holds(*each, agent.charter); }) {
            if (!Rule::holds(*each, agent.charter)) break;
        } else {
            if (!Rule::holds(*each->is)) break;
        }
    }
    return each;
}

/// Whether the rule holds for one subject.
template <class Rule, class Subject>
constexpr bool holds_for(const Subject& subject, const agent_facts& agent) {
    return first_broken<Rule>(&subject, &subject + 1, agent) != &subject;
}

/// The same, where the charter is all there is.
template <class Rule, class Subject>
constexpr bool holds_under(const Subject& subject, const charter_facts& charter) {
    if constexpr (requires { Rule::holds(subject); })
        return Rule::holds(subject);
    else
        return Rule::holds(subject, charter);
}

/// Everything that a rule judges in an agent.
template <class Rule> constexpr auto subjects_of(const agent_facts& agent) {
    using subject = typename Rule::subject;
    if constexpr (std::is_same_v<subject, rule>) {
        return agent.charter.matrix;
    } else if constexpr (std::is_same_v<subject, charter_subject>) {
        struct {
            charter_subject at[1];
            constexpr const charter_subject* begin() const { return at; }
            constexpr const charter_subject* end() const { return at + 1; }
            constexpr const charter_subject* data() const { return at; }
            constexpr std::size_t size() const { return 1; }
        } one{{{&agent.charter}}};
        return one;
    } else {
        return agent.all<subject>();
    }
}

/// The first subject that breaks a rule and is not waived, or `nowhere`.
template <class Rule, class Agent>
inline constexpr std::size_t offender_of = [] {
    constexpr const agent_facts& agent = facts_of<Agent>;
    constexpr auto subjects = subjects_of<Rule>(agent);
    if constexpr (subjects.size() == 0) {
        return nowhere; // most agents have no waivers, delegates, memories: no rule to instantiate
    } else {
        const auto* const end = subjects.data() + subjects.size();
        const auto* broken = first_broken<Rule>(subjects.data(), end, agent);
        while (broken != end && is_waived(agent.charter, Rule::code, name_of(*broken)))
            broken = first_broken<Rule>(broken + 1, end, agent);
        return broken == end ? nowhere : static_cast<std::size_t>(broken - subjects.data());
    }
}();

/// The facts of one declared object within an agent; of the object alone where nobody mentions it.
template <class Subject, const auto& Object, class Agent> constexpr Subject subject_in() {
    for (const Subject& each : facts_of<Agent>.template all<Subject>())
        if (each.is == &Object) return each;
    return Subject{&Object};
}

/// The facts that are gathered about a kind of declared object.
template <class Object> struct facts_of_kind { using type = object_facts<Object>; };
template <> struct facts_of_kind<system> { using type = system_facts; };
template <> struct facts_of_kind<data_class> { using type = data_facts; };
template <> struct facts_of_kind<scope> { using type = scope_facts; };
template <> struct facts_of_kind<credential> { using type = credential_facts; };
template <class Object> using facts_about = typename facts_of_kind<Object>::type;

template <class Tools, std::size_t Position> struct tool_at;
template <class... Tools, std::size_t Position> struct tool_at<tool_list<Tools...>, Position> {
    using type = boost::mp11::mp_at_c<boost::mp11::mp_list<Tools...>, Position>;
};

} // namespace detail

/// Whether a rule about tools holds for one tool under one charter (or within one agent).
template <class Rule, class Tool, class CharterOrAgent>
constexpr bool satisfies = [] {
    if constexpr (requires { CharterOrAgent::tool_count; })
        return detail::holds_for<Rule>(tool_in<Tool, charter_of<CharterOrAgent>>,
                                       facts_of<CharterOrAgent>);
    else
        return detail::holds_under<Rule>(tool_in<Tool, CharterOrAgent>,
                                         facts_of_charter<CharterOrAgent>);
}();

/// Whether a rule about declared objects holds for one of them within one agent.
template <class Rule, const auto& Object, class Agent>
constexpr bool satisfied_by =
    detail::holds_for<Rule>(detail::subject_in<typename Rule::subject, Object, Agent>(),
                            facts_of<Agent>);

/// Whether a rule about the whole charter holds.
template <class Rule, class Charter>
constexpr bool kept_by = detail::holds_under<Rule>(charter_subject{&facts_of_charter<Charter>},
                                                   facts_of_charter<Charter>);

/// Whether a rule about matrix rows holds for the row of this name within one agent.
template <class Rule, detail::text Name, class Agent>
constexpr bool satisfied_by_row = [] {
    for (const rule& row : facts_of<Agent>.charter.matrix)
        if (row.tool == Name.view() && !detail::holds_for<Rule>(row, facts_of<Agent>)) return false;
    return true;
}();

} // namespace bailiwick
