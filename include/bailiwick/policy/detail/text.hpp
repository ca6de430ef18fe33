// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace bailiwick::detail {

/// Text as a template argument, for offenders that have no name of their own (matrix rows).
/// The final NUL stays inside: without it compilers drop the last character when they print it.
template <std::size_t Size> struct text {
    char data[Size] = {};

    constexpr explicit text(std::string_view from) {
        for (std::size_t i = 0; i + 1 < Size && i < from.size(); ++i) data[i] = from[i];
    }
    constexpr std::string_view view() const { return {data, Size - 1}; }
};

} // namespace bailiwick::detail
