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

/// Whether two declared people are one: the same object, or the same address in any case.
constexpr bool is_same_person(const person& left, const person& right) {
    if (&left == &right) return true;
    if (left.contact.empty() || left.contact.size() != right.contact.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (std::size_t i = 0; i < left.contact.size(); ++i)
        if (lower(left.contact[i]) != lower(right.contact[i])) return false;
    return true;
}

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
