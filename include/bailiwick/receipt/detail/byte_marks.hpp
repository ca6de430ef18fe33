// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Looks at many bytes at once, for readers that jump from mark to mark.

namespace bailiwick::detail {

/// What ends a run of plain characters in a JSON string: a quote, a backslash or a control.
constexpr bool ends_plain_run(unsigned char each) {
    return each < 0x20 || each == '"' || each == '\\';
}

#if defined(__SSE2__)
inline std::uint64_t run_ends_of_16(const char* bytes) {
    using sixteen = unsigned char __attribute__((vector_size(16)));
    using flags = char __attribute__((vector_size(16)));
    sixteen each;
    std::memcpy(&each, bytes, 16);
    const auto ends = (each < 0x20) | (each == '"') | (each == '\\');
    return static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<flags>(ends)));
}
#else
inline std::uint64_t run_ends_of_16(const char* bytes) {
    std::uint64_t marks = 0;
    for (int at = 0; at < 16; ++at)
        marks |= std::uint64_t{ends_plain_run(static_cast<unsigned char>(bytes[at]))} << at;
    return marks;
}
#endif

/// A bit for each of 64 bytes that ends a run, the first byte's the lowest.
inline std::uint64_t run_ends_of_64(const char* bytes) {
    return run_ends_of_16(bytes) | run_ends_of_16(bytes + 16) << 16 |
           run_ends_of_16(bytes + 32) << 32 | run_ends_of_16(bytes + 48) << 48;
}

/// Whether the text is this word: where the compiler sees the word, a comparison of numbers.
[[gnu::always_inline]] inline bool is_same_text(std::string_view text, std::string_view word) {
    return text.size() == word.size() &&
           __builtin_memcmp(text.data(), word.data(), word.size()) == 0;
}

/// The first eight bytes as a number that sorts as they do, zeros for those that are missing.
/// `room` is how many bytes may be read from there.
inline std::uint64_t order_key(std::string_view text, std::size_t room) {
    if (text.empty()) return 0;
    std::uint64_t key = 0;
    if (room >= 8) std::memcpy(&key, text.data(), 8);
    else std::memcpy(&key, text.data(), text.size());
    if constexpr (std::endian::native == std::endian::little) key = __builtin_bswap64(key);
    return text.size() >= 8 ? key : key & ~std::uint64_t{0} << 8 * (8 - text.size());
}

inline std::uint64_t high_bits_of_32(const char* bytes) {
    std::uint64_t part[4];
    std::memcpy(part, bytes, 32);
    return (part[0] | part[1] | part[2] | part[3]) & 0x8080808080808080U;
}

inline bool is_ascii(std::string_view text) {
    std::uint64_t seen = 0;
    if (text.size() < 32) {
        for (const char each : text) seen |= static_cast<unsigned char>(each) & 0x80U;
        return seen == 0;
    }
    for (std::size_t at = 0; at + 32 < text.size(); at += 32)
        seen |= high_bits_of_32(text.data() + at);
    return (seen | high_bits_of_32(text.data() + text.size() - 32)) == 0;
}

/// The ends of plain runs in a text, found 64 bytes at a time and kept for the next question.
class run_ends {
public:
    explicit run_ends(std::string_view text) : text_(text) {}

    /// Where the first one lies at or after this place; the end of the text ends every run.
    std::size_t from(std::size_t at) {
        while (at < text_.size()) {
            if (at / 64 != block_) marks_ = marks_of(block_ = at / 64);
            if (const std::uint64_t rest = marks_ >> at % 64; rest != 0)
                return at + static_cast<std::size_t>(std::countr_zero(rest));
            at = (block_ + 1) * 64;
        }
        return text_.size();
    }

private:
    std::uint64_t marks_of(std::size_t block) const {
        const char* const start = text_.data() + block * 64;
        const std::size_t left = text_.size() - block * 64;
        if (left >= 64) return run_ends_of_64(start);
        const std::uint64_t end = std::uint64_t{1} << left;
        if (text_.size() >= 64) return run_ends_of_64(start + left - 64) >> (64 - left) | end;
        char padded[64] = {};
        std::memcpy(padded, start, left);
        return run_ends_of_64(padded);
    }

    std::string_view text_;
    std::size_t block_ = static_cast<std::size_t>(-1);
    std::uint64_t marks_ = 0;
};

} // namespace bailiwick::detail
