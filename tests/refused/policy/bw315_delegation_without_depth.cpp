// SPDX-License-Identifier: BSL-1.0
// expect: \[BW315\] this delegation has no limits
// expect: delegation_is_limited<errand,
#include <sound.hpp>

inline constexpr auto errand = good::changed(good::partner, [](auto& copy) {
    copy.name = "errand";
#ifdef REFUSED
    copy.max_depth = 0;
#endif
});
static_assert(bw::sound<good::agent<good::desk_delegating<errand>>>);
