// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/open.hpp>

namespace bailiwick::detail {

/// Writes the receipt of an operation that no other verb writes one for.
template <class Running>
answer<done> note_control(Running& running, const voter& who, record::control_facts what) {
    const run_context context{.trigger = {.reference = "console"},
                              .requester = {who.name, who.contact}};
    const instant now = running.now();
    ledger receipts(running.state().log, running.state().values, running.who(), context, now);
    what.by = who.contact;
    const auto durable = receipts.control(std::move(what), now);
    if (!durable) return durable.why();
    return done{};
}

} // namespace bailiwick::detail
