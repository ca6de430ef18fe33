// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

#include <concepts>

namespace bailiwick {

/// Where a lease looks up the time when a tool uses it: the wall clock, or a test's own.
class time_source {
public:
    constexpr time_source() = default;

    /// Asks `clock()`; the clock is referred to and must outlive every lease.
    template <class Clock>
    requires requires(const Clock& clock) {
        { clock() } -> std::same_as<instant>;
    }
    explicit constexpr time_source(const Clock& clock)
        : read_([](const void* from) { return (*static_cast<const Clock*>(from))(); }),
          from_(&clock) {}
    template <class Clock> explicit time_source(const Clock&&) = delete;

    instant now() const { return read_(from_); }
    /// Whether this is the wall clock of the host.
    bool is_system() const { return from_ == nullptr; }

private:
    instant (*read_)(const void*) = [](const void*) { return system_now(); };
    const void* from_ = nullptr;
};

} // namespace bailiwick
