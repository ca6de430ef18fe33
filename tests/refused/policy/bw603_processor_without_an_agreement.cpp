// SPDX-License-Identifier: BSL-1.0
// expect: \[BW603\] this system gets personal data without an agreement
// expect: processor_has_an_agreement<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.agreement = "TBD";
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive, bw::level::personal>>>);
