// SPDX-License-Identifier: BSL-1.0
// A bank's support desk in small: the structs and tools that the tests of this folder share.
#pragma once

#include <bailiwick/tool.hpp>

#include <cstdint>

namespace samples {

enum class channel { mail, phone, letter };
BOOST_DESCRIBE_ENUM(channel, mail, phone, letter)

struct person {
    std::string name;
    std::optional<unsigned char> age;
    bool operator==(const person&) const = default;
    static constexpr bw::field fields[] = {
        {.name = "name", .says = "The full name.", .min_length = 1, .max_length = 80},
        {.name = "age", .says = "Age in years", .min = 0, .max = 150},
    };
};
BOOST_DESCRIBE_STRUCT(person, (), (name, age))

// Every kind of member and every limit.
struct dispute {
    std::string reference;
    channel via{};
    std::int64_t cents = 0;
    double probability = 0;
    bool urgent = false;
    std::optional<std::string> note;
    std::vector<std::string> tags;
    std::vector<person> parties;
    std::optional<person> adviser;
    std::string currency = "EUR";
    std::int8_t priority = 0;
    std::uint32_t pages = 0;
    std::vector<std::optional<int>> scores;
    std::optional<std::vector<double>> rates;
    std::vector<bool> flags;
    bool operator==(const dispute&) const = default;

    static constexpr bw::field fields[] = {
        {.name = "reference", .says = "The case number.", .pattern = "^[A-Z]{2}-\\d{4,6}$"},
        {.name = "cents", .says = "The amount in cents", .min = 1, .max = 500000},
        {.name = "probability", .says = "How likely it is.", .min = 0, .max = 1},
        {.name = "note", .max_length = 20},
        {.name = "tags", .says = "Words to find it by.", .max_length = 3, .pattern = "^[a-z]+$"},
        {.name = "parties", .min_length = 1, .max_length = 2},
        {.name = "currency", .says = "ISO 4217.", .one_of = {"EUR", "USD"}},
        {.name = "scores", .min = -5, .max = 5},
    };
};
BOOST_DESCRIBE_STRUCT(dispute, (),
                      (reference, via, cents, probability, urgent, note, tags, parties, adviser,
                       currency, priority, pages, scores, rates, flags))

struct nothing {
    bool operator==(const nothing&) const = default;
};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct opened {
    std::string ticket;
    std::optional<int> place_in_queue;
};
BOOST_DESCRIBE_STRUCT(opened, (), (ticket, place_in_queue))

inline dispute valid_dispute() {
    return {.reference = "AB-1234",
            .via = channel::phone,
            .cents = 1999,
            .probability = 0.25,
            .urgent = true,
            .note = "call back",
            .tags = {"card", "fraud"},
            .parties = {{"Ada", 36}, {"Grace", std::nullopt}},
            .adviser = std::nullopt,
            .currency = "USD",
            .priority = -3,
            .pages = 4,
            .scores = {1, std::nullopt, -5},
            .rates = std::vector<double>{0.5, 1e21, -0.0},
            .flags = {true, false}};
}

inline constexpr bw::system crm{.name = "crm", .where = bw::zone::inside};
inline constexpr bw::system smtp{.name = "smtp", .where = bw::zone::outside};
inline constexpr bw::data_class cases{.name = "case", .home = &crm};
inline constexpr bw::data_class outbox{.name = "outbox", .home = &smtp};
inline constexpr bw::data_class homeless{.name = "homeless"};

struct list_cases {
    static constexpr bw::contract contract{.name = "list_cases",
                                           .summary = "List the open cases.",
                                           .reads = {cases},
                                           .does = bw::effect::read};
    std::vector<opened> operator()(const nothing&) const;
};
struct open_dispute {
    static constexpr bw::contract contract{.name = "open_dispute",
                                           .summary = "Open a dispute for a customer.",
                                           .reads = {cases},
                                           .writes = {cases},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true};
    opened operator()(const dispute&) const;
};
struct send_letter {
    static constexpr bw::contract contract{.name = "send-letter",
                                           .summary = "Send a letter to \"one\" person — now.",
                                           .reads = {cases},
                                           .writes = {outbox},
                                           .does = bw::effect::send,
                                           .undo = bw::reversibility::irreversible};
    void operator()(const person&) const;
};

} // namespace samples
