// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

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

/// CRC-32C (Castagnoli), as the journal's frames carry it.
constexpr std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t rest = ~0u;
    for (const char each : bytes)
        rest = rest >> 8 ^ crc32c_table[(rest ^ static_cast<unsigned char>(each)) & 0xFF];
    return ~rest;
}
static_assert(crc32c("123456789") == 0xE3069283u);

} // namespace bailiwick::detail
