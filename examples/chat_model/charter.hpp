// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

/// The bailiwick of the help-desk assistant: what a reviewer reads, and what it is held to.

namespace helpdesk {

inline constexpr bw::endorsement notes_are_read_by_people{
    .tool = "note_on_case",
    .owner = &nadia,
    .reason = "a note stays on the case, is marked as the agent's, and is read by the help desk"};

struct chat_assistant {
    static constexpr bw::identity identity{
        .name = "help-desk-assistant",
        .version = "1.0.0",
        .statement = "Answers employees' questions from the wiki, reads their cases and leaves "
                     "notes on them. A lead of the help desk decides when a second factor is "
                     "reset. It deletes no account, sets no password and grants no role.",
        .id = "spiffe://office.example/agents/help-desk-assistant",
        .acts = bw::acting::as_itself};

    static constexpr bw::boundary boundary{
        .trigger = "an employee who is signed in asks a question",
        .trigger_authenticated = true,
        .inputs = {question},
        .systems = {wiki, desk, directory, model_host},
        .output = "an answer in plain text; a note on the case; after approval, one reset",
        .renders = bw::rendering::plain,
        .high_risk = {"reset_mfa", "delete_account", "set_password", "grant_role"},
        .never_does = {"deletes accounts", "sets or tells passwords", "grants roles"}};

    static constexpr bw::rule matrix[] = {
        bw::automatic("search_articles"),
        bw::automatic("look_up_case"),
        bw::automatic("note_on_case"),
        bw::approval("reset_mfa", desk_leads),
        bw::never("delete_account", {account_delete}),
        bw::never("set_password", {password_set}),
        bw::never("grant_role", {role_grant}),
    };

    static constexpr bw::refs<bw::credential> credentials{desk_account, reset_account};
    static constexpr bw::owners owners{.workflow = &nadia,
                                       .runtime = &platform,
                                       .queue = &nadia,
                                       .incidents = &security,
                                       .changes = &grace,
                                       .off_switch = &security};
    static constexpr bw::model model = chat;
    static constexpr bw::budget budget{
        .steps = 8, .cost = {25, "USD"}, .time = bw::minutes(3), .identical_calls = 2};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::receipts receipts{.retention = bw::days(400),
                                           .witness = "log-witness.office.example",
                                           .key_holder = "hsm:receipt-signer",
                                           .keeps = bw::content::digests};
    static constexpr bw::refs<bw::endorsement> endorsements{notes_are_read_by_people};
    static constexpr bw::regimes under{bw::gdpr, bw::ai_act};
};

using chat_agent =
    bw::agent<chat_assistant, search_articles, look_up_case, note_on_case, reset_mfa>;
static_assert(bw::sound<chat_agent>);

} // namespace helpdesk
