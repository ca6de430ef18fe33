// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/shape.hpp>

namespace bailiwick::detail {

struct range {
    long long lowest = 0;
    long long highest = 0;
};

inline bool has_range(const field* limits) {
    return limits != nullptr && limits->min < limits->max;
}

// The integers that both the type and the field allow.
inline range narrowed(const shape& is, const field* limits) {
    range result{is.lowest, is.highest};
    if (has_range(limits) && limits->min > result.lowest) result.lowest = limits->min;
    if (has_range(limits) && limits->max < result.highest) result.highest = limits->max;
    return result;
}

} // namespace bailiwick::detail
