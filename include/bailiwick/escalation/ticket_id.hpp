// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/instant.hpp>

#include <array>
#include <cerrno>
#include <cstdint>

#include <sys/random.h>

namespace bailiwick {
namespace detail {

inline constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The bits of a ULID: 48 of milliseconds, 80 of chance.
inline std::string print_ulid(std::uint64_t milliseconds,
                              const std::array<unsigned char, 10>& chance) {
    std::string text(26, '0');
    for (std::size_t i = 0; i < 10; ++i)
        text[i] = crockford[(milliseconds >> (45 - 5 * i)) & 31];
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 5; ++i)
            bits = bits << 8 | chance[half * 5 + i];
        for (std::size_t i = 0; i < 8; ++i)
            text[10 + half * 8 + i] = crockford[(bits >> (35 - 5 * i)) & 31];
    }
    return text;
}

} // namespace detail

/// A new ticket id: a ULID, 26 characters that sort by time and that nobody else draws.
inline answer<std::string> new_ticket_id(instant now) {
    std::array<unsigned char, 10> chance{};
    for (std::size_t have = 0; have < chance.size();) {
        const ssize_t got = ::getrandom(chance.data() + have, chance.size() - have, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return refusal{reason::internal_error, "open", "random numbers",
                           "the kernel gives none: look why getrandom fails"};
        have += static_cast<std::size_t>(got);
    }
    const long long milliseconds = now.microseconds < 0 ? 0 : now.microseconds / 1000;
    return detail::print_ulid(static_cast<std::uint64_t>(milliseconds) & 0xFFFFFFFFFFFF, chance);
}

/// An id, or its beginning, as people type it: any case, with I and L for 1, O for 0, no dashes.
inline std::string normalised_ticket_id(std::string_view typed) {
    std::string id;
    for (char each : typed) {
        if (each == '-' || each == ' ')
            continue;
        if (each >= 'a' && each <= 'z')
            each = static_cast<char>(each - 32);
        if (each == 'I' || each == 'L')
            each = '1';
        if (each == 'O')
            each = '0';
        id += each;
    }
    return id;
}

} // namespace bailiwick
