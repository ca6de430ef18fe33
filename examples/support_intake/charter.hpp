// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

/// The bailiwick of the bank's support-intake agent: what a reviewer reads, and what it is held to.

namespace bank {

inline constexpr bw::endorsement topics_are_bounded{
    .tool = "classify_message",
    .owner = &maria,
    .reason = "the only words it takes are eight topics and three urgencies"};
inline constexpr bw::endorsement drafts_stay_inside{
    .tool = "draft_reply",
    .owner = &maria,
    .reason = "a draft stays in the CRM and is read by a person before it is sent"};

/// The bank's own rule: what reaches the card network takes two people.
template <class Tool, class Charter>
constexpr bool card_network_takes_two = bw::satisfies<struct bw901, Tool, Charter>;
struct bw901 : bw::rule_about<bw::tool_facts, 901> {
    static constexpr std::string_view sentence =
        "this tool reaches the card network on one person's word: ask for two approvers";
    static constexpr bool holds(const bw::tool_facts& tool) {
        return !tool.states->writes.contains(dispute) || (tool.row && tool.row->approvers >= 2);
    }
    template <class Tool, class Charter> struct require {
        static_assert(card_network_takes_two<Tool, Charter>,
                      "[BW901] this tool reaches the card network on one person's word: "
                      "ask for two approvers");
    };
};
inline constexpr bw::house<bw901> bank_rules{{"bank_rules", "The bank's own rules for agents"}};

struct support_intake {
    static constexpr bw::identity identity{
        .name = "support-intake",
        .version = "1.0.0",
        .statement = "Reads messages to customer support, files each under a topic, looks up the "
                     "customer and drafts an answer. People send the answer and open disputes. "
                     "It moves no money and changes no account.",
        .id = "spiffe://bank.example/agents/support-intake",
        .acts = bw::acting::as_itself};

    static constexpr bw::boundary boundary{
        .trigger = "a message arrives in the support mailbox",
        .inputs = {message},
        .systems = {mailbox, crm, smtp, disputes, model_host},
        .output = "a filed case with a draft; after approval, one mail or one dispute",
        .renders = bw::rendering::plain,
        .high_risk = {"send_reply", "open_dispute", "move_money", "change_bank_details",
                      "reset_access", "close_account"},
        .never_does = {"moves money", "changes bank details", "resets anybody's access",
                       "closes accounts"}};

    static constexpr bw::rule matrix[] = {
        bw::automatic("read_message"),
        bw::automatic("classify_message"),
        bw::automatic("lookup_contact"),
        bw::automatic("draft_reply"),
        bw::approval("send_reply", support_leads),
        bw::approval("open_dispute", support_leads, 2),
        bw::never("move_money", {payment_write}),
        bw::never("change_bank_details", {details_write}),
        bw::never("reset_access", {access_reset}),
        bw::never("close_account", {account_close}),
    };

    static constexpr bw::refs<bw::credential> credentials{intake_account, sending_account};
    static constexpr bw::owners owners{.workflow = &maria,
                                       .runtime = &platform,
                                       .queue = &maria,
                                       .incidents = &security,
                                       .changes = &tomas,
                                       .off_switch = &security,
                                       .release = &maria,
                                       .rollback = &platform};
    static constexpr bw::model model{.name = "intake-model",
                                     .provider = &model_host,
                                     .version = "2026-08-01",
                                     .sees = {message, contact, topic},
                                     .on_failure = bw::fallback::pause};
    static constexpr bw::budget budget{
        .steps = 12, .cost = {20, "EUR"}, .time = bw::minutes(2), .identical_calls = 3};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::receipts receipts{.retention = bw::days(400),
                                           .witness = "log-witness.bank.example",
                                           .key_holder = "hsm:receipt-signer",
                                           .keeps = bw::content::digests};
    static constexpr bw::refs<bw::endorsement> endorsements{topics_are_bounded,
                                                            drafts_stay_inside};
    static constexpr bw::regimes under{bw::gdpr, bw::ai_act, bank_rules};
};

using support_agent = bw::agent<support_intake, read_message, classify_message, lookup_contact,
                                draft_reply, send_reply, open_dispute>;
static_assert(bw::sound<support_agent>);

} // namespace bank
