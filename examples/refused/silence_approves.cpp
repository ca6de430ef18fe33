// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// Silence as consent.
///
/// A ticket that nobody answers within two hours is approved, "so that visitors need not wait". On
/// the first day on which the front desk is ill, everything is approved.

namespace office {

inline constexpr bw::queue lenient_desk{.name = "front-desk",
                                        .owner = &nora,
                                        .deputy = &emil,
                                        .approvers = {nora, emil},
                                        .answer_within = bw::hours(2),
                                        .on_expiry = bw::expiry::approve,
                                        .capacity_per_hour = 40};

struct lenient_reception : reception {
    static constexpr bw::rule matrix[] = {
        bw::automatic("find_host"),
        bw::automatic("note_visit"),
        bw::approval("confirm_visit", lenient_desk),
        bw::never("open_door", {door_open}),
    };
};
static_assert(bw::sound<agent<lenient_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// queues.hpp: In instantiation of 'struct bailiwick::bw513::require<office::lenient_desk, bailiwick::agent<office::lenient_reception, office::find_host, office::note_visit, office::confirm_visit> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::lenient_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// silence_approves.cpp:27:19:   required from here
// queues.hpp:85:23: error: static assertion failed: [BW513] silence would count as consent in this queue: state on_expiry as expiry::deny
//    85 |         static_assert(expiry_never_approves<Queue, Agent>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// queues.hpp:85:23: note: 'bailiwick::expiry_never_approves<office::lenient_desk, bailiwick::agent<office::lenient_reception, office::find_host, office::note_visit, office::confirm_visit> >' evaluates to false
