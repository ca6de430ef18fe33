// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// An owner who is nobody.
///
/// Incidents belong to the "AI team". It has a mailbox, but no person who is called at night, and
/// nobody who can say on Monday what happened on Saturday.

namespace office {

inline constexpr bw::person ai_team{"AI team", "ai-team@office.example"};

struct ownerless_reception : reception {
    static constexpr bw::owners owners{.workflow = &nora,
                                       .runtime = &operators,
                                       .queue = &nora,
                                       .incidents = &ai_team,
                                       .changes = &petra,
                                       .off_switch = &operators};
};
static_assert(bw::sound<agent<ownerless_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// people.hpp: In instantiation of 'struct bailiwick::bw507::require<office::ai_team, bailiwick::agent<office::ownerless_reception, office::find_host, office::note_visit, office::confirm_visit> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::ownerless_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// generic_owner.cpp:21:19:   required from here
// people.hpp:106:23: error: static assertion failed: [BW507] this name is nobody: put a person or an on-call group in its place
//   106 |         static_assert(person_is_somebody<Person, Agent>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// people.hpp:106:23: note: 'bailiwick::person_is_somebody<office::ai_team, bailiwick::agent<office::ownerless_reception, office::find_host, office::note_visit, office::confirm_visit> >' evaluates to false
