// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/catalog.hpp>
#include <bailiwick/policy.hpp>

#include <string>
#include <vector>

/// What the rules say at run time: the same predicates that the compiler asked, listed.

namespace bailiwick::packet {

/// One rule, what it judged, and who broke it.
struct check {
    int code = 0;
    std::string_view sentence{}; ///< what is wrong: what to do
    std::string_view stride{};   ///< the STRIDE rules it answers
    std::size_t judged = 0;      ///< how many subjects it looked at
    std::vector<std::string> open{};
    std::vector<std::string> waived{};
};

namespace detail {

template <class Rule> check check_of(const agent_facts& agent) {
    using bailiwick::detail::holds_for, bailiwick::detail::is_waived, bailiwick::detail::name_of;
    check result{.code = Rule::code};
    if (const catalog_entry* known = entry_for(Rule::code)) {
        result.sentence = known->sentence;
        result.stride = known->stride;
    } else if constexpr (requires { std::string_view(Rule::sentence); }) {
        result.sentence = Rule::sentence;
    } else {
        result.sentence = "a house rule";
    }
    for (const auto& subject : bailiwick::detail::subjects_of<Rule>(agent)) {
        ++result.judged;
        if (holds_for<Rule>(subject, agent))
            continue;
        const std::string_view name = name_of(subject);
        (is_waived(agent.charter, Rule::code, name) ? result.waived : result.open)
            .emplace_back(name);
    }
    return result;
}

/// Adds what one rule says; a rule that judges several kinds of object is one check.
inline void add_check(std::vector<check>& all, check one) {
    if (all.empty() || all.back().code != one.code) return all.push_back(std::move(one));
    check& same = all.back();
    same.judged += one.judged;
    same.open.insert(same.open.end(), one.open.begin(), one.open.end());
    same.waived.insert(same.waived.end(), one.waived.begin(), one.waived.end());
}

template <class... Rules>
std::vector<check> checks_of(bailiwick::detail::rule_list<Rules...>, const agent_facts& agent) {
    std::vector<check> all;
    (add_check(all, check_of<Rules>(agent)), ...);
    return all;
}

} // namespace detail

/// All rules that an agent is asked, with their offenders; a sealed agent has none open.
template <class Agent> std::vector<check> checks_for() {
    return detail::checks_of(rules_for<Agent>{}, facts_of<Agent>);
}

} // namespace bailiwick::packet
