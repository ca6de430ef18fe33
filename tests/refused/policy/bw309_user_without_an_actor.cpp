// SPDX-License-Identifier: BSL-1.0
// expect: \[BW309\] this credential hides who acts
// expect: credential_says_whose_right_it_is<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.kind = bw::holder::delegated_user;
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
