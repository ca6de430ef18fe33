// SPDX-License-Identifier: BSL-1.0
// expect: \[BW205\] a high-impact or deleting action runs unattended
// expect: high_impact_action_waits_for_a_person<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.high_impact = true; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
