// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// A promise that the account does not keep.
///
/// The matrix says that the agent never opens a door. Its account can open doors all the same, so
/// the promise would rest on the agent's manners alone.

namespace office {

inline constexpr bw::credential door_account{.name = "reception-desk",
                                             .kind = bw::holder::service_account,
                                             .grants = {calendar_read, note_write,
                                                            door_open},
                                             .stored_in = bw::storage::vault,
                                             .time_to_live = bw::hours(1),
                                             .rotation_owner = &operators,
                                             .revocation = "idp disable reception-desk"};

struct trusting_reception : reception {
    static constexpr bw::refs<bw::credential> credentials{door_account, mail_account};
};
static_assert(bw::sound<agent<trusting_reception>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// credentials.hpp: In instantiation of 'struct bailiwick::bw306::require<office::door_open, bailiwick::agent<office::trusting_reception, office::find_host, office::note_visit, office::confirm_visit> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::trusting_reception, office::find_host, office::note_visit, office::confirm_visit> >'
// granted_never.cpp:23:19:   required from here
// credentials.hpp:93:23: error: static assertion failed: [BW306] a scope of an action that is never done is granted: remove the grant
//    93 |         static_assert(never_scope_is_granted_to_nobody<Scope, Agent>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// credentials.hpp:93:23: note: 'bailiwick::never_scope_is_granted_to_nobody<office::door_open, bailiwick::agent<office::trusting_reception, office::find_host, office::note_visit, office::confirm_visit> >' evaluates to false
