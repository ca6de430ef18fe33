// SPDX-License-Identifier: BSL-1.0
// expect: \[BW508\] this person cannot be reached
// expect: person_can_be_called<dora,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::person dora{"Dora Kim", "tbd"};
#else
inline constexpr bw::person dora{"Dora Kim", "dora@example.com"};
#endif
static_assert(bw::sound<good::agent<good::desk_of<dora>>>);
