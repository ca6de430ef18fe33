// SPDX-License-Identifier: BSL-1.0
// expect: \[BW523\] this row asks for fewer people than the duties of its queue need
// expect: quorum_covers_the_duties<.*"send_mail"
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
    copy.duties = {bw::duty{"finance", {good::ana}}, bw::duty{"risk", {good::ben}}};
});
#ifdef REFUSED
using desk = good::desk_asking<evening, 1>;
#else
using desk = good::desk_asking<evening, 2>;
#endif
static_assert(bw::sound<good::agent<desk>>);
