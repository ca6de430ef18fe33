// SPDX-License-Identifier: BSL-1.0
// expect: \[BW406\] this system stands in no zone
// expect: system_has_a_zone<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.where = bw::zone::unstated;
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive>>>);
