// SPDX-License-Identifier: BSL-1.0
// expect: \[BW506\] nobody owns the off switch
// expect: off_switch_has_an_owner<orphan>
#include <sound.hpp>

struct orphan : good::desk {
#ifdef REFUSED
    static constexpr auto owners =
        good::changed(desk::owners, [](auto& copy) { copy.off_switch = nullptr; });
#endif
};
static_assert(bw::sound<good::agent<orphan>>);
