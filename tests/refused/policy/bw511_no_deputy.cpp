// SPDX-License-Identifier: BSL-1.0
// expect: \[BW511\] nobody stands in for the owner of this queue
// expect: queue_has_a_deputy<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.deputy = nullptr;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
