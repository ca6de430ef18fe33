// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// Nora asks, Nora approves.
///
/// Nora may start a run of the agent by hand, and she decides in the queue that its mails wait in.
/// What she asks for she could approve herself, and nobody else would see it.

namespace office {

struct self_service_reception : reception {
    static constexpr bw::boundary boundary{.trigger = "somebody at the front desk starts a run",
                                           .trigger_authenticated = true,
                                           .requesters = {nora},
                                           .inputs = {visit_request},
                                           .systems = {calendar, smtp, model_host},
                                           .output = "a note, and a mail that a person approved",
                                           .renders = bw::rendering::plain,
                                           .high_risk = {"open_door"},
                                           .never_does = {"opens doors"}};
};
static_assert(bw::sound<agent<self_service_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// queues.hpp: In instantiation of 'struct bailiwick::bw517::require<office::front_desk, bailiwick::agent<office::self_service_reception, office::find_host, office::note_visit, office::confirm_visit> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::self_service_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// own_approver.cpp:22:19:   required from here
// queues.hpp:146:23: error: static assertion failed: [BW517] an approver of this queue also starts runs: take one of the two duties away
//   146 |         static_assert(approver_is_not_the_requester<Queue, Agent>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// queues.hpp:146:23: note: 'bailiwick::approver_is_not_the_requester<office::front_desk, bailiwick::agent<office::self_service_reception, office::find_host, office::note_visit, office::confirm_visit> >' evaluates to false
