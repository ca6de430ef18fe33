// SPDX-License-Identifier: BSL-1.0
// expect: \[BW310\] this credential grants an administrator role
// expect: credential_is_no_administrator<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.grants_admin = true;
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
