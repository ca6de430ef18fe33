// SPDX-License-Identifier: BSL-1.0
// expect: \[BW436\] this delegate gets a scope of a gated tool and no gate
// expect: gated_scope_is_not_delegated<errand,
#include <sound.hpp>

inline constexpr auto errand = good::changed(good::partner, [](auto& copy) {
    copy.name = "errand";
#ifdef REFUSED
    copy.scopes = {good::mail_send};
#endif
});
static_assert(bw::sound<good::agent<good::desk_delegating<errand>>>);
