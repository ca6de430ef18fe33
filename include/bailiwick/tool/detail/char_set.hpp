// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <cstdint>

namespace bailiwick::detail {

// A set of code points: ASCII one by one, the rest in the groups that a pattern can tell apart.
struct char_set {
    std::uint64_t low = 0;   // U+0000 to U+003F
    std::uint64_t high = 0; // U+0040 to U+007F
    bool separators = false; // U+2028 and U+2029, which are line ends and white space
    bool spaces = false;     // other white space beyond ASCII
    bool rest = false;       // everything else beyond ASCII

    constexpr void add(char32_t each) {
        if (each < 64) low |= std::uint64_t{1} << each;
        else if (each < 128) high |= std::uint64_t{1} << (each - 64);
    }
    constexpr void add_range(char32_t first, char32_t last) {
        for (char32_t each = first; each <= last; ++each) add(each);
    }
    constexpr void add(const char_set& other) {
        low |= other.low;
        high |= other.high;
        separators = separators || other.separators;
        spaces = spaces || other.spaces;
        rest = rest || other.rest;
    }
    constexpr char_set inverted() const {
        return {~low, ~high, !separators, !spaces, !rest};
    }
    constexpr bool contains(char32_t each) const {
        if (each < 64) return (low >> each & 1) != 0;
        if (each < 128) return (high >> (each - 64) & 1) != 0;
        if (each == 0x2028 || each == 0x2029) return separators;
        const bool space = each == 0xA0 || each == 0x1680 || (each >= 0x2000 && each <= 0x200A) ||
                           each == 0x202F || each == 0x205F || each == 0x3000 || each == 0xFEFF;
        return space ? spaces : rest;
    }

    static constexpr char_set one(char32_t each) {
        char_set result;
        result.add(each);
        return result;
    }
    static constexpr char_set any_but_line_ends() {
        char_set line_ends;
        line_ends.add('\n');
        line_ends.add('\r');
        line_ends.separators = true;
        return line_ends.inverted();
    }
    static constexpr char_set digits() {
        char_set result;
        result.add_range('0', '9');
        return result;
    }
    static constexpr char_set word_characters() {
        char_set result = digits();
        result.add_range('a', 'z');
        result.add_range('A', 'Z');
        result.add('_');
        return result;
    }
    static constexpr char_set white_space() {
        char_set result;
        result.add_range('\t', '\r');
        result.add(' ');
        result.separators = true;
        result.spaces = true;
        return result;
    }
};

} // namespace bailiwick::detail
