// SPDX-License-Identifier: BSL-1.0
// expect: \[BW402\] this data has no sensitivity
// expect: data_has_a_level<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::note, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.sensitivity = bw::level::unstated;
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
