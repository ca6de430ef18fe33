// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>

namespace bailiwick::detail {

/// What a receipt says first that a verb writes into a log by itself: who the agent is, and when.
///
/// Opens the agent as the console's verbs do, and closes it: the log may be its own.
template <class Agent>
answer<record::header> receipt_head(const console_setup<Agent>& setup, const asked& typed) {
    const auto running = open_agent(setup, typed, "console");
    if (!running) return running.why();
    const instant now = (*running)->now();
    record::header said;
    said.id = receipt_id(now);
    said.session = receipt_id(now);
    said.ts = now;
    said.agent = (*running)->who().agent;
    said.manifest = (*running)->who().manifest;
    return said;
}

} // namespace bailiwick::detail
