// SPDX-License-Identifier: BSL-1.0
// expect: \[BW102\] this charter does not say whose it is
// expect: charter_names_its_agent<anonymous>
#include <sound.hpp>

struct anonymous : good::desk {
#ifdef REFUSED
    struct identity; // hides the one of the desk
#endif
};
static_assert(bw::sound<good::agent<anonymous>>);
