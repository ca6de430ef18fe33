// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/tool/answer.hpp>

#include <optional>

namespace bailiwick {

/// What the gate asks people: the call, for whom, why, and in which declared queue.
struct ticket_request {
    std::string id{}; ///< a `new_ticket_id` that was drawn before; empty: one is drawn
    std::string agent{};
    std::string tool{};
    std::string arguments{};            ///< JSON; the ticket keeps its canonical form
    std::string arguments_commitment{}; ///< what receipts say instead of them; may be empty
    std::string requester_commitment{}; ///< the same for who asks
    std::string arguments_salt{};       ///< what opens the commitments
    std::string declaration_digest{};
    std::string label{};
    party requester{};
    std::string session{};
    std::string why{};
    std::vector<evidence> shown{};
    const bailiwick::queue* asks = nullptr;
    unsigned approvers = 1;
    duration start_within{}; ///< how long a grant is good after the deadline; as long as the queue
};

/// What the gate is about to run: it must be what people agreed to.
struct start_claim {
    std::string tool{};
    std::string arguments{}; ///< JSON; the order of its keys does not matter
    std::string declaration_digest{};
};

/// Who gives an answer, as the channel that brought it knows them.
using voter = party;

/// How a run ended, as the tool says.
struct run_outcome {
    bool succeeded = false;
    std::string words{};
};

/// How a run ended, where somebody knows.
using known_end = std::optional<run_outcome>;

/// Who knows of no run how it ended.
struct nothing_told {
    answer<known_end> operator()(const ticket&) const { return known_end{}; }
};

} // namespace bailiwick
