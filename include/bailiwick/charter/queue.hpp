// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/person.hpp>
#include <bailiwick/charter/refs.hpp>

namespace bailiwick {

/// What becomes of a ticket that nobody answered; `approve` exists so that it can be refused.
enum class expiry { unstated, deny, approve };
BOOST_DESCRIBE_ENUM(expiry, unstated, deny, approve)

/// A lane in which people decide: who owns it, who may decide, how fast, and what silence means.
struct queue {
    std::string_view name;
    const person* owner = nullptr;
    const person* deputy = nullptr;
    refs<person> approvers{}; ///< the individuals whose decision counts
    duration answer_within{};
    expiry on_expiry = expiry::unstated;
    unsigned capacity_per_hour = 0;  ///< above it no question is taken, instead of tiring people
    bool signed_decisions = false;   ///< decisions count only with the approver's own key
};
BOOST_DESCRIBE_STRUCT(queue, (),
                      (name, owner, deputy, approvers, answer_within, on_expiry, capacity_per_hour,
                       signed_decisions))

} // namespace bailiwick
