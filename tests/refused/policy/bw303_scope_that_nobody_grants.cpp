// SPDX-License-Identifier: BSL-1.0
// expect: \[BW303\] a tool needs this scope but no credential grants it
// expect: needed_scope_is_granted<.*crm_read,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::reader, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.grants = {good::note_write};
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<badge, good::sender>>>);
