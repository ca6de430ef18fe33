// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ground.hpp"

#include <boost/describe.hpp>

#include <string>

/// What the agent can do, one struct a tool: its facts, its arguments and their limits.

namespace insurer {

class books; ///< claims and ledger, both tables of a PostgreSQL database

inline constexpr std::string_view claim_number = "^C-[0-9]{4}$";

struct claim_query {
    std::string claim;
    static constexpr bw::field fields[] = {
        {.name = "claim", .says = "Number of the claim", .max_length = 6,
         .pattern = claim_number}};
};
BOOST_DESCRIBE_STRUCT(claim_query, (), (claim))

struct claim_record {
    std::string holder, account, what;
    long long asked_in_cents;
};
BOOST_DESCRIBE_STRUCT(claim_record, (), (holder, account, what, asked_in_cents))

struct finding {
    std::string claim;
    long long worth_in_cents;
    static constexpr bw::field fields[] = {
        {.name = "claim", .says = "Number of the claim", .max_length = 6,
         .pattern = claim_number},
        {.name = "worth_in_cents", .says = "What the claim is worth", .min = 0,
         .max = 5'000'000}};
};
BOOST_DESCRIBE_STRUCT(finding, (), (claim, worth_in_cents))

struct transfer {
    std::string claim, account;
    long long amount_in_cents;
    static constexpr bw::field fields[] = {
        {.name = "claim", .says = "Number of the claim", .max_length = 6,
         .pattern = claim_number},
        {.name = "account", .says = "Account of the policy holder", .max_length = 34,
         .pattern = "^[A-Z]{2}[0-9]{8,32}$"},
        {.name = "amount_in_cents", .says = "What is paid", .min = 1, .max = 5'000'000}};
};
BOOST_DESCRIBE_STRUCT(transfer, (), (claim, account, amount_in_cents))

struct booked {
    std::string entry;
};
BOOST_DESCRIBE_STRUCT(booked, (), (entry))

struct read_claim {
    static constexpr bw::contract contract{.name = "read_claim",
                                           .summary = "Read one claim",
                                           .reads = {claim},
                                           .needs = {claim_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .output = bw::trust::trusted};
    claim_record operator()(const claim_query&, bw::lease<claim_read>) const;
    books* at = nullptr;
};

struct assess_claim {
    static constexpr bw::contract contract{.name = "assess_claim",
                                           .summary = "Keep what a claim is worth",
                                           .writes = {assessment},
                                           .needs = {assessment_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .critical = {"worth_in_cents"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    booked operator()(const finding&, bw::lease<assessment_write>) const;
    books* at = nullptr;
};

struct pay_claim {
    static constexpr bw::contract contract{.name = "pay_claim",
                                           .summary = "Pay a claim to its policy holder",
                                           .writes = {payout},
                                           .needs = {payout_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::irreversible,
                                           .timeout = bw::seconds(10),
                                           .limit = {30, bw::minutes(1)},
                                           .critical = {"claim", "account", "amount_in_cents"},
                                           .output = bw::trust::trusted,
                                           .high_impact = true,
                                           .decides = bw::decision::about_a_person};
    booked operator()(const transfer&, bw::lease<payout_write>) const;
    books* at = nullptr;
};

} // namespace insurer
