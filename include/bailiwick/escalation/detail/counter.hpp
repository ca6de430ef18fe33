// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/tool/answer.hpp>

namespace bailiwick::detail {

struct counter {
    long long value = 0;
    instant ends;
};

/// A counter after one more use, or why that is too much; never below zero.
inline answer<counter> counter_after(counter before, const counter_use& use, instant now) {
    if (now >= before.ends)
        before = {0, use.ends};
    if (use.amount > 0 && (before.value > use.limit || use.amount > use.limit - before.value))
        return refusal{reason::resource_limit_exceeded, "spend", use.name,
                       std::to_string(before.value) + " of " + std::to_string(use.limit) +
                           " are used: wait until " + text_of(before.ends)};
    before.value += use.amount;
    if (before.value < 0)
        before.value = 0;
    return before;
}

} // namespace bailiwick::detail
