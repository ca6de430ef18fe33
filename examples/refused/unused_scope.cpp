// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// A permission that nobody needs.
///
/// The account may export the whole staff directory, "in case we need it later". No tool needs it
/// today, so whoever steals the account gains something that the agent never uses.

namespace office {

inline constexpr bw::scope staff_export{"directory:export"};

inline constexpr bw::credential generous_account{.name = "reception-desk",
                                                 .kind = bw::holder::service_account,
                                                 .grants = {calendar_read, note_write,
                                                            staff_export},
                                                 .stored_in = bw::storage::vault,
                                                 .time_to_live = bw::hours(1),
                                                 .rotation_owner = &operators,
                                                 .revocation = "idp disable reception-desk"};

struct generous_reception : reception {
    static constexpr bw::refs<bw::credential> credentials{generous_account, mail_account};
};
static_assert(bw::sound<agent<generous_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// credentials.hpp: In instantiation of 'struct bailiwick::bw305::require<office::staff_export, bailiwick::agent<office::generous_reception, office::find_host, office::note_visit, office::confirm_visit> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::generous_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// unused_scope.cpp:25:19:   required from here
// credentials.hpp:80:23: error: static assertion failed: [BW305] this scope is granted but no tool needs it: remove the grant
//    80 |         static_assert(scope_is_used<Scope, Agent>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~
// credentials.hpp:80:23: note: 'bailiwick::scope_is_used<office::staff_export, bailiwick::agent<office::generous_reception, office::find_host, office::note_visit, office::confirm_visit> >' evaluates to false
