// SPDX-License-Identifier: BSL-1.0
// expect: \[BW605\] this personal data has no lawful basis
// expect: personal_data_has_a_lawful_basis<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.lawful_basis = bw::basis::unstated;
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
