// SPDX-License-Identifier: BSL-1.0
// expect: \[BW409\] this system has no exact endpoint
// expect: system_has_an_exact_endpoint<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.endpoint = "https://*.example.com";
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive>>>);
