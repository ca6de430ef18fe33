// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/declaration_text.hpp>

#include <array>
#include <utility>

namespace bailiwick {
namespace detail {

/// One piece, rendered in an evaluation of its own: one large one would hit clang's step limit.
template <class Agent, std::size_t Position>
inline constexpr auto declaration_piece = [] {
    constexpr std::size_t size = [] {
        counting_sink count;
        put_piece(count, facts_of<Agent>, Position);
        return count.count;
    }();
    std::array<char, size> text{};
    buffer_sink sink{text.data()};
    put_piece(sink, facts_of<Agent>, Position);
    return text;
}();

template <class Agent>
constexpr std::size_t piece_count = detail::layout_of(facts_of<Agent>).pieces();

template <class Agent, std::size_t... Position>
constexpr auto join_pieces(std::index_sequence<Position...>) {
    constexpr std::size_t size = (declaration_piece<Agent, Position>.size() + ...);
    std::array<char, size> text{};
    char* next = text.data();
    const auto append = [&](const auto& piece) {
        for (char c : piece) *next++ = c;
    };
    (append(declaration_piece<Agent, Position>), ...);
    return text;
}

} // namespace detail

/// The declaration as RFC 8785 JSON, computed by the compiler: the bytes of declaration.json.
template <class Agent>
inline constexpr auto declaration =
    detail::join_pieces<Agent>(std::make_index_sequence<detail::piece_count<Agent>>{});

/// The same text as a view.
template <class Agent>
constexpr std::string_view declaration_text{declaration<Agent>.data(), declaration<Agent>.size()};

} // namespace bailiwick
