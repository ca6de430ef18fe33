// SPDX-License-Identifier: BSL-1.0
// expect: \[BW102\] this charter does not say whose it is
// expect: charter_names_its_agent<anonymous>
#include <sound.hpp>

struct anonymous : good::desk {
#ifdef REFUSED
    static constexpr auto identity =
        good::changed(desk::identity, [](auto& copy) { copy.version = "TBD"; });
#endif
};
static_assert(bw::sound<good::agent<anonymous>>);
