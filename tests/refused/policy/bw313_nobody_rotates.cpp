// SPDX-License-Identifier: BSL-1.0
// expect: \[BW313\] nobody rotates this credential
// expect: credential_has_a_rotation_owner<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.rotation_owner = nullptr;
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
