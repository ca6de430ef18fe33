// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

/// The ground the agent stands on: people, systems, data, accounts, and the board that decides.

namespace insurer {

inline constexpr bw::person nadia{"Nadia Brandt", "nadia.brandt@insurer.example"};
inline constexpr bw::person oscar{"Oscar Lindholm", "oscar.lindholm@insurer.example"};
inline constexpr bw::person priya{"Priya Raman", "priya.raman@insurer.example"};
inline constexpr bw::person felix{"Felix Moreau", "felix.moreau@insurer.example"};
inline constexpr bw::person greta{"Greta Olsen", "greta.olsen@insurer.example"};
inline constexpr bw::person platform{
    .name = "Platform on-call", .contact = "+45 70 10 00 01", .on_call_group = true};
inline constexpr bw::person security{
    .name = "Security on-call", .contact = "+45 70 10 00 02", .on_call_group = true};

inline constexpr bw::system claims{.name = "claims",
                                   .where = bw::zone::inside,
                                   .region = "eu",
                                   .endpoint = "postgresql:claims",
                                   .reached_by = bw::transport::tls,
                                   .authenticated = true};
inline constexpr bw::system ledger{.name = "ledger",
                                   .where = bw::zone::inside,
                                   .region = "eu",
                                   .endpoint = "postgresql:ledger",
                                   .reached_by = bw::transport::tls,
                                   .authenticated = true};

inline constexpr bw::data_class claim{.name = "insurance.claim",
                                      .home = &claims,
                                      .sensitivity = bw::level::personal,
                                      .retention = bw::days(3650),
                                      .lawful_basis = bw::basis::contract,
                                      .purpose = "decide what a claim is worth",
                                      .subjects = "policy holders"};
inline constexpr bw::data_class assessment{.name = "claim.assessment",
                                           .home = &claims,
                                           .sensitivity = bw::level::internal,
                                           .retention = bw::days(3650)};
inline constexpr bw::data_class payout{.name = "payout",
                                       .home = &ledger,
                                       .sensitivity = bw::level::personal,
                                       .retention = bw::days(3650),
                                       .lawful_basis = bw::basis::contract,
                                       .purpose = "pay what a claim is worth",
                                       .subjects = "policy holders"};

inline constexpr bw::scope claim_read{"claims:read"}, assessment_write{"claims:assessment.write"},
    payout_write{"ledger:payout.write"}, account_write{"ledger:account.write"};

inline constexpr bw::credential clerk{.name = "payout-clerk",
                                      .kind = bw::holder::service_account,
                                      .grants = {claim_read, assessment_write},
                                      .stored_in = bw::storage::systemd,
                                      .time_to_live = bw::hours(12),
                                      .rotation_owner = &platform,
                                      .revocation = "idp disable payout-clerk"};
inline constexpr bw::credential payer{.name = "payout-payer",
                                      .kind = bw::holder::service_account,
                                      .grants = {payout_write},
                                      .stored_in = bw::storage::vault,
                                      .time_to_live = bw::minutes(15),
                                      .rotation_owner = &platform,
                                      .revocation = "idp disable payout-payer"};

/// Finance looks at the money, risk at the case; each signs with a key of their own.
inline constexpr bw::queue board{.name = "payout-board",
                                 .owner = &nadia,
                                 .deputy = &greta,
                                 .approvers = {nadia, oscar, priya},
                                 .answer_within = bw::hours(24),
                                 .on_expiry = bw::expiry::deny,
                                 .capacity_per_hour = 60,
                                 .signed_decisions = true,
                                 .duties = {bw::duty{"finance", {nadia, oscar}},
                                            bw::duty{"risk", {priya}}},
                                 .deputy_from = bw::hours(2)};

} // namespace insurer
