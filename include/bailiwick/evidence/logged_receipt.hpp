// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

namespace bailiwick {

/// One receipt with its place: in which log, and as which leaf of it.
struct logged_receipt {
    std::string origin{}; ///< the log's name
    unsigned long long index = 0;
    std::string text{};   ///< the leaf, byte for byte
};

} // namespace bailiwick
