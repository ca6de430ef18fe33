// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/declaration.hpp>
#include <bailiwick/policy/detail/sha256.hpp>

namespace bailiwick {

/// The SHA-256 of a text as receipts, locks and packets print it: "sha256:" and 64 hex digits.
struct digest_text {
    std::array<char, 71> data{};

    constexpr std::string_view view() const { return {data.data(), data.size()}; }
    constexpr operator std::string_view() const { return view(); }
    friend constexpr bool operator==(const digest_text& left, std::string_view right) {
        return left.view() == right;
    }
};

namespace detail {

constexpr digest_text print_digest(const sha256_state& state) {
    digest_text text;
    char* next = text.data.data();
    for (char c : std::string_view("sha256:")) *next++ = c;
    for (std::uint32_t word : state.word)
        for (int shift = 28; shift >= 0; shift -= 4)
            *next++ = "0123456789abcdef"[(word >> shift) & 15];
    return text;
}

/// The state after each 2 KB of the declaration: one evaluation each, within clang's step limit.
template <class Agent, std::size_t Chunk>
inline constexpr sha256_state declaration_state = [] {
    constexpr std::size_t blocks = sha256_blocks(declaration<Agent>.size());
    constexpr std::size_t from = (Chunk - 1) * 32;
    constexpr std::size_t to = from + 32 < blocks ? from + 32 : blocks;
    return sha256_absorb(declaration_state<Agent, Chunk - 1>, declaration_text<Agent>, from, to);
}();
template <class Agent> inline constexpr sha256_state declaration_state<Agent, 0>{};

} // namespace detail

/// The digest of any text, at compile time or at run time.
constexpr digest_text digest_of(std::string_view text) {
    return detail::print_digest(
        detail::sha256_absorb({}, text, 0, detail::sha256_blocks(text.size())));
}

/// The digest of an agent's declaration: what people approve, and what every receipt names.
///
/// It costs the compiler about 30 ms for each KB, in the translation units that use it.
template <class Agent>
inline constexpr digest_text digest = detail::print_digest(
    detail::declaration_state<Agent, (detail::sha256_blocks(declaration<Agent>.size()) + 31) / 32>);

} // namespace bailiwick
