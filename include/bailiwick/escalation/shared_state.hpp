// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>
#include <bailiwick/tool/instant.hpp>

#include <boost/describe/class.hpp>

namespace bailiwick {

/// The off switch of an agent, as every process that shares the store sees it.
struct pause_switch {
    bool is_on = false;
    std::string by{}; ///< who turned it, with a contact
    std::string why{};
    instant since{};

    friend bool operator==(const pause_switch&, const pause_switch&) = default;
};
BOOST_DESCRIBE_STRUCT(pause_switch, (), (is_on, by, why, since))

/// A note under a name that every process sees: a revoked credential, the last drill.
struct mark {
    std::string name{};
    std::string text{};

    friend bool operator==(const mark&, const mark&) = default;
};
BOOST_DESCRIBE_STRUCT(mark, (), (name, text))

/// A use of a shared budget: `amount` of at most `limit`, in a window that ends at `ends`.
///
/// The first use after the end of a window opens the next one, which begins with zero.
struct counter_use {
    std::string name{};
    long long amount = 1;
    long long limit = 0;
    instant ends{};
};

} // namespace bailiwick
