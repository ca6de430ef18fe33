// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <compare>

namespace bailiwick {

/// A span of time in whole milliseconds; zero and less mean "not stated".
///
/// It converts from any type with `rep` and `period`, so that a declaration may say `4h` where its
/// own header includes <chrono>; this header does not, because <chrono> costs more than a charter.
struct duration {
    long long milliseconds = 0;

    constexpr duration() = default;
    constexpr explicit duration(long long count) : milliseconds(count) {}

    template <class Span>
        requires requires {
            typename Span::rep;
            typename Span::period;
        }
    constexpr duration(Span span)
        : milliseconds(static_cast<long long>(span.count()) * 1000 * Span::period::num /
                       Span::period::den) {}

    /// Whether anything was stated at all.
    constexpr explicit operator bool() const { return milliseconds > 0; }

    friend constexpr bool operator==(duration, duration) = default;
    friend constexpr auto operator<=>(duration left, duration right) {
        return left.milliseconds <=> right.milliseconds;
    }
};

constexpr duration seconds(long long count) { return duration{count * 1000}; }
constexpr duration minutes(long long count) { return seconds(count * 60); }
constexpr duration hours(long long count) { return minutes(count * 60); }
constexpr duration days(long long count) { return hours(count * 24); }

/// At most `calls` in each `per`; the pair of zeros means "not stated".
struct rate {
    unsigned calls = 0;
    duration per;

    constexpr explicit operator bool() const { return calls != 0 && per; }
};

/// A calendar day (proleptic Gregorian, UTC); the zero date means "not stated".
struct date {
    int year = 0;
    int month = 0;
    int day = 0;

    constexpr explicit operator bool() const {
        constexpr int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return day <= length[month - 1] + (month == 2 && leap ? 1 : 0);
    }
    friend constexpr auto operator<=>(const date&, const date&) = default;
};

/// An amount of money in the currency's minor unit (cents): `money{20, "EUR"}` is twenty cents.
struct money {
    long long minor = 0;
    const char* currency = "";

    constexpr explicit operator bool() const { return minor > 0 && currency[0] != '\0'; }
};

} // namespace bailiwick
