// SPDX-License-Identifier: BSL-1.0
// expect: \[BW607\] personal data leaves the EEA without a basis
// expect: transfer_has_a_basis<archive,
#include <sound.hpp>

inline constexpr auto archive = good::changed(good::mail, [](auto& copy) {
    copy.name = "archive";
#ifdef REFUSED
    copy.region = "eu-west-2"; // London
#else
    copy.region = "eu-west-3"; // Paris
#endif
});
static_assert(bw::sound<good::agent<good::desk_beside<archive, bw::level::personal>>>);
