// SPDX-License-Identifier: BSL-1.0
// expect: \[BW519\] the off switch has no bound
// expect: pause_is_bounded<slow>
#include <sound.hpp>

struct slow : good::desk {
#ifdef REFUSED
    static constexpr auto pause =
        good::changed(desk::pause, [](auto& copy) { copy.bound = {}; });
#endif
};
static_assert(bw::sound<good::agent<slow>>);
