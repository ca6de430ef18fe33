// SPDX-License-Identifier: BSL-1.0
// expect: a row holds at most four conditions
// expect: where
#include <bailiwick/charter.hpp>

inline constexpr auto low = bw::at_most("amount", 5), high = bw::at_least("amount", 1);
#ifdef REFUSED
inline constexpr auto row = bw::automatic("refund").where(low, high, low, high, low);
#else
inline constexpr auto row = bw::automatic("refund").where(low, high);
#endif
