// SPDX-License-Identifier: BSL-1.0
// expect: \[BW305\] this scope is granted but no tool needs it
// expect: scope_is_used<crm_admin,
#include <sound.hpp>

inline constexpr bw::scope crm_admin{"crm:admin"};
inline constexpr auto badge = good::changed(good::reader, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.grants = {good::crm_read, good::note_write, crm_admin};
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<badge, good::sender>>>);
