// SPDX-License-Identifier: BSL-1.0
// expect: \[BW513\] silence would count as consent in this queue
// expect: expiry_never_approves<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.on_expiry = bw::expiry::approve;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
