// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

/// The bailiwick of the payout-review agent: what a reviewer reads, and what it is held to.

namespace insurer {

inline constexpr bw::endorsement worth_is_a_number{
    .tool = "assess_claim",
    .owner = &nadia,
    .reason = "it keeps one number on the claim, which the board sees before it pays"};

struct payout_review {
    static constexpr bw::identity identity{
        .name = "payout-review",
        .version = "1.0.0",
        .statement = "Reads claims, notes what each is worth and asks the board to pay. Finance "
                     "and risk sign each payment; no account is ever changed.",
        .id = "spiffe://insurer.example/agents/payout-review",
        .acts = bw::acting::as_itself};

    static constexpr bw::boundary boundary{
        .trigger = "a claims officer starts a round over the open claims",
        .trigger_authenticated = true,
        .requesters = {felix},
        .inputs = {claim},
        .systems = {claims, ledger},
        .output = "an assessment on each claim; after two signatures, one payment",
        .renders = bw::rendering::plain,
        .high_risk = {"pay_claim", "change_account"},
        .never_does = {"changes accounts"}};

    static constexpr bw::rule matrix[] = {
        bw::automatic("read_claim"),
        bw::automatic("assess_claim"),
        bw::approval("pay_claim", board, 2)
            .where(bw::at_most("amount_in_cents", 2'000'000))
            .narrowing("amount_in_cents"),
        bw::never("change_account", {account_write}),
    };

    static constexpr bw::refs<bw::credential> credentials{clerk, payer};
    static constexpr bw::owners owners{.workflow = &nadia,
                                       .runtime = &platform,
                                       .queue = &nadia,
                                       .incidents = &security,
                                       .changes = &greta,
                                       .off_switch = &security,
                                       .release = &nadia,
                                       .rollback = &platform};
    static constexpr const bw::model& model = bw::no_model;
    static constexpr bw::budget budget{
        .steps = 200, .cost = {100, "EUR"}, .time = bw::minutes(10), .identical_calls = 3};
    static constexpr bw::pause pause{.bound = bw::seconds(2), .drill_every = bw::days(30)};
    static constexpr bw::receipts receipts{.retention = bw::days(3650),
                                           .witness = "log-witness.insurer.example",
                                           .key_holder = "hsm:payout-receipts",
                                           .keeps = bw::content::digests};
    static constexpr bw::refs<bw::endorsement> endorsements{worth_is_a_number};
    static constexpr bw::regimes under{bw::gdpr};
};

using payout_agent = bw::agent<payout_review, read_claim, assess_claim, pay_claim>;
static_assert(bw::sound<payout_agent>);

} // namespace insurer
