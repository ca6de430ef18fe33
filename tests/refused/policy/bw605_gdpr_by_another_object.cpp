// SPDX-License-Identifier: BSL-1.0
// A regime is known by its name: a copy of bw::gdpr brings the same rules.
// expect: \[BW605\] this personal data has no lawful basis
// expect: personal_data_has_a_lawful_basis<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.lawful_basis = bw::basis::unstated;
#endif
});
inline constexpr bw::regime privacy_law = bw::gdpr;
struct national : good::desk_seeing<fax> {
    static constexpr bw::regimes under{privacy_law};
};
static_assert(bw::sound<good::agent<national>>);
