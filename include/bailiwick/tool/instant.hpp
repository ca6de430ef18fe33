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

namespace detail {

/// A reading of the clock that nobody sets, in milliseconds; it means something beside another one.
inline long long monotonic_milliseconds() noexcept {
    std::timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

inline void put_digits(char* to, unsigned digits, long long number) {
    for (; digits-- > 0; number /= 10)
        to[digits] = static_cast<char>('0' + number % 10);
}

} // namespace detail

/// "2026-11-21T09:30:00.000000Z": always six digits, so that texts sort as times do.
inline std::string text_of(instant when) {
    constexpr long long day = 86'400'000'000, first_of_10000 = 2'932'897 * day;
    if (when.microseconds >= 0 && when.microseconds < first_of_10000) {
        // Counted from 0000-03-01, a year ends with its leap day; gmtime and printf take five times
        // as long, and every receipt has a time.
        const long long days = when.microseconds / day + 719'468, era = days / 146'097;
        const long long of_era = days - era * 146'097;
        const long long year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
        const long long of_year = of_era - (365 * year + year / 4 - year / 100);
        const long long turn = (5 * of_year + 2) / 153, month = turn < 10 ? turn + 3 : turn - 9;
        const long long within = when.microseconds % day, seconds = within / 1'000'000;
        std::string text = "0000-00-00T00:00:00.000000Z";
        detail::put_digits(&text[0], 4, year + era * 400 + (month <= 2));
        detail::put_digits(&text[5], 2, month);
        detail::put_digits(&text[8], 2, of_year - (153 * turn + 2) / 5 + 1);
        detail::put_digits(&text[11], 2, seconds / 3600);
        detail::put_digits(&text[14], 2, seconds / 60 % 60);
        detail::put_digits(&text[17], 2, seconds % 60);
        detail::put_digits(&text[20], 6, within % 1'000'000);
        return text;
    }
    const std::time_t seconds = static_cast<std::time_t>(when.microseconds / 1'000'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    const int size =
        std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06lldZ",
                      parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                      parts.tm_min, parts.tm_sec, when.microseconds % 1'000'000);
    return {text, static_cast<std::size_t>(size)};
}

namespace detail {

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar.
constexpr long long days_to(long long year, long long month, long long day) {
    year -= month <= 2 ? 1 : 0;
    const long long era = (year >= 0 ? year : year - 399) / 400;
    const long long year_of_era = year - era * 400;
    const long long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const long long day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

} // namespace detail

/// Reads exactly what `text_of(instant)` writes: "2026-11-21T09:30:00.000000Z".
inline bool read_instant(std::string_view text, instant& to) {
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    const auto number = [&](std::size_t at, std::size_t digits) {
        long long value = 0;
        for (std::size_t i = at; i < at + digits; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    const long long seconds_in_day = number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
    to.microseconds =
        (detail::days_to(number(0, 4), number(5, 2), number(8, 2)) * 86400 + seconds_in_day) *
            1'000'000 +
        number(20, 6);
    return text_of(to) == text;
}

} // namespace bailiwick
