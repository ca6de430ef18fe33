// SPDX-License-Identifier: BSL-1.0
// expect: this list is longer than refs<T, Max>
// expect: scope
#include <bailiwick/charter.hpp>

inline constexpr bw::scope a{"a"}, b{"b"}, c{"c"};
#ifdef REFUSED
inline constexpr bw::refs<bw::scope, 2> needs{a, b, c};
#else
inline constexpr bw::refs<bw::scope, 3> needs{a, b, c};
#endif
