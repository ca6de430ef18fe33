// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket_id.hpp>

#include <compare>
#include <optional>

namespace bailiwick::detail {

/// The 128 bits of a ticket id; they sort as its text does, and faster.
struct ticket_key {
    std::uint64_t high = 0, low = 0;
    friend auto operator<=>(const ticket_key&, const ticket_key&) = default;
};

/// The key of an id, or of its beginning filled up with `fill`; nothing for what is no id.
inline std::optional<ticket_key> ticket_key_of(std::string_view id, char fill = '\0') {
    static constexpr auto values = [] {
        std::array<signed char, 256> table{};
        for (signed char& each : table)
            each = -1;
        for (std::size_t i = 0; i < crockford.size(); ++i)
            table[static_cast<unsigned char>(crockford[i])] = static_cast<signed char>(i);
        return table;
    }();
    if (id.size() > 26 || (id.size() < 26 && fill == '\0'))
        return std::nullopt;
    ticket_key key;
    for (std::size_t i = 0; i < 26; ++i) {
        const signed char value = values[static_cast<unsigned char>(i < id.size() ? id[i] : fill)];
        if (value < 0)
            return std::nullopt;
        // The first character holds three bits only: a filled one must not run over.
        if (i == 0 && value > 7 && !id.empty())
            return std::nullopt;
        const auto bits = static_cast<std::uint64_t>(i == 0 ? value & 7 : value);
        key.high = key.high << 5 | key.low >> 59;
        key.low = key.low << 5 | bits;
    }
    return key;
}

} // namespace bailiwick::detail
