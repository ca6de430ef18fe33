// SPDX-License-Identifier: BSL-1.0
// expect: \[BW411\] the link to this system is not encrypted
// expect: link_is_encrypted<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.reached_by = bw::transport::plain;
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive>>>);
