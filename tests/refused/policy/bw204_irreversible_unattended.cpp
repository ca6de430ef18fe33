// SPDX-License-Identifier: BSL-1.0
// expect: \[BW204\] an irreversible action runs unattended
// expect: irreversible_action_waits_for_a_person<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.undo = bw::reversibility::irreversible; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
