// SPDX-License-Identifier: BSL-1.0
// expect: \[BW306\] a scope of an action that is never done is granted
// expect: never_scope_is_granted_to_nobody<.*pay,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.grants = {good::mail_send, good::pay};
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
