// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/word.hpp>

#include <boost/describe/class.hpp>

namespace bailiwick {

/// Somebody who can be called: a person, or an on-call group with an address that is answered.
struct person {
    std::string_view name;
    std::string_view contact{};
    bool on_call_group = false;
};
BOOST_DESCRIBE_STRUCT(person, (), (name, contact, on_call_group))

/// The people behind an agent: who answers when something about it goes wrong.
struct owners {
    const person* workflow = nullptr;
    const person* runtime = nullptr;
    const person* queue = nullptr;
    const person* incidents = nullptr;
    const person* changes = nullptr;
    const person* off_switch = nullptr;
    const person* release = nullptr;  ///< optional: owns the release decision
    const person* rollback = nullptr; ///< optional: owns the way back
};
BOOST_DESCRIBE_STRUCT(owners, (),
                      (workflow, runtime, queue, incidents, changes, off_switch, release, rollback))

} // namespace bailiwick
