// SPDX-License-Identifier: BSL-1.0
// expect: \[BW401\] this data has no home
// expect: data_has_a_home<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::note, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.home = nullptr;
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
