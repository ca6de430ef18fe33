// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/word.hpp>

#include <boost/describe/class.hpp>

#include <cstddef>

namespace bailiwick {

/// A body of rules the agent is run under.
struct regime {
    std::string_view name;
    std::string_view title{};
    duration receipts_at_least{}; ///< the longest duty to keep a record that it imposes
};
BOOST_DESCRIBE_STRUCT(regime, (), (name, title, receipts_at_least))

/// Regulation (EU) 2016/679.
inline constexpr regime gdpr{"gdpr", "Regulation (EU) 2016/679 (GDPR)"};
/// 45 CFR 164; records are kept six years (164.316(b)(2)(i)).
inline constexpr regime hipaa{"hipaa", "45 CFR Part 164 (HIPAA)", days(6 * 365 + 2)};
/// Regulation (EU) 2024/1689; a deployer keeps logs six months (Art. 26(6)).
inline constexpr regime ai_act{"ai_act", "Regulation (EU) 2024/1689 (AI Act)", days(183)};
/// For an agent that no such body of rules concerns; saying so is still required.
inline constexpr regime no_regime{"none", "no regime declared"};

/// Rules of the user's own, checked like the built-in ones (see docs/rules.md, BW9xx).
template <class... Rules> struct house : regime {};

namespace detail {

template <class... Rules> struct rule_list {};

template <class... Rules> rule_list<Rules...> house_rules_of(const house<Rules...>&);
rule_list<> house_rules_of(const regime&);

} // namespace detail

/// The regimes an agent is under, house rules among them.
template <class... Regimes> struct regimes {
    const regime* at[sizeof...(Regimes) + 1] = {};

    constexpr regimes(const Regimes&... declared) : at{&declared...} {}

    constexpr const regime* const* begin() const { return at; }
    constexpr const regime* const* end() const { return at + sizeof...(Regimes); }
    constexpr std::size_t size() const { return sizeof...(Regimes); }
};

} // namespace bailiwick
