// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

/// The ground the agent stands on: people, systems, data, accounts, queues.

namespace bank {

inline constexpr bw::person maria{"Maria Ruiz", "maria.ruiz@bank.example"};
inline constexpr bw::person jonas{"Jonas Weber", "jonas.weber@bank.example"};
inline constexpr bw::person aisha{"Aisha Khan", "aisha.khan@bank.example"};
inline constexpr bw::person tomas{"Tomas Lind", "tomas.lind@bank.example"};
inline constexpr bw::person platform{
    .name = "Platform on-call", .contact = "+44 20 7946 0001", .on_call_group = true};
inline constexpr bw::person security{
    .name = "Security on-call", .contact = "+44 20 7946 0002", .on_call_group = true};

inline constexpr bw::system mailbox{.name = "support-mailbox",
                                    .where = bw::zone::inside,
                                    .region = "eu",
                                    .endpoint = "maildir:/srv/support/inbox",
                                    .reached_by = bw::transport::local,
                                    .authenticated = true};
inline constexpr bw::system crm{.name = "crm",
                                .where = bw::zone::inside,
                                .region = "eu",
                                .endpoint = "sqlite:/srv/support/crm.db",
                                .reached_by = bw::transport::local,
                                .authenticated = true};
inline constexpr bw::system smtp{.name = "smtp",
                                 .where = bw::zone::outside,
                                 .agreement = "DPA-2026-014",
                                 .region = "eu",
                                 .endpoint = "smtps://relay.bank.example:465",
                                 .reached_by = bw::transport::tls,
                                 .authenticated = true};
inline constexpr bw::system disputes{.name = "card-disputes",
                                     .where = bw::zone::vendor,
                                     .agreement = "DPA-2025-107",
                                     .region = "eu",
                                     .endpoint = "https://disputes.cards.example/v2",
                                     .reached_by = bw::transport::mutual_tls,
                                     .authenticated = true};
inline constexpr bw::system model_host{.name = "model-host",
                                       .where = bw::zone::vendor,
                                       .agreement = "DPA-2026-021",
                                       .region = "us",
                                       .transfer_basis = bw::transfer::standard_clauses,
                                       .endpoint = "https://models.example/v1",
                                       .reached_by = bw::transport::tls,
                                       .authenticated = true};

inline constexpr bw::data_class message{.name = "inbound.message",
                                        .home = &mailbox,
                                        .sensitivity = bw::level::personal,
                                        .retention = bw::days(90),
                                        .untrusted = true,
                                        .lawful_basis = bw::basis::contract,
                                        .purpose = "understand what the customer asks",
                                        .subjects = "customers and senders of mail"};
inline constexpr bw::data_class topic{.name = "case.topic",
                                      .home = &crm,
                                      .sensitivity = bw::level::internal,
                                      .retention = bw::days(365)};
inline constexpr bw::data_class contact{.name = "customer.contact",
                                        .home = &crm,
                                        .sensitivity = bw::level::personal,
                                        .retention = bw::days(365),
                                        .lawful_basis = bw::basis::contract,
                                        .purpose = "address the reply to the right customer",
                                        .subjects = "customers"};
inline constexpr bw::data_class draft{.name = "reply.draft",
                                      .home = &crm,
                                      .sensitivity = bw::level::personal,
                                      .retention = bw::days(30),
                                      .lawful_basis = bw::basis::contract,
                                      .purpose = "prepare an answer for a person to read",
                                      .subjects = "customers"};
inline constexpr bw::data_class outgoing{.name = "outgoing.mail",
                                         .home = &smtp,
                                         .sensitivity = bw::level::personal,
                                         .retention = bw::days(365),
                                         .lawful_basis = bw::basis::contract,
                                         .purpose = "answer the customer",
                                         .subjects = "customers"};
inline constexpr bw::data_class dispute{.name = "card.dispute",
                                        .home = &disputes,
                                        .sensitivity = bw::level::personal,
                                        .retention = bw::days(730),
                                        .lawful_basis = bw::basis::contract,
                                        .purpose = "contest a card payment for the customer",
                                        .subjects = "customers"};

inline constexpr bw::scope mail_read{"mailbox:read"}, topic_write{"crm:topic.write"},
    contact_read{"crm:contact.read"}, draft_write{"crm:draft.write"}, mail_send{"mail:send"},
    dispute_open{"disputes:open"};
inline constexpr bw::scope payment_write{"ledger:payment.write"},
    details_write{"crm:bank-details.write"}, access_reset{"identity:access.reset"},
    account_close{"ledger:account.close"};

inline constexpr bw::credential intake_account{.name = "support-intake",
                                               .kind = bw::holder::service_account,
                                               .grants = {mail_read, topic_write, contact_read,
                                                          draft_write},
                                               .stored_in = bw::storage::systemd,
                                               .time_to_live = bw::hours(12),
                                               .rotation_owner = &platform,
                                               .revocation = "idp disable support-intake"};
inline constexpr bw::credential sending_account{.name = "support-intake-send",
                                                .kind = bw::holder::service_account,
                                                .grants = {mail_send, dispute_open},
                                                .stored_in = bw::storage::vault,
                                                .time_to_live = bw::minutes(15),
                                                .rotation_owner = &platform,
                                                .revocation = "idp disable support-intake-send"};

inline constexpr bw::queue support_leads{.name = "support-leads",
                                         .owner = &maria,
                                         .deputy = &jonas,
                                         .approvers = {maria, jonas, aisha},
                                         .answer_within = bw::hours(4),
                                         .on_expiry = bw::expiry::deny,
                                         .capacity_per_hour = 60};

} // namespace bank
