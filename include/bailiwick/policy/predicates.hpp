// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// Questions that users ask of a declaration, in their own static_asserts and in their tests.

namespace bailiwick {

/// Whether the matrix lets this tool run without a person.
template <class Tool, class Charter>
constexpr bool may_run_unattended = tool_in<Tool, Charter>.runs_unattended();

/// Whether a call to this tool waits until people decided.
template <class Tool, class Charter>
constexpr bool waits_for_a_person = tool_in<Tool, Charter>.waits_for_a_person();

/// Whether the charter says that an action of this name never happens.
template <class Charter> constexpr bool is_never_done(std::string_view action) {
    const rule* row = facts_of_charter<Charter>.row_named(action);
    return row && row->verdict == bucket::never;
}

/// Whether the tool changes data whose home is this system.
template <class Tool, const system& System>
constexpr bool writes_to = [] {
    for (const data_class* each : Tool::contract.writes)
        if (each->home == &System) return true;
    return false;
}();

/// Whether the tool reads or changes this data.
template <class Tool, const data_class& Data>
constexpr bool touches =
    Tool::contract.reads.contains(Data) || Tool::contract.writes.contains(Data);

/// Whether the tool sends to, or fetches from, a system outside the agent's own zone.
template <class Tool, class Charter>
constexpr bool reaches_outside = tool_in<Tool, Charter>.reaches_outside();

/// Tools that the gate may call at once; for branching, and for tests with `!`.
template <class Tool, class Charter>
concept unattended = may_run_unattended<Tool, Charter>;

/// Tools that the gate turns into a ticket.
template <class Tool, class Charter>
concept gated = waits_for_a_person<Tool, Charter>;

} // namespace bailiwick
