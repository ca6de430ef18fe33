// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bailiwick::detail {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// A cheap key: it only finds candidates, the text (or the address) decides.
constexpr std::uint32_t key_of(std::string_view name) {
    std::uint32_t key = static_cast<std::uint32_t>(name.size());
    const std::size_t tail = name.size() > 8 ? name.size() - 8 : 0;
    for (std::size_t i = tail; i < name.size(); ++i)
        key = (key ^ static_cast<unsigned char>(name[i])) * 16777619U;
    return key ^ (key >> 15);
}

/// Equal text, in one step of a constant evaluation where `==` takes one for each letter.
constexpr bool same_text(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           (left.empty() || __builtin_memcmp(left.data(), right.data(), left.size()) == 0);
}

constexpr std::size_t slots_for(std::size_t entries) {
    std::size_t slots = 4;
    while (slots < entries * 2) slots *= 2;
    return slots;
}

struct name_slot {
    std::uint32_t key = 0;
    std::uint32_t next = 0; ///< position + 1; zero means free
};

/// Positions by name, open addressing: a few steps to find, at compile time and at run time.
struct name_index {
    std::span<const name_slot> slots{};
    bool repeats = false; ///< two entries may share a name

    /// Calls `visit(position)` for every entry that may have this name, until it returns true.
    template <class Visit>
    constexpr std::size_t find(std::string_view name, Visit visit) const {
        if (slots.empty()) return nowhere;
        const std::size_t mask = slots.size() - 1;
        const std::uint32_t key = key_of(name);
        for (std::size_t at = key & mask; slots[at].next != 0; at = (at + 1) & mask)
            if (slots[at].key == key && visit(std::size_t{slots[at].next - 1}))
                return slots[at].next - 1;
        return nowhere;
    }
};

/// Where a `name_index` lives; filled once.
template <std::size_t Entries> struct name_table {
    name_slot slots[slots_for(Entries)] = {};
    bool repeats = false;

    constexpr void insert(std::string_view name, std::size_t position) {
        constexpr std::size_t mask = slots_for(Entries) - 1;
        const std::uint32_t key = key_of(name);
        std::size_t at = key & mask;
        for (; slots[at].next != 0; at = (at + 1) & mask) repeats |= slots[at].key == key;
        slots[at] = {key, static_cast<std::uint32_t>(position + 1)};
    }
    constexpr name_index index() const { return {slots, repeats}; }
};

} // namespace bailiwick::detail
