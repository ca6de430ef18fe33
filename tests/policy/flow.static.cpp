// SPDX-License-Identifier: BSL-1.0
// Where untrusted content, sensitive data and a way out meet, and where they cannot.
#include "first_broken.hpp"

namespace flow_tests {

inline constexpr auto web = good::changed(good::mail, [](auto& copy) { copy.name = "web"; });
inline constexpr auto page = good::changed(good::message, [](auto& copy) {
    copy.name = "web.page";
    copy.home = &web;
});
struct number {
    int id;
    static constexpr bw::field fields[] = {{.name = "id", .min = 1, .max = 9'999}};
};
BOOST_DESCRIBE_STRUCT(number, (), (id))
struct any_number {
    long long id;
};
BOOST_DESCRIBE_STRUCT(any_number, (), (id))

// A lookup that also fetches from the web, with room for a sentence, a small number, any number.
struct surf : good::lookup {
    static constexpr auto contract = good::changed(
        lookup::contract, [](auto& copy) { copy.reads = {good::contact, page}; });
};
struct surf_by_number : surf {
    good::done operator()(number, bw::lease<good::crm_read>) const;
};
struct surf_by_any_number : surf {
    good::done operator()(any_number, bw::lease<good::crm_read>) const;
};
template <class Charter, class Lookup>
using agent = bw::agent<Charter, Lookup, good::write_note, good::send_mail>;
using desk = good::desk_beside<web>;
static_assert(first_broken<agent<desk, good::lookup>> == 0);
static_assert(first_broken<agent<desk, surf>> == 424);
static_assert(first_broken<agent<desk, surf_by_number>> == 0, "nothing can be said in it");
static_assert(first_broken<agent<desk, surf_by_any_number>> == 424);
struct gated : desk {
    static constexpr bw::rule matrix[] = {
        bw::approval("lookup", good::leads), bw::automatic("write_note"),
        bw::approval("send_mail", good::leads), bw::never("move_money", {good::pay})};
    static constexpr bw::refs<bw::credential> credentials{good::reader, good::sender};
};
static_assert(!bw::detail::is_an_open_channel(bw::tool_in<surf, gated>), "a person stands there");
static_assert(bw::detail::is_an_open_channel(bw::tool_in<surf, desk>));

// One of the three legs removed: nothing untrusted comes in.
struct trusted_web : good::back_office {
    static constexpr auto boundary = good::changed(back_office::boundary, [](auto& copy) {
        copy.systems = {good::crm, good::mail, good::llm, web};
    });
};
inline constexpr auto rates = good::changed(good::note, [](auto& copy) {
    copy.name = "rates";
    copy.home = &web;
});
struct look_at_rates : good::lookup {
    static constexpr auto contract = good::changed(
        lookup::contract, [](auto& copy) { copy.reads = {good::contact, rates}; });
};
static_assert(first_broken<agent<trusted_web, look_at_rates>> == 0);

// A memory brings untrusted content back, though nothing shows it today.
inline constexpr bw::memory diary{
    .name = "diary", .lasts = bw::memory_span::session, .holds = {good::message}};
struct mindful : trusted_web {
    static constexpr bw::refs<bw::memory> memories{diary};
};
static_assert(first_broken<agent<mindful, look_at_rates>> == 424);

// An endorsement counts only for the tool it names, and only if the tool asks for trusted input.
inline constexpr auto for_mail = good::changed(
    good::notes_vouched, [](auto& copy) { copy.tool = "send_mail"; });
struct vouched_elsewhere : good::desk {
    static constexpr bw::refs<bw::endorsement> endorsements{for_mail};
};
static_assert(first_broken<good::agent<vouched_elsewhere>> == 425);
struct careless : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.input = bw::trust::unstated; });
};
static_assert(first_broken<bw::agent<good::desk, good::lookup, careless, good::send_mail>> == 425);

// A declassification counts for its tool and its classes only.
struct courier : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.writes = {good::outbox}; });
};
inline constexpr bw::declassification contact_by_note{.tool = "write_note",
                                                      .classes = {good::contact},
                                                      .owner = &good::ana,
                                                      .reason = "it goes to its own holder"};
inline constexpr auto contact_by_mail = good::changed(
    contact_by_note, [](auto& copy) { copy.tool = "send_mail"; });
inline constexpr auto outbox_by_note = good::changed(
    contact_by_note, [](auto& copy) { copy.classes = {good::outbox}; });
template <const bw::declassification&... Words> struct office : good::back_office {
    static constexpr bw::refs<bw::declassification> declassifications{Words...};
};
template <const bw::declassification&... Words>
using couriers = bw::agent<office<Words...>, good::search, courier, good::send_mail>;
static_assert(first_broken<couriers<>> == 427 && first_broken<couriers<contact_by_note>> == 0);
static_assert(first_broken<couriers<contact_by_mail>> == 427);
static_assert(first_broken<couriers<outbox_by_note>> == 427);

// Without a model nothing is steered: no context, no path through it.
struct batch_job : good::desk {
    static constexpr const bw::model& model = bw::no_model;
    static constexpr auto boundary = good::changed(desk::boundary, [](auto& copy) {
        copy.trigger = "a timer";
        copy.trigger_authenticated = true;
        copy.systems = {good::crm, good::mail, web};
    });
    static constexpr bw::refs<bw::endorsement> endorsements{};
};
struct batch_job_without_web : batch_job {
    static constexpr auto boundary = good::changed(
        batch_job::boundary, [](auto& copy) { copy.systems = {good::crm, good::mail}; });
};
static_assert(!bw::facts_of_charter<batch_job>.has_a_model());
static_assert(first_broken<agent<batch_job, surf>> == 0);
static_assert(first_broken<agent<batch_job_without_web, good::lookup>> == 0);
// A copy of bw::no_model says the same; a model without a provider, or a fallback alone, does not.
struct copied : batch_job_without_web {
    static constexpr bw::model model = bw::no_model;
};
struct nameless : batch_job_without_web {
    static constexpr bw::model model{.name = ""};
};
struct falling_back : batch_job_without_web {
    static constexpr bw::model model{.name = "none", .falls_back_to = &good::desk::model};
};
static_assert(first_broken<agent<copied, good::lookup>> == 0);
static_assert(first_broken<agent<nameless, good::lookup>> == 421);
static_assert(first_broken<agent<falling_back, good::lookup>> == 421);
// What such an agent sends outside by itself still needs a word from somebody.
struct batch_without_model : good::back_office {
    static constexpr const bw::model& model = bw::no_model;
    static constexpr auto boundary = good::changed(
        back_office::boundary, [](auto& copy) { copy.systems = {good::crm, good::mail}; });
};
static_assert(first_broken<bw::agent<batch_without_model, good::search, courier,
                                     good::send_mail>> == 427);

} // namespace flow_tests
