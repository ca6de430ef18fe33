// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/material.hpp>

#include <algorithm>
#include <utility>

/// Counts and choices as people read them.

namespace bailiwick::detail {

using packet::detail::count_of;

inline std::string joined(const std::vector<std::string>& words, std::string_view between = ", ") {
    std::string text;
    for (const std::string& each : words) (text += text.empty() ? "" : between) += each;
    return text;
}

/// How many letters must be put in, taken out or changed to make one word of the other.
inline std::size_t letters_between(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t k = 0; k < right.size(); ++k) {
            const std::size_t changed = diagonal + (left[i] == right[k] ? 0 : 1);
            diagonal = row[k + 1];
            row[k + 1] = std::min({changed, row[k] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// The words that exist, those that are most like the typed one first.
inline std::string nearest_first(std::string_view typed, std::vector<std::string> known) {
    std::stable_sort(known.begin(), known.end(), [&](const auto& left, const auto& right) {
        return letters_between(typed, left) < letters_between(typed, right);
    });
    return joined(known);
}

} // namespace bailiwick::detail
