// SPDX-License-Identifier: BSL-1.0
// expect: \[BW410\] this system is reached without authentication
// expect: system_is_authenticated<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.authenticated = false;
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive>>>);
