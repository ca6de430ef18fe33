// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/record_parts.hpp>

#include <boost/json/value.hpp>

#include <string>

namespace bailiwick {

/// The event that set a run off; `content` is kept as a commitment, never in the clear.
struct run_trigger {
    record::trigger_kind kind = record::trigger_kind::user;
    std::string reference; ///< where the event can be found: "mail:4711"
    boost::json::value content{};
};

/// Who asks, as other systems know them: never the approver of the same call.
struct run_requester {
    std::string name;
    std::string contact{};
};

/// The model whose proposals the run carries out.
struct run_model {
    std::string name;
    std::string version{};
};

/// What belongs to a run from its first step to its last and reaches every receipt of it.
struct run_context {
    run_trigger trigger;
    run_requester requester;
    run_model model{};
    std::string why{}; ///< one sentence for the approver: why the agent does what it does
    std::string operator_contact{}; ///< who runs a granted call by hand, if somebody does
    std::string subject{}; ///< whose data the run is about, so that it can be erased on request
};

} // namespace bailiwick
