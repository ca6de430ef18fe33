// SPDX-License-Identifier: BSL-1.0
// expect: \[BW518\] one person owns both changes and the release
// expect: changes_and_release_are_split<lonely>
#include <sound.hpp>

struct lonely : good::desk {
    static constexpr auto owners = good::changed(desk::owners, [](auto& copy) {
#ifdef REFUSED
        copy.release = &good::carla;
#else
        copy.release = &good::ana;
#endif
    });
};
static_assert(bw::sound<good::agent<lonely>>);
