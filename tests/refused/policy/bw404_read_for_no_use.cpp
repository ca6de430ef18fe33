// SPDX-License-Identifier: BSL-1.0
// expect: \[BW404\] this sensitive data is read for no stated use
// expect: read_data_names_its_use<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.purpose = "n/a";
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
