// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <cstddef>
#include <string_view>

namespace bailiwick {

/// A short list of references to declared objects, in the order in which they were written.
///
/// It holds addresses, so a typo is an undeclared identifier. Nested `std::initializer_list`
/// members would read the same, but g++ 12 refuses them as "modification of <temporary>".
template <class Declared, std::size_t Max = 16> struct refs {
    const Declared* at[Max] = {};
    std::size_t count = 0;

    constexpr refs() = default;
    template <class... Objects> constexpr refs(const Objects&... objects) {
        if constexpr (sizeof...(Objects) <= Max)
            ((at[count++] = &objects), ...);
        else
            static_assert(sizeof...(Objects) <= Max, "this list is longer than refs<T, Max>");
    }

    constexpr const Declared* const* begin() const { return at; }
    constexpr const Declared* const* end() const { return at + count; }
    constexpr std::size_t size() const { return count; }
    constexpr bool empty() const { return count == 0; }
    constexpr bool contains(const Declared& object) const {
        for (const Declared* each : *this)
            if (each == &object) return true;
        return false;
    }
};

/// A list of any length that lives elsewhere. A std::span would do the same at several times the
/// cost: its checked iterators are evaluated step by step for every tool, row and scope.
template <class Item> struct list_view {
    const Item* at = nullptr;
    std::size_t count = 0;

    constexpr const Item* begin() const { return at; }
    constexpr const Item* end() const { return at + count; }
    constexpr const Item* data() const { return at; }
    constexpr std::size_t size() const { return count; }
    constexpr bool empty() const { return count == 0; }
    constexpr const Item& operator[](std::size_t position) const { return at[position]; }
};

/// A short list of words: argument names, actions, sentences for the reviewer.
template <std::size_t Max = 16> struct words_up_to {
    std::string_view at[Max] = {};
    std::size_t count = 0;

    constexpr words_up_to() = default;
    template <class... Words> constexpr words_up_to(const Words&... words) {
        if constexpr (sizeof...(Words) <= Max)
            ((at[count++] = std::string_view(words)), ...);
        else
            static_assert(sizeof...(Words) <= Max, "this list is longer than words_up_to<Max>");
    }

    constexpr const std::string_view* begin() const { return at; }
    constexpr const std::string_view* end() const { return at + count; }
    constexpr std::size_t size() const { return count; }
    constexpr bool empty() const { return count == 0; }
    constexpr bool contains(std::string_view word) const {
        for (std::string_view each : *this)
            if (each == word) return true;
        return false;
    }
};

using words = words_up_to<>;

} // namespace bailiwick
