// SPDX-License-Identifier: BSL-1.0
// Two objects with one address are one person, who decides once.
// expect: \[BW516\] this row asks for more people than its queue has
// expect: quorum_can_be_met<.*"send_mail"
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::person second{"Ana M. Lind", "ana@example.com"};
#else
inline constexpr bw::person second{"Dora Kim", "dora@example.com"};
#endif
inline constexpr auto evening =
    good::changed(good::leads, [](auto& copy) { copy.approvers = {good::ana, second}; });
static_assert(bw::sound<good::agent<good::desk_asking<evening, 2>>>);
