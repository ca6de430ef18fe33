// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/sha256.hpp>

#include <cstring>

#if defined(__x86_64__)
#define BAILIWICK_HAS_SHA_NI 1
#endif

/// The compression of SHA-256 (FIPS 180-4, 6.2.2) by the processor's own instructions, for one
/// text or for two at once: an instruction's result takes longer than the next one's start, so two
/// texts that do not wait for each other take hardly more time than one.

namespace bailiwick::detail {

using sha256_words = std::array<std::uint32_t, 8>;

#ifdef BAILIWICK_HAS_SHA_NI

struct cpu_leaf {
    unsigned a = 0, b = 0, c = 0, d = 0;

    explicit cpu_leaf(unsigned number) noexcept {
        __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "0"(number), "2"(0));
    }
};

/// Whether this processor has the instructions: SHA, SSE4.1 and SSSE3.
inline bool cpu_has_sha() noexcept {
    static const bool known = [] {
        constexpr unsigned vectors = 1U << 19 | 1U << 9;
        return cpu_leaf(0).a >= 7 && (cpu_leaf(1).c & vectors) == vectors &&
               (cpu_leaf(7).b >> 29 & 1) != 0;
    }();
    return known;
}

#define BAILIWICK_SHA_NI __attribute__((target("sha,sse4.1,ssse3")))
#define BAILIWICK_SHA_NI_PART BAILIWICK_SHA_NI __attribute__((always_inline))

// What is computed of one text: the eight words as the instructions want them, and the four
// groups of message words that come next.
struct sha256_lane {
    using four = int __attribute__((vector_size(16)));
    using bytes = char __attribute__((vector_size(16)));

    four abef, cdgh, m0, m1, m2, m3;

    BAILIWICK_SHA_NI_PART explicit sha256_lane(const sha256_words& words) noexcept
        : abef(pack(words[5], words[4], words[1], words[0])),
          cdgh(pack(words[7], words[6], words[3], words[2])), m0(), m1(), m2(), m3() {}

    BAILIWICK_SHA_NI_PART static four pack(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                      std::uint32_t d) noexcept {
        return four{static_cast<int>(a), static_cast<int>(b), static_cast<int>(c),
                    static_cast<int>(d)};
    }
    BAILIWICK_SHA_NI_PART static four load(const unsigned char* from) noexcept {
        bytes raw;
        std::memcpy(&raw, from, 16);
        return reinterpret_cast<four>(__builtin_shufflevector(
            raw, raw, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
    }
    BAILIWICK_SHA_NI_PART void take_block(const unsigned char* block) noexcept {
        m0 = load(block), m1 = load(block + 16), m2 = load(block + 32), m3 = load(block + 48);
    }

    // Four rounds with these message words.
    BAILIWICK_SHA_NI_PART void rounds(int at, four words) noexcept {
        four constants;
        std::memcpy(&constants, sha256_state::round + at, 16);
        const four both = words + constants;
        cdgh = __builtin_ia32_sha256rnds2(cdgh, abef, both);
        abef = __builtin_ia32_sha256rnds2(abef, cdgh,
                                          __builtin_shufflevector(both, both, 2, 3, 2, 3));
    }
    // The same, and the words that are due sixteen rounds later in place of the first.
    BAILIWICK_SHA_NI_PART void rounds(int at, four& first, four second, four third,
                                 four fourth) noexcept {
        rounds(at, first);
        const four seven_before = __builtin_shufflevector(third, fourth, 1, 2, 3, 4);
        first = __builtin_ia32_sha256msg2(
            __builtin_ia32_sha256msg1(first, second) + seven_before, fourth);
    }
    BAILIWICK_SHA_NI_PART void put(sha256_words& words) const noexcept {
        words = {word(abef, 3), word(abef, 2), word(cdgh, 3), word(cdgh, 2),
                 word(abef, 1), word(abef, 0), word(cdgh, 1), word(cdgh, 0)};
    }
    BAILIWICK_SHA_NI_PART static std::uint32_t word(four from, int at) noexcept {
        return static_cast<std::uint32_t>(from[at]);
    }
};

// One block of every text.
template <class... Lane> BAILIWICK_SHA_NI_PART inline void sha256_block(Lane&... lane) noexcept {
    for (int at = 0; at < 48; at += 16) {
        (lane.rounds(at, lane.m0, lane.m1, lane.m2, lane.m3), ...);
        (lane.rounds(at + 4, lane.m1, lane.m2, lane.m3, lane.m0), ...);
        (lane.rounds(at + 8, lane.m2, lane.m3, lane.m0, lane.m1), ...);
        (lane.rounds(at + 12, lane.m3, lane.m0, lane.m1, lane.m2), ...);
    }
    (lane.rounds(48, lane.m0), ...);
    (lane.rounds(52, lane.m1), ...);
    (lane.rounds(56, lane.m2), ...);
    (lane.rounds(60, lane.m3), ...);
}

/// Takes so many blocks into the words.
BAILIWICK_SHA_NI inline void sha256_compress(sha256_words& words, const unsigned char* from,
                                             std::size_t blocks) noexcept {
    sha256_lane lane(words);
    for (; blocks > 0; --blocks, from += 64) {
        const sha256_lane before = lane;
        lane.take_block(from);
        sha256_block(lane);
        lane.abef += before.abef;
        lane.cdgh += before.cdgh;
    }
    lane.put(words);
}

/// Takes so many blocks of two texts into the words of each.
BAILIWICK_SHA_NI inline void sha256_compress(sha256_words& words, const unsigned char* from,
                                             sha256_words& others, const unsigned char* beside,
                                             std::size_t blocks) noexcept {
    sha256_lane lane(words), other(others);
    for (; blocks > 0; --blocks, from += 64, beside += 64) {
        const auto abef = lane.abef, cdgh = lane.cdgh, fe = other.abef, hg = other.cdgh;
        lane.take_block(from);
        other.take_block(beside);
        sha256_block(lane, other);
        lane.abef += abef, lane.cdgh += cdgh;
        other.abef += fe, other.cdgh += hg;
    }
    lane.put(words);
    other.put(others);
}

#undef BAILIWICK_SHA_NI_PART
#undef BAILIWICK_SHA_NI
#endif

} // namespace bailiwick::detail
