// SPDX-License-Identifier: BSL-1.0
// expect: \[BW115\] an action that the boundary calls high-risk is not gated
// expect: high_risk_actions_are_gated<hasty>
#include <sound.hpp>

struct hasty : good::desk {
#ifdef REFUSED
    static constexpr auto boundary = good::changed(
        desk::boundary, [](auto& copy) { copy.high_risk = {"send_mail", "write_note"}; });
#endif
};
static_assert(bw::sound<good::agent<hasty>>);
