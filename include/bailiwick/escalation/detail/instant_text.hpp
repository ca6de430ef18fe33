// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

namespace bailiwick::detail {

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

/// Reads exactly what `text_of(instant)` writes: "2026-11-21T09:30:00.000000Z".
inline bool read_instant(instant& to, std::string_view text) {
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
        (days_to(number(0, 4), number(5, 2), number(8, 2)) * 86400 + seconds_in_day) * 1'000'000 +
        number(20, 6);
    return bailiwick::text_of(to) == text;
}

} // namespace bailiwick::detail
