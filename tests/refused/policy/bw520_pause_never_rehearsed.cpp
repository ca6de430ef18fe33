// SPDX-License-Identifier: BSL-1.0
// expect: \[BW520\] the off switch is not rehearsed
// expect: pause_is_rehearsed<untried>
#include <sound.hpp>

struct untried : good::desk {
#ifdef REFUSED
    static constexpr auto pause =
        good::changed(desk::pause, [](auto& copy) { copy.drill_every = bw::days(365); });
#endif
};
static_assert(bw::sound<good::agent<untried>>);
