// SPDX-License-Identifier: BSL-1.0
// expect: \[BW116\] this object has no name, or the name of another one
// expect: name_is_taken_once<.*archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::crm, [](auto& copy) {
    copy.endpoint = "/run/archive.sock";
#ifndef REFUSED
    copy.name = "archive";
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive>>>);
