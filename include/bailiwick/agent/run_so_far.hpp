// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/context.hpp>
#include <bailiwick/agent/flow.hpp>

namespace bailiwick {

/// What one part of a run hands on to the next: who set it off, what it has seen, what it has used.
///
/// The time between two parts is not counted: a run that waits for people uses up no budget.
struct run_so_far {
    run_context context;
    flow_label label{};
    unsigned steps = 0;
    long long cost = 0; ///< in the minor unit of the budget's currency
};

} // namespace bailiwick
