// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace bailiwick::detail {

inline constexpr auto crc32c_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ ((rest & 1) != 0 ? 0x82F63B78u : 0);
        table[byte] = rest;
    }
    return table;
}();

constexpr std::uint32_t crc32c_by_table(std::string_view bytes) {
    std::uint32_t rest = ~0u;
    for (const char each : bytes)
        rest = rest >> 8 ^ crc32c_table[(rest ^ static_cast<unsigned char>(each)) & 0xFF];
    return ~rest;
}

#if defined(__x86_64__)
// The processor has an instruction for it since 2008; the table is for those that do not.
__attribute__((target("sse4.2"))) inline std::uint32_t
crc32c_by_instruction(std::string_view bytes) noexcept {
    std::uint64_t rest = ~0u;
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    for (std::uint64_t eight = 0; left >= 8; at += 8, left -= 8) {
        std::memcpy(&eight, at, 8);
        rest = _mm_crc32_u64(rest, eight);
    }
    auto last = static_cast<std::uint32_t>(rest);
    for (; left > 0; ++at, --left) last = _mm_crc32_u8(last, static_cast<unsigned char>(*at));
    return ~last;
}
#endif

/// CRC-32C (Castagnoli), as the journal's frames carry it.
constexpr std::uint32_t crc32c(std::string_view bytes) {
#if defined(__x86_64__)
    if (!std::is_constant_evaluated() && __builtin_cpu_supports("sse4.2"))
        return crc32c_by_instruction(bytes);
#endif
    return crc32c_by_table(bytes);
}
static_assert(crc32c("123456789") == 0xE3069283u);

} // namespace bailiwick::detail
