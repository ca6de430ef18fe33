// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

/// The ground the agent stands on: people, systems, data, accounts, the queue, the model.

namespace helpdesk {

inline constexpr bw::person nadia{"Nadia Haddad", "nadia.haddad@office.example"};
inline constexpr bw::person piotr{"Piotr Zielinski", "piotr.zielinski@office.example"};
inline constexpr bw::person grace{"Grace Mbeki", "grace.mbeki@office.example"};
inline constexpr bw::person platform{
    .name = "Platform on-call", .contact = "+44 20 7946 0101", .on_call_group = true};
inline constexpr bw::person security{
    .name = "Security on-call", .contact = "+44 20 7946 0102", .on_call_group = true};

inline constexpr bw::system wiki{.name = "wiki",
                                 .where = bw::zone::inside,
                                 .region = "eu",
                                 .endpoint = "file:/srv/helpdesk/articles",
                                 .reached_by = bw::transport::local,
                                 .authenticated = true};
inline constexpr bw::system desk{.name = "help-desk",
                                 .where = bw::zone::inside,
                                 .region = "eu",
                                 .endpoint = "file:/srv/helpdesk/cases",
                                 .reached_by = bw::transport::local,
                                 .authenticated = true};
inline constexpr bw::system directory{.name = "directory",
                                      .where = bw::zone::inside,
                                      .region = "eu",
                                      .endpoint = "file:/srv/helpdesk/identity",
                                      .reached_by = bw::transport::local,
                                      .authenticated = true};
/// Where the model runs. `OPENAI_BASE_URL` may name this address or one of this machine, no other.
inline constexpr bw::system model_host{.name = "model-host",
                                       .where = bw::zone::vendor,
                                       .agreement = "DPA-2026-033",
                                       .region = "us",
                                       .transfer_basis = bw::transfer::standard_clauses,
                                       .endpoint = "https://api.openai.com/v1",
                                       .reached_by = bw::transport::tls,
                                       .authenticated = true};

inline constexpr bw::data_class question{.name = "employee.question",
                                         .home = &desk,
                                         .sensitivity = bw::level::personal,
                                         .retention = bw::days(90),
                                         .untrusted = true,
                                         .lawful_basis = bw::basis::contract,
                                         .purpose = "answer what the employee asks",
                                         .subjects = "employees"};
/// Every employee can edit the wiki, so what an article says is never an instruction.
inline constexpr bw::data_class article{.name = "wiki.article",
                                        .home = &wiki,
                                        .sensitivity = bw::level::internal,
                                        .retention = bw::days(365),
                                        .untrusted = true};
inline constexpr bw::data_class case_record{.name = "help-desk.case",
                                            .home = &desk,
                                            .sensitivity = bw::level::personal,
                                            .retention = bw::days(365),
                                            .untrusted = true,
                                            .lawful_basis = bw::basis::contract,
                                            .purpose = "know what an employee waits for",
                                            .subjects = "employees"};
inline constexpr bw::data_class case_note{.name = "help-desk.note",
                                          .home = &desk,
                                          .sensitivity = bw::level::internal,
                                          .retention = bw::days(365)};
inline constexpr bw::data_class second_factor{.name = "directory.mfa",
                                              .home = &directory,
                                              .sensitivity = bw::level::personal,
                                              .retention = bw::days(365),
                                              .lawful_basis = bw::basis::contract,
                                              .purpose = "let the employee sign in again",
                                              .subjects = "employees"};

inline constexpr bw::scope wiki_read{"wiki:read"}, case_read{"desk:case.read"},
    note_write{"desk:note.write"}, mfa_reset{"directory:mfa.reset"};
inline constexpr bw::scope account_delete{"directory:account.delete"},
    role_grant{"directory:role.grant"}, password_set{"directory:password.set"};

inline constexpr bw::credential desk_account{.name = "helpdesk-agent",
                                             .kind = bw::holder::service_account,
                                             .grants = {wiki_read, case_read, note_write},
                                             .stored_in = bw::storage::systemd,
                                             .time_to_live = bw::hours(12),
                                             .rotation_owner = &platform,
                                             .revocation = "idp disable helpdesk-agent"};
inline constexpr bw::credential reset_account{.name = "helpdesk-agent-reset",
                                              .kind = bw::holder::service_account,
                                              .grants = {mfa_reset},
                                              .stored_in = bw::storage::owner_only_file,
                                              .time_to_live = bw::minutes(15),
                                              .rotation_owner = &platform,
                                              .revocation = "idp disable helpdesk-agent-reset"};

inline constexpr bw::queue desk_leads{.name = "help-desk-leads",
                                      .owner = &nadia,
                                      .deputy = &piotr,
                                      .approvers = {nadia, piotr},
                                      .answer_within = bw::hours(2),
                                      .on_expiry = bw::expiry::deny,
                                      .capacity_per_hour = 20};

/// The model that was reviewed. An answer by any other is refused, before a call of it is looked
/// at: name and version are those of every receipt.
inline constexpr bw::model chat{.name = "gpt-4.1-mini",
                                .provider = &model_host,
                                .version = "2025-04-14",
                                .sees = {question, article, case_record},
                                .on_failure = bw::fallback::none};

/// What a million tokens cost, in cents: so a run's budget of money counts its model, too.
struct price {
    long long asked = 0, answered = 0;
};
inline constexpr price chat_price{.asked = 40, .answered = 160};

} // namespace helpdesk
