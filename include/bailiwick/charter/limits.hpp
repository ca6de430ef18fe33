// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/word.hpp>

#include <boost/describe/class.hpp>

namespace bailiwick {

BOOST_DESCRIBE_STRUCT(rate, (), (calls, per))
BOOST_DESCRIBE_STRUCT(money, (), (minor, currency))

/// What one run may spend; a breach pauses the run instead of leaving half a write.
struct budget {
    unsigned steps = 0;
    money cost{};
    duration time{};
    unsigned identical_calls = 3; ///< the loop breaker: this many equal calls in a row
};
BOOST_DESCRIBE_STRUCT(budget, (), (steps, cost, time, identical_calls))

/// The off switch: how fast it stops every process of the agent.
struct pause {
    duration bound{};
    duration drill_every{};
};
BOOST_DESCRIBE_STRUCT(pause, (), (bound, drill_every))

/// What a receipt keeps of arguments and results.
enum class content { unstated, digests, redacted, encrypted, full };
BOOST_DESCRIBE_ENUM(content, unstated, digests, redacted, encrypted, full)

/// Which actions wait until the receipt of their intent is on the disk; unstated: every one.
enum class durability { unstated, every, effects };
BOOST_DESCRIBE_ENUM(durability, unstated, every, effects)

/// The audit trail: how long it is kept, who holds its key, who witnesses its heads.
struct receipts {
    duration retention{};
    std::string_view witness{};
    std::string_view key_holder{};
    content keeps = content::unstated;
    durability durable = durability::unstated;
};
BOOST_DESCRIBE_STRUCT(receipts, (), (retention, witness, key_holder, keeps, durable))

} // namespace bailiwick
