// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>

#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>

namespace bailiwick {

/// A point in time in microseconds since 1970-01-01 UTC, as receipts and tickets record it.
struct instant {
    long long microseconds = 0;

    friend constexpr auto operator<=>(instant, instant) = default;
    friend constexpr instant operator+(instant start, duration span) {
        return {start.microseconds + span.milliseconds * 1000};
    }
    /// Whole milliseconds from `start` to this point.
    constexpr duration since(instant start) const {
        return duration{(microseconds - start.microseconds) / 1000};
    }
};

/// The wall clock now; everything that depends on time takes an `instant`, so that tests can.
inline instant system_now() {
    std::timespec now{};
    std::timespec_get(&now, TIME_UTC);
    return {static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000};
}

/// "2026-11-21T09:30:00.000000Z": always six digits, so that texts sort as times do.
inline std::string text_of(instant when) {
    const std::time_t seconds = static_cast<std::time_t>(when.microseconds / 1'000'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    const int size = std::snprintf(
        text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06lldZ", parts.tm_year + 1900,
        parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
        when.microseconds % 1'000'000);
    return {text, static_cast<std::size_t>(size)};
}

} // namespace bailiwick
