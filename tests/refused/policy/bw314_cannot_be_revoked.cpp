// SPDX-License-Identifier: BSL-1.0
// expect: \[BW314\] this credential has no way to end it
// expect: credential_can_be_revoked<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.revocation = "to be decided";
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
