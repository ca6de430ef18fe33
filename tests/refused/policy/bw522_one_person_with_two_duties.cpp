// SPDX-License-Identifier: BSL-1.0
// expect: \[BW522\] one person is listed twice in the duties of this queue
// expect: duties_are_split<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.duties = {bw::duty{"finance", {good::ana}}, bw::duty{"risk", {good::ana}}};
#else
    copy.duties = {bw::duty{"finance", {good::ana}}, bw::duty{"risk", {good::ben}}};
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening, 2>>>);
