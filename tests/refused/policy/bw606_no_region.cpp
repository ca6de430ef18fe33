// SPDX-License-Identifier: BSL-1.0
// expect: \[BW606\] this system gets personal data in no stated place
// expect: region_is_stated<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.region = "";
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive, bw::level::personal>>>);
