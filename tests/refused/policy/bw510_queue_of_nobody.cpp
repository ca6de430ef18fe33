// SPDX-License-Identifier: BSL-1.0
// expect: \[BW510\] nobody owns this queue
// expect: queue_has_an_owner<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.owner = nullptr;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
