// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

/// A way out for personal data.
///
/// Anyone can write the mail that the model reads, the model also sees the contacts of staff, and
/// now it may search the web unattended. It only reads, but what it searches for leaves the office:
/// one line in a visitor's mail could have a colleague's telephone number searched for.

namespace office {

inline constexpr bw::system web{.name = "web-search",
                                .where = bw::zone::outside,
                                .agreement = "DPA-40",
                                .region = "eu",
                                .endpoint = "https://search.example/v1",
                                .reached_by = bw::transport::tls,
                                .authenticated = true};
inline constexpr bw::data_class web_page{.name = "web.page",
                                         .home = &web,
                                         .sensitivity = bw::level::open,
                                         .untrusted = true};
inline constexpr bw::scope web_search{"web:search"};
inline constexpr bw::credential web_account{.name = "reception-web",
                                            .kind = bw::holder::service_account,
                                            .grants = {web_search},
                                            .stored_in = bw::storage::vault,
                                            .time_to_live = bw::hours(1),
                                            .rotation_owner = &operators,
                                            .revocation = "idp disable reception-web"};

struct search_web {
    static constexpr bw::contract contract{.name = "search_web",
                                           .summary = "Look up the company of a visitor",
                                           .reads = {web_page},
                                           .needs = {web_search},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(10),
                                           .limit = {10, bw::minutes(1)},
                                           .output = bw::trust::untrusted};
    answer operator()(const host_query&, bw::lease<web_search>) const;
};

struct curious_reception : reception {
    static constexpr bw::boundary boundary{.trigger = "a mail announces a visit",
                                           .inputs = {visit_request},
                                           .systems = {calendar, smtp, model_host, web},
                                           .output = "a note, and a mail that a person approved",
                                           .renders = bw::rendering::plain,
                                           .high_risk = {"open_door"},
                                           .never_does = {"opens doors"}};
    static constexpr bw::rule matrix[] = {
        bw::automatic("find_host"),
        bw::automatic("note_visit"),
        bw::automatic("search_web"),
        bw::approval("confirm_visit", front_desk),
        bw::never("open_door", {door_open}),
    };
    static constexpr bw::refs<bw::credential> credentials{desk_account, mail_account, web_account};
};
static_assert(bw::sound<agent<curious_reception, search_web>>);

} // namespace office

// clang-format off
// What g++ 12 says (folders cut from paths, the include stack left out):
//
// flow.hpp: In instantiation of 'struct bailiwick::bw424::require<office::search_web, bailiwick::agent<office::curious_reception, office::find_host, office::note_visit, office::confirm_visit, office::search_web> >':
// sound.hpp:77:47:   required from 'constexpr const bool bailiwick::sound<bailiwick::agent<office::curious_reception, office::find_host, office::note_visit, office::confirm_visit, office::search_web> >'
// way_out.cpp:62:19:   required from here
// flow.hpp:63:23: error: static assertion failed: [BW424] untrusted input and sensitive data meet an automatic way out: gate this tool
//    63 |         static_assert(no_path_leads_outside<Untrusted, Sensitive, Tool, charter_of<Agent>>,
//       |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// flow.hpp:63:23: note: 'bailiwick::no_path_leads_outside<office::visit_request, office::host_contact, office::search_web, office::curious_reception>' evaluates to false
