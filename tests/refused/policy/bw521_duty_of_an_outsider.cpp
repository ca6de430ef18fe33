// SPDX-License-Identifier: BSL-1.0
// expect: \[BW521\] a duty of this queue cannot be filled
// expect: duties_are_filled_by_approvers<evening,
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.duties = {bw::duty{"finance", {good::carla}}};
#else
    copy.duties = {bw::duty{"finance", {good::ana}}};
#endif
});
static_assert(bw::sound<good::agent<good::desk_asking<evening>>>);
