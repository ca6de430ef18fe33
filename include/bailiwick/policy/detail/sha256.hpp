// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bailiwick::detail {

/// SHA-256 (FIPS 180-4) for compile-time digests and for build tools that link no crypto library.
struct sha256_state {
    std::array<std::uint32_t, 8> word{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

    constexpr void absorb(const std::uint32_t (&block)[16]) {
        std::uint32_t w[64] = {};
        for (int t = 0; t < 16; ++t) w[t] = block[t];
        for (int t = 16; t < 64; ++t) {
            const std::uint32_t x = w[t - 15], y = w[t - 2];
            w[t] = w[t - 16] + w[t - 7] +
                   ((x >> 7 | x << 25) ^ (x >> 18 | x << 14) ^ (x >> 3)) +
                   ((y >> 17 | y << 15) ^ (y >> 19 | y << 13) ^ (y >> 10));
        }
        auto [a, b, c, d, e, f, g, h] = word;
        for (int t = 0; t < 64; ++t) {
            const std::uint32_t one = h + ((e >> 6 | e << 26) ^ (e >> 11 | e << 21) ^
                                           (e >> 25 | e << 7)) +
                                      ((e & f) ^ (~e & g)) + round[t] + w[t];
            const std::uint32_t two = ((a >> 2 | a << 30) ^ (a >> 13 | a << 19) ^
                                       (a >> 22 | a << 10)) +
                                      ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
        }
        const std::uint32_t add[8] = {a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) word[i] += add[i];
    }

    static constexpr std::uint32_t round[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2};
};

/// Bytes of one text; the blocks behind its end are the padding and the length.
constexpr std::size_t sha256_blocks(std::size_t size) { return (size + 8) / 64 + 1; }

/// The state after the blocks `[from, to)` of a text.
constexpr sha256_state sha256_absorb(sha256_state state, std::string_view text, std::size_t from,
                                     std::size_t to) {
    const std::size_t last = sha256_blocks(text.size()) - 1;
    const auto byte_at = [&](std::size_t at) -> std::uint32_t {
        if (at < text.size()) return static_cast<unsigned char>(text[at]);
        return at == text.size() ? 0x80U : 0U;
    };
    for (std::size_t block = from; block < to; ++block) {
        std::uint32_t words[16] = {};
        for (std::size_t i = 0; i < 16; ++i) {
            const std::size_t at = block * 64 + i * 4;
            words[i] = byte_at(at) << 24 | byte_at(at + 1) << 16 | byte_at(at + 2) << 8 |
                       byte_at(at + 3);
        }
        if (block == last) {
            const std::uint64_t bits = std::uint64_t{text.size()} * 8;
            words[14] = static_cast<std::uint32_t>(bits >> 32);
            words[15] = static_cast<std::uint32_t>(bits);
        }
        state.absorb(words);
    }
    return state;
}

} // namespace bailiwick::detail
