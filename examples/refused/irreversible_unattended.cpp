// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// Something that cannot be undone, and nobody looks.
///
/// The front desk was busy, so confirm_visit became automatic. A mail that left cannot be called
/// back; the contract of the tool says so, and the matrix may not overrule it.

namespace office {

struct hasty_reception : reception {
    static constexpr bw::rule matrix[] = {
        bw::automatic("find_host"),
        bw::automatic("note_visit"),
        bw::automatic("confirm_visit"),
        bw::never("open_door", {door_open}),
    };
};
static_assert(bw::sound<agent<hasty_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// effects.hpp: In instantiation of 'struct bailiwick::bw204::require<office::confirm_visit, office::hasty_reception>':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::hasty_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// irreversible_unattended.cpp:19:19:   required from here
// effects.hpp:62:23: error: static assertion failed: [BW204] an irreversible action runs unattended: move its row to approval or never
//    62 |         static_assert(irreversible_action_waits_for_a_person<Tool, Charter>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// effects.hpp:62:23: note: 'bailiwick::irreversible_action_waits_for_a_person<office::confirm_visit, office::hasty_reception>' evaluates to false
