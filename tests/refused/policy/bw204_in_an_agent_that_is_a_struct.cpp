// SPDX-License-Identifier: BSL-1.0
// The derived spelling keeps the line budget, and the error names the tool all the same.
// expect: \[BW204\] an irreversible action runs unattended
// expect: irreversible_action_waits_for_a_person<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.undo = bw::reversibility::irreversible; });
#endif
};
struct support_agent : bw::agent<good::desk, good::lookup, keeper, good::send_mail> {};
static_assert(bw::sound<support_agent>);
