// SPDX-License-Identifier: BSL-1.0
// expect: \[BW403\] this sensitive data is kept without end
// expect: sensitive_data_has_an_end<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.retention = {};
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
