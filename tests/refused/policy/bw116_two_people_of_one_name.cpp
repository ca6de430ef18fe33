// SPDX-License-Identifier: BSL-1.0
// expect: \[BW116\] this object has no name, or the name of another one
// expect: name_is_taken_once<.*dora,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::person dora{"Ben Okoro", "dora@example.com"};
#else
inline constexpr bw::person dora{"Dora Kim", "dora@example.com"};
#endif
inline constexpr auto evening = good::changed(
    good::leads, [](auto& copy) { copy.approvers = {good::ana, good::ben, dora}; });
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
