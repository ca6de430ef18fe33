// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/person.hpp>
#include <bailiwick/charter/refs.hpp>

namespace bailiwick {

/// What becomes of a ticket that nobody answered; `approve` exists so that it can be refused.
enum class expiry { unstated, deny, approve };
BOOST_DESCRIBE_ENUM(expiry, unstated, deny, approve)

/// How many people it takes to deny; unstated: any one of them.
enum class denial { unstated, any, majority };
BOOST_DESCRIBE_ENUM(denial, unstated, any, majority)

/// A part of the decision that only some of the approvers can give: "finance", "risk".
struct duty {
    std::string_view name;
    refs<person, 8> people{};
    unsigned needed = 1; ///< how many of them must agree
};
BOOST_DESCRIBE_STRUCT(duty, (), (name, people, needed))

/// The duties of a queue, at most four; each needs a person of its own.
struct duties {
    duty at[4] = {};
    std::size_t count = 0;

    constexpr duties() = default;
    template <class... Duties> constexpr duties(const duty& first, const Duties&... others) {
        if constexpr (sizeof...(Duties) < 4)
            at[count++] = first, ((at[count++] = others), ...);
        else
            static_assert(sizeof...(Duties) < 4, "a queue holds at most four duties");
    }

    constexpr const duty* begin() const { return at; }
    constexpr const duty* end() const { return at + count; }
    constexpr bool empty() const { return count == 0; }
};

/// A lane in which people decide: who owns it, who may decide, how fast, and what silence means.
struct queue {
    std::string_view name;
    const person* owner = nullptr;
    const person* deputy = nullptr;
    refs<person> approvers{}; ///< the individuals whose decision counts
    duration answer_within{};
    expiry on_expiry = expiry::unstated;
    unsigned capacity_per_hour = 0;  ///< above it the agent pauses, instead of tiring people
    bool signed_decisions = false;   ///< decisions count only with the approver's own key
    bailiwick::duties duties{};      ///< who of the approvers must be among those who agree
    denial denied_by = denial::unstated;
    duration deputy_from{}; ///< so long before the deadline the deputy may decide too; 0: never
};
BOOST_DESCRIBE_STRUCT(queue, (),
                      (name, owner, deputy, approvers, answer_within, on_expiry, capacity_per_hour,
                       signed_decisions, duties, denied_by, deputy_from))

} // namespace bailiwick
