// SPDX-License-Identifier: BSL-1.0
// One address is one person, whatever the object is called.
// expect: \[BW511\] nobody stands in for the owner of this queue
// expect: queue_has_a_deputy<evening,
#include <sound.hpp>

inline constexpr bw::person ana_again{"A. Lind", "ANA@example.com"};
inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.deputy = &ana_again;
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
