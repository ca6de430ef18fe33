// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/queue.hpp>
#include <bailiwick/charter/scope.hpp>

namespace bailiwick {

/// The three answers of the action matrix, from widest to narrowest.
enum class bucket { unstated, automatic, approval, never };
BOOST_DESCRIBE_ENUM(bucket, unstated, automatic, approval, never)

/// How a condition compares an argument.
enum class relation { unstated, at_most, at_least, equals };
BOOST_DESCRIBE_ENUM(relation, unstated, at_most, at_least, equals)

/// A limit on one argument; a call outside it is refused, so a condition only ever narrows a row.
struct condition {
    std::string_view argument;
    relation is = relation::unstated;
    long long limit = 0;
    std::string_view text{}; ///< for `equals` on text
};
BOOST_DESCRIBE_STRUCT(condition, (), (argument, is, limit, text))

constexpr condition at_most(std::string_view argument, long long limit) {
    return {argument, relation::at_most, limit};
}
constexpr condition at_least(std::string_view argument, long long limit) {
    return {argument, relation::at_least, limit};
}
constexpr condition equals(std::string_view argument, std::string_view text) {
    return {argument, relation::equals, 0, text};
}

/// The conditions of one row; all of them must hold.
struct conditions {
    condition at[4] = {};
    std::size_t count = 0;

    constexpr const condition* begin() const { return at; }
    constexpr const condition* end() const { return at + count; }
    constexpr bool empty() const { return count == 0; }
};

/// One row of the action matrix: what becomes of a call to the tool of this name.
struct rule {
    std::string_view tool;
    bucket verdict = bucket::unstated;
    const queue* asks = nullptr; ///< approval: where people decide
    unsigned approvers = 0;      ///< approval: how many distinct people must agree
    refs<scope> needs{};         ///< never: the scopes that would make it possible
    conditions when{};
    words_up_to<4> narrows{}; ///< approval: the numbers that an approver may lower

    /// The same row, whose approvers may ask for less of these arguments than the agent did.
    template <class... Words> constexpr rule narrowing(const Words&... arguments) const {
        rule same = *this;
        same.narrows = {arguments...};
        return same;
    }

    /// The same row, narrowed by limits on arguments.
    template <class... Conditions> constexpr rule where(const Conditions&... limits) const {
        rule narrowed = *this;
        if constexpr (sizeof...(Conditions) <= 4)
            ((narrowed.when.at[narrowed.when.count++] = limits), ...);
        else
            static_assert(sizeof...(Conditions) <= 4, "a row holds at most four conditions");
        return narrowed;
    }
};
BOOST_DESCRIBE_STRUCT(rule, (), (tool, verdict, asks, approvers, needs, when, narrows))

/// The tool may run unattended.
constexpr rule automatic(std::string_view tool) { return {tool, bucket::automatic}; }

/// The tool runs after `approvers` distinct people of the queue agreed to these arguments.
constexpr rule approval(std::string_view tool, const queue& asks, unsigned approvers = 1) {
    return {tool, bucket::approval, &asks, approvers};
}

/// No tool of this name exists, and nobody holds the scopes that it would need.
constexpr rule never(std::string_view tool, refs<scope> needs) {
    return {tool, bucket::never, nullptr, 0, needs};
}

} // namespace bailiwick
