// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

#include <optional>

/// Points in time as an allowed_signers file has them (ssh-keygen(1), ALLOWED SIGNERS).

namespace bailiwick::detail {

/// The suffix that says UTC, in any case; empty when the time is a local one.
constexpr std::string_view utc_suffix(std::string_view text) {
    for (const std::string_view suffix : {"Z", "UTC"}) {
        if (text.size() <= suffix.size())
            continue;
        const std::string_view end = text.substr(text.size() - suffix.size());
        bool is_same = true;
        for (std::size_t i = 0; i < end.size(); ++i)
            is_same = is_same && (end[i] == suffix[i] || end[i] == suffix[i] + 32);
        if (is_same)
            return end;
    }
    return {};
}

/// Seconds since 1970 of YYYYMMDD[HHMM[SS]], in UTC with a Z (or UTC) behind, else in local time.
///
/// A day that no calendar has is refused; OpenSSH would take it for a day of the next month.
inline std::optional<long long> read_ssh_time(std::string_view text) {
    const std::string_view suffix = utc_suffix(text);
    text.remove_suffix(suffix.size());
    if ((text.size() != 8 && text.size() != 12 && text.size() != 14) ||
        text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (std::size_t i = at; i < at + digits && i < text.size(); ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    const int year = number(0, 4), month = number(4, 2), day = number(6, 2);
    const int hour = number(8, 2), minute = number(10, 2), second = number(12, 2);
    if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 ||
        days_to(year, month, day) >= days_to(year + month / 12, month % 12 + 1, 1))
        return std::nullopt;
    long long seconds = days_to(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    if (suffix.empty()) {
        // As OpenSSH asks: never daylight saving time, whatever the season.
        std::tm parts{};
        parts.tm_year = year - 1900, parts.tm_mon = month - 1, parts.tm_mday = day;
        parts.tm_hour = hour, parts.tm_min = minute, parts.tm_sec = second;
        seconds = std::mktime(&parts);
    }
    if (seconds <= 0)
        return std::nullopt;
    return seconds;
}

} // namespace bailiwick::detail
