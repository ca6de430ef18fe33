// SPDX-License-Identifier: BSL-1.0
// expect: \[BW312\] this credential lives long and is not rotated
// expect: credential_is_short_lived_or_rotated<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.time_to_live = bw::days(30);
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
