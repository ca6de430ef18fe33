// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Plain pointers and few calls: compilers evaluate these loops for every tool, row and scope.

namespace bailiwick::detail {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// FNV-1a of the whole name: it only finds candidates, the text (or the address) decides.
///
/// All of it, because the names of many tools end alike ("find_billing_invoice"); four letters a
/// turn, because a compiler pays for every turn.
constexpr std::uint32_t key_of(std::string_view name) {
    using byte = unsigned char;
    constexpr std::uint32_t prime = 16777619U;
    std::uint32_t key = 2166136261U;
    const char* at = name.data();
    std::size_t left = name.size();
    for (; left >= 4; left -= 4, at += 4)
        key = ((((key ^ byte(at[0])) * prime ^ byte(at[1])) * prime ^ byte(at[2])) * prime ^
               byte(at[3])) * prime;
    for (; left > 0; --left, ++at) key = (key ^ byte(*at)) * prime;
    return key ^ (key >> 15);
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
    const name_slot* slots = nullptr;
    std::size_t mask = 0;
    bool repeats = false; ///< two entries may share a name

    /// Calls `visit(position)` for every entry that may have this name, until it returns true.
    template <class Visit> constexpr std::size_t find(std::string_view name, Visit visit) const {
        return find(key_of(name), visit);
    }
    template <class Visit> constexpr std::size_t find(std::uint32_t key, Visit visit) const {
        if (mask == 0) return nowhere; // an index of nothing
        for (std::size_t at = key & mask; slots[at].next != 0; at = (at + 1) & mask)
            if (slots[at].key == key && visit(std::size_t{slots[at].next - 1}))
                return slots[at].next - 1;
        return nowhere;
    }
};

/// Where a `name_index` lives; filled once.
template <std::size_t Entries> struct name_table {
    static constexpr std::size_t mask = slots_for(Entries) - 1;
    name_slot slots[mask + 1] = {};
    bool repeats = false;

    constexpr void insert(std::string_view name, std::size_t position) {
        insert(key_of(name), position);
    }
    constexpr void insert(std::uint32_t key, std::size_t position) {
        std::size_t at = key & mask;
        for (; slots[at].next != 0; at = (at + 1) & mask) repeats |= slots[at].key == key;
        put(at, key, position);
    }
    constexpr void put(std::size_t free_slot, std::uint32_t key, std::size_t position) {
        slots[free_slot].key = key;
        slots[free_slot].next = static_cast<std::uint32_t>(position + 1);
    }
    constexpr name_index index() const { return {slots, mask, repeats}; }
};

} // namespace bailiwick::detail
