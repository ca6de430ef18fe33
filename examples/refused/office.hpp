// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

#include <boost/describe.hpp>

#include <string>

/// The sound agent that the gallery breaks: it helps an office's reception with visitors.
///
/// A mail announces a visit; the agent finds the host and keeps a note. A person confirms the visit
/// to the visitor. Each file beside this one takes the same agent and gets one thing wrong.

namespace office {

inline constexpr bw::person nora{"Nora Falk", "nora.falk@office.example"};
inline constexpr bw::person emil{"Emil Brandt", "emil.brandt@office.example"};
inline constexpr bw::person petra{"Petra Novak", "petra.novak@office.example"};
inline constexpr bw::person operators{
    .name = "Operators on call", .contact = "operators@office.example", .on_call_group = true};

inline constexpr bw::system calendar{.name = "calendar",
                                     .where = bw::zone::inside,
                                     .region = "eu",
                                     .endpoint = "/run/calendar.sock",
                                     .reached_by = bw::transport::local,
                                     .authenticated = true};
inline constexpr bw::system smtp{.name = "smtp",
                                 .where = bw::zone::outside,
                                 .agreement = "DPA-31",
                                 .region = "eu",
                                 .endpoint = "smtps://mail.office.example",
                                 .reached_by = bw::transport::tls,
                                 .authenticated = true};
inline constexpr bw::system model_host{.name = "model-host",
                                       .where = bw::zone::vendor,
                                       .agreement = "DPA-32",
                                       .region = "eu",
                                       .endpoint = "https://models.example/v1",
                                       .reached_by = bw::transport::tls,
                                       .authenticated = true};

inline constexpr bw::data_class visit_request{.name = "visit.request",
                                              .home = &calendar,
                                              .sensitivity = bw::level::internal,
                                              .retention = bw::days(30),
                                              .untrusted = true};
inline constexpr bw::data_class host_contact{.name = "host.contact",
                                             .home = &calendar,
                                             .sensitivity = bw::level::personal,
                                             .retention = bw::days(365),
                                             .lawful_basis = bw::basis::legitimate_interests,
                                             .purpose = "tell the host who is coming",
                                             .subjects = "staff"};
inline constexpr bw::data_class visit_note{.name = "visit.note",
                                           .home = &calendar,
                                           .sensitivity = bw::level::internal,
                                           .retention = bw::days(30)};
inline constexpr bw::data_class confirmation{.name = "visit.confirmation",
                                             .home = &smtp,
                                             .sensitivity = bw::level::personal,
                                             .retention = bw::days(30),
                                             .lawful_basis = bw::basis::legitimate_interests,
                                             .purpose = "tell the visitor where to go",
                                             .subjects = "visitors"};

inline constexpr bw::scope calendar_read{"calendar:read"}, note_write{"calendar:note.write"},
    mail_send{"mail:send"}, door_open{"doors:open"};

inline constexpr bw::credential desk_account{.name = "reception-desk",
                                             .kind = bw::holder::service_account,
                                             .grants = {calendar_read, note_write},
                                             .stored_in = bw::storage::vault,
                                             .time_to_live = bw::hours(1),
                                             .rotation_owner = &operators,
                                             .revocation = "idp disable reception-desk"};
inline constexpr bw::credential mail_account{.name = "reception-mail",
                                             .kind = bw::holder::service_account,
                                             .grants = {mail_send},
                                             .stored_in = bw::storage::vault,
                                             .time_to_live = bw::hours(1),
                                             .rotation_owner = &operators,
                                             .revocation = "idp disable reception-mail"};

inline constexpr bw::queue front_desk{.name = "front-desk",
                                      .owner = &nora,
                                      .deputy = &emil,
                                      .approvers = {nora, emil},
                                      .answer_within = bw::hours(2),
                                      .on_expiry = bw::expiry::deny,
                                      .capacity_per_hour = 40};

struct host_query {
    std::string host;
    static constexpr bw::field fields[] = {{.name = "host", .max_length = 80}};
};
BOOST_DESCRIBE_STRUCT(host_query, (), (host))
struct visit {
    std::string host, visitor, text;
    static constexpr bw::field fields[] = {{.name = "host", .max_length = 80},
                                           {.name = "visitor", .max_length = 80},
                                           {.name = "text", .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(visit, (), (host, visitor, text))
struct answer {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(answer, (), (text))

struct find_host {
    static constexpr bw::contract contract{.name = "find_host",
                                           .summary = "Find the person whom a visitor wants to see",
                                           .reads = {host_contact},
                                           .needs = {calendar_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .output = bw::trust::trusted};
    answer operator()(const host_query&, bw::lease<calendar_read>) const;
};
struct note_visit {
    static constexpr bw::contract contract{.name = "note_visit",
                                           .summary = "Keep a note of a visit in the calendar",
                                           .writes = {visit_note},
                                           .needs = {note_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .critical = {"host", "visitor"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    answer operator()(const visit&, bw::lease<note_write>) const;
};
struct confirm_visit {
    static constexpr bw::contract contract{.name = "confirm_visit",
                                           .summary = "Confirm a visit to the visitor by mail",
                                           .writes = {confirmation},
                                           .needs = {mail_send},
                                           .does = bw::effect::send,
                                           .undo = bw::reversibility::irreversible,
                                           .timeout = bw::seconds(10),
                                           .limit = {10, bw::minutes(1)},
                                           .critical = {"visitor", "text"},
                                           .output = bw::trust::trusted};
    answer operator()(const visit&, bw::lease<mail_send>) const;
};

inline constexpr bw::endorsement notes_are_read{
    .tool = "note_visit", .owner = &nora, .reason = "the front desk reads a note before it acts"};

struct reception {
    static constexpr bw::identity identity{
        .name = "reception",
        .version = "1.0.0",
        .statement = "Finds the host of a visit and keeps a note; people answer the visitor.",
        .id = "spiffe://office.example/agents/reception",
        .acts = bw::acting::as_itself};
    static constexpr bw::boundary boundary{.trigger = "a mail announces a visit",
                                           .inputs = {visit_request},
                                           .systems = {calendar, smtp, model_host},
                                           .output = "a note, and a mail that a person approved",
                                           .renders = bw::rendering::plain,
                                           .high_risk = {"open_door"},
                                           .never_does = {"opens doors"}};
    static constexpr bw::rule matrix[] = {
        bw::automatic("find_host"),
        bw::automatic("note_visit"),
        bw::approval("confirm_visit", front_desk),
        bw::never("open_door", {door_open}),
    };
    static constexpr bw::refs<bw::credential> credentials{desk_account, mail_account};
    static constexpr bw::owners owners{.workflow = &nora,
                                       .runtime = &operators,
                                       .queue = &nora,
                                       .incidents = &operators,
                                       .changes = &petra,
                                       .off_switch = &operators};
    static constexpr bw::model model{.name = "desk-model",
                                     .provider = &model_host,
                                     .version = "2026-08-01",
                                     .sees = {visit_request, host_contact},
                                     .on_failure = bw::fallback::pause};
    static constexpr bw::budget budget{
        .steps = 10, .cost = {20, "EUR"}, .time = bw::minutes(2), .identical_calls = 3};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::receipts receipts{.retention = bw::days(400),
                                           .witness = "log-witness.office.example",
                                           .key_holder = "hsm:receipts",
                                           .keeps = bw::content::digests};
    static constexpr bw::refs<bw::endorsement> endorsements{notes_are_read};
    static constexpr bw::regimes under{bw::gdpr};
};

/// The agent with another charter, and perhaps with more tools.
template <class Charter = reception, class... More>
using agent = bw::agent<Charter, find_host, note_visit, confirm_visit, More...>;
static_assert(bw::sound<agent<>>);

} // namespace office
