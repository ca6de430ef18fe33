// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// A tool without a rule.
///
/// Somebody gave the agent list_visits and did not say when it may run. No tool runs "by default":
/// the matrix says automatic, approval or never. One row repairs this.

namespace office {

struct list_visits {
    static constexpr bw::contract contract{.name = "list_visits",
                                           .summary = "List the visits of a day",
                                           .reads = {visit_note},
                                           .needs = {calendar_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .output = bw::trust::trusted};
    answer operator()(const host_query&, bw::lease<calendar_read>) const;
};

using listing_agent = agent<reception, list_visits>;
static_assert(bw::sound<listing_agent>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// matrix.hpp: In instantiation of 'struct bailiwick::bw106::require<office::list_visits, office::reception>':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::reception, office::find_host, office::note_visit, office::confirm_visit, office::list_visits> >'
// missing_row.cpp:25:19:   required from here
// matrix.hpp:100:23: error: static assertion failed: [BW106] this tool has no row in the matrix: add automatic, approval or never
//   100 |         static_assert(tool_has_a_row<Tool, Charter>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// matrix.hpp:100:23: note: 'bailiwick::tool_has_a_row<office::list_visits, office::reception>' evaluates to false
