// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/refusal.hpp>

namespace bailiwick {

/// How a console's program ends, for scripts.
enum class console_exit {
    done = 0,         ///< what was asked for is done
    check_failed = 1, ///< a check found something, or a tool failed
    usage = 2,        ///< the command line cannot be read, or names what does not exist
    refused = 3,      ///< policy says no
    no_state = 4,     ///< the state cannot be opened, read or written
    not_verified = 5  ///< a log, a receipt or a proof does not hold
};
BOOST_DESCRIBE_ENUM(console_exit, done, check_failed, usage, refused, no_state, not_verified)

/// The exit code for a refusal of the gate, the tickets, the store or the log.
constexpr console_exit exit_for(reason why) {
    switch (why) {
    case reason::malformed_request:
    case reason::unknown_request: return console_exit::usage;
    case reason::receipt_unavailable:
    case reason::state_unavailable: return console_exit::no_state;
    case reason::head_mismatch: return console_exit::not_verified;
    case reason::no_evidence:
    case reason::timed_out:
    case reason::tool_failed:
    case reason::internal_error: return console_exit::check_failed;
    default: return console_exit::refused;
    }
}

} // namespace bailiwick
