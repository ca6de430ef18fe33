// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

#include <boost/describe.hpp>

#include <string>

/// A small agent that is sound: each refused test takes one thing away from it.
///
/// A charter of a test derives from `desk` and hides the one member that it gets wrong; an object
/// that gets one field wrong is made with `changed(object, [](auto& copy) { … })`.
namespace good {

constexpr auto changed(auto object, auto change) {
    change(object);
    return object;
}

inline constexpr bw::person ana{"Ana Lind", "ana@example.com"}, ben{"Ben Okoro", "ben@example.com"},
    carla{"Carla Weiss", "carla@example.com"},
    ops{.name = "Platform on-call", .contact = "ops@example.com", .on_call_group = true};

inline constexpr bw::system crm{.name = "crm",
                                .where = bw::zone::inside,
                                .region = "eu",
                                .endpoint = "/run/crm.sock",
                                .reached_by = bw::transport::local,
                                .authenticated = true};
inline constexpr bw::system mail{.name = "mail",
                                 .where = bw::zone::outside,
                                 .agreement = "DPA-1",
                                 .business_associate_agreement = "BAA-1",
                                 .region = "eu",
                                 .endpoint = "smtps://mail.example.com",
                                 .reached_by = bw::transport::tls,
                                 .authenticated = true};
inline constexpr bw::system llm{.name = "llm",
                                .where = bw::zone::vendor,
                                .agreement = "DPA-2",
                                .business_associate_agreement = "BAA-2",
                                .region = "us",
                                .transfer_basis = bw::transfer::standard_clauses,
                                .endpoint = "https://llm.example.com/v1",
                                .reached_by = bw::transport::tls,
                                .authenticated = true};

inline constexpr bw::data_class message{.name = "inbound.message",
                                        .home = &crm,
                                        .sensitivity = bw::level::internal,
                                        .retention = bw::days(30),
                                        .untrusted = true};
inline constexpr bw::data_class contact{.name = "customer.contact",
                                        .home = &crm,
                                        .sensitivity = bw::level::personal,
                                        .retention = bw::days(30),
                                        .lawful_basis = bw::basis::contract,
                                        .purpose = "address the reply",
                                        .subjects = "customers"};
inline constexpr bw::data_class note{.name = "case.note",
                                     .home = &crm,
                                     .sensitivity = bw::level::internal,
                                     .retention = bw::days(30)};
inline constexpr bw::data_class outbox{.name = "outgoing.mail",
                                       .home = &mail,
                                       .sensitivity = bw::level::personal,
                                       .retention = bw::days(30),
                                       .lawful_basis = bw::basis::contract,
                                       .purpose = "answer the customer",
                                       .subjects = "customers"};

inline constexpr bw::scope crm_read{"crm:read"}, note_write{"crm:note.write"},
    mail_send{"mail:send"}, pay{"ledger:pay"};

inline constexpr bw::credential reader{.name = "desk-reader",
                                       .kind = bw::holder::service_account,
                                       .grants = {crm_read, note_write},
                                       .stored_in = bw::storage::vault,
                                       .time_to_live = bw::hours(1),
                                       .rotation_owner = &ops,
                                       .revocation = "idp:/apps/desk-reader"};
inline constexpr bw::credential sender{.name = "desk-sender",
                                       .kind = bw::holder::service_account,
                                       .grants = {mail_send},
                                       .stored_in = bw::storage::vault,
                                       .time_to_live = bw::hours(1),
                                       .rotation_owner = &ops,
                                       .revocation = "idp:/apps/desk-sender"};

inline constexpr bw::queue leads{.name = "leads",
                                 .owner = &ana,
                                 .deputy = &ben,
                                 .approvers = {ana, ben},
                                 .answer_within = bw::hours(4),
                                 .on_expiry = bw::expiry::deny,
                                 .capacity_per_hour = 30};

inline constexpr bw::endorsement notes_vouched{
    .tool = "write_note", .owner = &ana, .reason = "a note stays inside and is read by people"};

struct query {
    std::string customer;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40}};
};
BOOST_DESCRIBE_STRUCT(query, (), (customer))
struct text {
    std::string customer, body;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40},
                                           {.name = "body", .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(text, (), (customer, body))
struct done {
    bool ok;
};
BOOST_DESCRIBE_STRUCT(done, (), (ok))

struct lookup {
    static constexpr bw::contract contract{.name = "lookup",
                                           .summary = "Find a customer",
                                           .reads = {contact, message},
                                           .needs = {crm_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .output = bw::trust::untrusted};
    done operator()(const query&, bw::lease<crm_read>) const;
};
struct write_note {
    static constexpr bw::contract contract{.name = "write_note",
                                           .summary = "Keep a note on the case",
                                           .writes = {note},
                                           .needs = {note_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .critical = {"customer"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    done operator()(const text&, bw::lease<note_write>) const;
};
struct send_mail {
    static constexpr bw::contract contract{.name = "send_mail",
                                           .summary = "Send a reply to a customer",
                                           .writes = {outbox},
                                           .needs = {mail_send},
                                           .does = bw::effect::send,
                                           .undo = bw::reversibility::irreversible,
                                           .timeout = bw::seconds(10),
                                           .limit = {10, bw::minutes(1)},
                                           .critical = {"customer", "body"},
                                           .output = bw::trust::trusted,
                                           .high_impact = true};
    done operator()(const text&, bw::lease<mail_send>) const;
};

struct desk {
    static constexpr bw::identity identity{.name = "desk",
                                           .version = "1.0.0",
                                           .statement = "Answers customers; people send.",
                                           .id = "spiffe://example.com/agents/desk",
                                           .acts = bw::acting::as_itself};
    static constexpr bw::boundary boundary{.trigger = "a message arrives",
                                           .inputs = {message},
                                           .systems = {crm, mail, llm},
                                           .output = "a mail that a person approved",
                                           .renders = bw::rendering::plain,
                                           .high_risk = {"send_mail", "move_money"},
                                           .never_does = {"moves money"}};
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", leads),
        bw::never("move_money", {pay}),
    };
    static constexpr bw::refs<bw::credential> credentials{reader, sender};
    static constexpr bw::owners owners{.workflow = &ana,
                                       .runtime = &ops,
                                       .queue = &ana,
                                       .incidents = &ops,
                                       .changes = &carla,
                                       .off_switch = &ops};
    static constexpr bw::budget budget{
        .steps = 20, .cost = {50, "EUR"}, .time = bw::minutes(10), .identical_calls = 3};
    static constexpr bw::receipts receipts{.retention = bw::days(400),
                                           .witness = "siem.example.com",
                                           .key_holder = "hsm:receipts",
                                           .keeps = bw::content::digests};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::model model{.name = "example-model",
                                     .provider = &llm,
                                     .version = "2026-08-01",
                                     .sees = {message, contact},
                                     .on_failure = bw::fallback::pause};
    static constexpr bw::refs<bw::endorsement> endorsements{notes_vouched};
    static constexpr bw::regimes under{bw::gdpr};
};

/// The agent of a test: the sound one with another charter or another set of tools.
template <class Charter = desk> using agent = bw::agent<Charter, lookup, write_note, send_mail>;

/// The desk with one more data class before its model.
template <const bw::data_class& Data> struct desk_seeing : desk {
    static constexpr auto model =
        changed(desk::model, [](auto& copy) { copy.sees = {message, contact, Data}; });
};

/// The desk beside one more system, in which a record of some level lives.
template <const bw::system& System, bw::level Level = bw::level::internal>
inline constexpr auto record_in = changed(contact, [](auto& copy) {
    copy.name = "record";
    copy.home = &System;
    copy.sensitivity = Level;
    copy.readers = {ana};
});
template <const bw::system& System, bw::level Level = bw::level::internal>
struct desk_beside : desk_seeing<record_in<System, Level>> {
    static constexpr auto boundary =
        changed(desk::boundary, [](auto& copy) { copy.systems = {crm, mail, llm, System}; });
};

/// The desk with other credentials, another queue, another owner, another agent to hand work to.
template <const bw::credential&... Credentials> struct desk_holding : desk {
    static constexpr bw::refs<bw::credential> credentials{Credentials...};
};
template <const bw::queue& Queue, unsigned Approvers = 1> struct desk_asking : desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", Queue, Approvers),
        bw::never("move_money", {pay}),
    };
};
template <const bw::person& Person> struct desk_of : desk {
    static constexpr auto owners =
        changed(desk::owners, [](auto& copy) { copy.workflow = &Person; });
};
template <const bw::delegate& Delegate> struct desk_delegating : desk {
    static constexpr bw::refs<bw::delegate> delegates{Delegate};
};
inline constexpr bw::delegate partner{.name = "billing-agent",
                                      .proves_by = bw::mutual_proof::mutual_tls,
                                      .scopes = {note_write},
                                      .max_depth = 1};

/// The desk with one more waiver, for a log that nobody outside witnesses.
template <const bw::waiver& Waiver> struct desk_waiving : desk {
    static constexpr auto receipts =
        changed(desk::receipts, [](auto& copy) { copy.witness = ""; });
    static constexpr bw::refs<bw::waiver> waivers{Waiver};
};
inline constexpr bw::waiver no_witness_yet{.rule = 433,
                                           .offender = "desk",
                                           .owner = &ana,
                                           .reason = "the witness is set up in the first quarter",
                                           .expires = {2027, 3, 31}};

/// A desk under HIPAA, whose receipts last six years.
template <class Desk> struct under_hipaa : Desk {
    static constexpr bw::regimes under{bw::gdpr, bw::hipaa};
    static constexpr auto receipts =
        changed(desk::receipts, [](auto& copy) { copy.retention = bw::days(2200); });
};

/// A desk that no untrusted content reaches, with the tool that fits it.
struct back_office : desk {
    static constexpr auto boundary = changed(desk::boundary, [](auto& copy) {
        copy.trigger = "a clerk starts a run";
        copy.trigger_authenticated = true;
        copy.inputs = {note};
    });
    static constexpr auto model =
        changed(desk::model, [](auto& copy) { copy.sees = {note, contact}; });
    static constexpr bw::refs<bw::endorsement> endorsements{};
};
struct search : lookup {
    static constexpr auto contract =
        changed(lookup::contract, [](auto& copy) { copy.reads = {contact}; });
};
template <class Charter = back_office>
using office_agent = bw::agent<Charter, search, write_note, send_mail>;

} // namespace good
