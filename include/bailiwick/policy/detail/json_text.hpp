// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <type_traits>

/// RFC 8785 text of charter objects: members in the order of their names, empty ones left out.

namespace bailiwick::detail {

/// Counts what a second pass will write.
struct counting_sink {
    std::size_t count = 0;
    constexpr void put(char) { ++count; }
};

/// Writes into a buffer that the first pass has measured.
struct buffer_sink {
    char* next = nullptr;
    constexpr void put(char c) { *next++ = c; }
};

template <class Sink> constexpr void put_raw(Sink& sink, std::string_view text) {
    for (char c : text) sink.put(c);
}

/// A JSON string as RFC 8785, section 3.2.2.2 escapes it.
template <class Sink> constexpr void put_text(Sink& sink, std::string_view text) {
    sink.put('"');
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const std::size_t named = std::string_view("\b\t\n\f\r\"\\").find(c);
        if (named != std::string_view::npos) {
            sink.put('\\');
            sink.put("btnfr\"\\"[named]);
        } else if (byte < 0x20) {
            put_raw(sink, "\\u00");
            sink.put("0123456789abcdef"[byte >> 4]);
            sink.put("0123456789abcdef"[byte & 15]);
        } else {
            sink.put(c);
        }
    }
    sink.put('"');
}

template <class Sink> constexpr void put_number(Sink& sink, long long number) {
    char digits[20] = {};
    std::size_t count = 0;
    const bool negative = number < 0;
    auto rest = negative ? 0ULL - static_cast<unsigned long long>(number)
                         : static_cast<unsigned long long>(number);
    do {
        digits[count++] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (negative) sink.put('-');
    while (count > 0) sink.put(digits[--count]);
}

/// ISO 8601: "P30D", "PT4H", "PT1M30S", "PT0.5S".
template <class Sink> constexpr void put_duration(Sink& sink, duration span) {
    long long rest = span.milliseconds;
    sink.put('"');
    sink.put('P');
    const auto part = [&](long long unit, char letter) {
        if (rest < unit) return;
        put_number(sink, rest / unit);
        sink.put(letter);
        rest %= unit;
    };
    part(86'400'000, 'D');
    if (rest > 0 || span.milliseconds == 0) {
        sink.put('T');
        part(3'600'000, 'H');
        part(60'000, 'M');
        if (rest > 0 || span.milliseconds == 0) {
            put_number(sink, rest / 1000);
            if (rest % 1000 != 0) {
                sink.put('.');
                for (long long unit = 100, left = rest % 1000; left > 0; left %= unit, unit /= 10)
                    sink.put(static_cast<char>('0' + left / unit));
            }
            sink.put('S');
        }
    }
    sink.put('"');
}

constexpr void put_date(auto& sink, const date& day) {
    const auto two = [&](int number) {
        sink.put(static_cast<char>('0' + number / 10));
        sink.put(static_cast<char>('0' + number % 10));
    };
    sink.put('"');
    two(day.year / 100);
    two(day.year % 100);
    sink.put('-');
    two(day.month);
    sink.put('-');
    two(day.day);
    sink.put('"');
}

/// Puts commas between the members of an object or the items of a list.
template <class Sink> struct separator {
    Sink& sink;
    bool first = true;
    constexpr void next() {
        if (!first) sink.put(',');
        first = false;
    }
    constexpr void key(std::string_view name) {
        next();
        put_text(sink, name);
        sink.put(':');
    }
};

} // namespace bailiwick::detail
