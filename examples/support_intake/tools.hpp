// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ground.hpp"

#include <boost/describe.hpp>

#include <string>

/// What the agent can do, one struct a tool: its facts, its arguments and their limits.

namespace bank {

class workplace; ///< where the tools do their work: mailbox, CRM, outbox, disputes

enum class topic_of_case { card, transfer, account, access, fees, complaint, fraud, other };
BOOST_DESCRIBE_ENUM(topic_of_case, card, transfer, account, access, fees, complaint, fraud, other)

enum class urgency { low, normal, high };
BOOST_DESCRIBE_ENUM(urgency, low, normal, high)

enum class dispute_reason { not_recognised, not_received, charged_twice, wrong_amount };
BOOST_DESCRIBE_ENUM(dispute_reason, not_recognised, not_received, charged_twice, wrong_amount)

inline constexpr std::string_view case_id = "^[A-Za-z0-9_-]{1,64}$";
inline constexpr std::string_view address = "^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}$";

struct message_query {
    std::string message;
    static constexpr bw::field fields[] = {
        {.name = "message", .says = "Id of the message", .max_length = 64, .pattern = case_id}};
};
BOOST_DESCRIBE_STRUCT(message_query, (), (message))

struct message_text {
    std::string sender, subject, body;
};
BOOST_DESCRIBE_STRUCT(message_text, (), (sender, subject, body))

struct classification {
    std::string message;
    topic_of_case topic;
    urgency how_urgent;
    static constexpr bw::field fields[] = {
        {.name = "message", .says = "Id of the message", .max_length = 64, .pattern = case_id},
        {.name = "topic", .says = "What the customer asks about"},
        {.name = "how_urgent", .says = "How soon a person should look"}};
};
BOOST_DESCRIBE_STRUCT(classification, (), (message, topic, how_urgent))

struct contact_query {
    std::string address;
    static constexpr bw::field fields[] = {{.name = "address",
                                            .says = "Mail address of the sender",
                                            .max_length = 254,
                                            .pattern = bank::address}};
};
BOOST_DESCRIBE_STRUCT(contact_query, (), (address))

struct contact_record {
    bool found;
    std::string customer, name, language;
};
BOOST_DESCRIBE_STRUCT(contact_record, (), (found, customer, name, language))

struct reply {
    std::string message, to, subject, body;
    static constexpr bw::field fields[] = {
        {.name = "message", .says = "Id of the answered message", .max_length = 64,
         .pattern = case_id},
        {.name = "to", .says = "Mail address of the customer", .max_length = 254,
         .pattern = address},
        {.name = "subject", .says = "Subject line", .min_length = 1, .max_length = 120},
        {.name = "body", .says = "The answer, as plain text", .min_length = 1,
         .max_length = 8000}};
};
BOOST_DESCRIBE_STRUCT(reply, (), (message, to, subject, body))

struct dispute_request {
    std::string customer, transaction;
    long long amount_in_cents;
    dispute_reason reason;
    static constexpr bw::field fields[] = {
        {.name = "customer", .says = "Customer number", .max_length = 12,
         .pattern = "^[0-9]{6,12}$"},
        {.name = "transaction", .says = "Id of the disputed card payment", .max_length = 32,
         .pattern = "^[A-Z0-9]{8,32}$"},
        {.name = "amount_in_cents", .says = "Disputed amount in cents", .min = 1, .max = 500'000},
        {.name = "reason", .says = "Why the customer disputes the payment"}};
};
BOOST_DESCRIBE_STRUCT(dispute_request, (), (customer, transaction, amount_in_cents, reason))

struct stored {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(stored, (), (id))

struct read_message {
    static constexpr bw::contract contract{.name = "read_message",
                                           .summary = "Read one message from the support mailbox",
                                           .reads = {message},
                                           .needs = {mail_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .output = bw::trust::untrusted};
    message_text operator()(const message_query&, bw::lease<mail_read>) const;
    workplace* at = nullptr;
};

struct classify_message {
    static constexpr bw::contract contract{.name = "classify_message",
                                           .summary = "File a message under one topic",
                                           .writes = {topic},
                                           .needs = {topic_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .critical = {"topic"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    stored operator()(const classification&, bw::lease<topic_write>) const;
    workplace* at = nullptr;
};

struct lookup_contact {
    static constexpr bw::contract contract{.name = "lookup_contact",
                                           .summary = "Find the customer behind a mail address",
                                           .reads = {contact},
                                           .needs = {contact_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .output = bw::trust::trusted};
    contact_record operator()(const contact_query&, bw::lease<contact_read>) const;
    workplace* at = nullptr;
};

struct draft_reply {
    static constexpr bw::contract contract{.name = "draft_reply",
                                           .summary = "Keep a draft of an answer on the case",
                                           .writes = {draft},
                                           .needs = {draft_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {600, bw::minutes(1)},
                                           .critical = {"to", "body"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    stored operator()(const reply&, bw::lease<draft_write>) const;
    workplace* at = nullptr;
};

struct send_reply {
    static constexpr bw::contract contract{.name = "send_reply",
                                           .summary = "Send an approved reply to the customer",
                                           .writes = {outgoing},
                                           .needs = {mail_send},
                                           .does = bw::effect::send,
                                           .undo = bw::reversibility::irreversible,
                                           .timeout = bw::seconds(10),
                                           .limit = {30, bw::minutes(1)},
                                           .critical = {"to", "subject", "body"},
                                           .output = bw::trust::trusted,
                                           .high_impact = true};
    stored operator()(const reply&, bw::lease<mail_send>) const;
    workplace* at = nullptr;
};

struct open_dispute {
    static constexpr bw::contract contract{
        .name = "open_dispute",
        .summary = "Open a dispute about a card payment with the card network",
        .writes = {dispute},
        .needs = {dispute_open},
        .does = bw::effect::write,
        .undo = bw::reversibility::externally_reversible,
        .idempotent = true,
        .timeout = bw::seconds(20),
        .limit = {10, bw::minutes(1)},
        .critical = {"customer", "transaction", "amount_in_cents", "reason"},
        .output = bw::trust::trusted,
        .high_impact = true,
        .decides = bw::decision::about_a_person};
    stored operator()(const dispute_request&, bw::lease<dispute_open>) const;
    workplace* at = nullptr;
};

} // namespace bank
