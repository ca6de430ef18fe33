// SPDX-License-Identifier: BSL-1.0
// expect: \[BW608\] this system gets health data without an agreement
// expect: business_associate_has_an_agreement<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.business_associate_agreement = "";
#endif
});
using clinic = good::under_hipaa<good::desk_beside<archive, bw::level::health>>;
static_assert(bw::sound<good::agent<clinic>>);
