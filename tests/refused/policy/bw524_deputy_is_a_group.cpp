// SPDX-License-Identifier: BSL-1.0
// expect: \[BW524\] the deputy of this queue cannot decide in time
// expect: deputy_can_decide<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
    copy.deputy_from = bw::hours(1);
#ifdef REFUSED
    copy.deputy = &good::ops;
#else
    copy.deputy = &good::carla;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
