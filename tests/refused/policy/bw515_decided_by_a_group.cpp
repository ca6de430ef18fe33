// SPDX-License-Identifier: BSL-1.0
// expect: \[BW515\] this queue is decided by nobody in particular
// expect: approvers_are_individuals<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.approvers = {good::ana, good::ops};
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
