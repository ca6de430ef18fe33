// SPDX-License-Identifier: BSL-1.0
// expect: \[BW514\] this queue can be flooded
// expect: queue_has_a_capacity<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.capacity_per_hour = 0;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
