// SPDX-License-Identifier: BSL-1.0
// expect: \[BW301\] this agent acts under a shared or borrowed identity
// expect: agent_acts_under_its_own_identity<borrowed>
#include <sound.hpp>

struct borrowed : good::desk {
#ifdef REFUSED
    static constexpr auto identity =
        good::changed(desk::identity, [](auto& copy) { copy.acts = bw::acting::as_the_user; });
#endif
};
static_assert(bw::sound<good::agent<borrowed>>);
