// SPDX-License-Identifier: BSL-1.0
// expect: \[BW304\] two credentials grant this scope
// expect: scope_has_one_credential<.*note_write,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.grants = {good::mail_send, good::note_write};
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
