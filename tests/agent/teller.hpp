// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../refused/sound.hpp"

#include <bailiwick/agent.hpp>

#include <atomic>
#include <functional>
#include <mutex>

/// The agent of the torture list: `pay` waits for people, `note` is automatic, `drop_table` never
/// runs. What its tools do is counted in a till that they share.
namespace teller {

inline constexpr bw::person alice{"Alice", "alice@example.com"}, bob{"Bob", "bob@example.com"},
    carol{"Carol", "carol@example.com"}, dave{"Dave", "dave@example.com"};

inline constexpr auto bank = good::changed(good::mail, [](auto& copy) {
    copy.name = "bank";
    copy.endpoint = "https://bank.example.com/v1";
});
inline constexpr auto transfer = good::changed(good::outbox, [](auto& copy) {
    copy.name = "transfer";
    copy.home = &bank;
});

inline constexpr bw::scope drop{"db:drop"};
inline constexpr auto clerk = good::changed(good::reader, [](auto& copy) {
    copy.name = "clerk";
    copy.grants = {good::note_write};
});
inline constexpr auto payer = good::changed(good::sender, [](auto& copy) {
    copy.name = "payer";
    copy.grants = {good::pay};
});

inline constexpr bw::queue payments{.name = "payments",
                                    .owner = &dave,
                                    .deputy = &carol,
                                    .approvers = {alice, bob, carol},
                                    .answer_within = bw::hours(4),
                                    .on_expiry = bw::expiry::deny,
                                    .capacity_per_hour = 100'000};

struct order {
    std::string to;
    long long amount;
    std::string currency, memo;
    static constexpr bw::field fields[] = {{.name = "to", .max_length = 40},
                                           {.name = "amount", .min = 1, .max = 1'000'000},
                                           {.name = "currency", .one_of = {"EUR", "USD"}},
                                           {.name = "memo", .max_length = 8000}};
};
BOOST_DESCRIBE_STRUCT(order, (), (to, amount, currency, memo))

struct line {
    std::string about, text;
    static constexpr bw::field fields[] = {{.name = "about", .max_length = 40},
                                           {.name = "text", .max_length = 8000}};
};
BOOST_DESCRIBE_STRUCT(line, (), (about, text))

struct booked {
    bool ok;
};
BOOST_DESCRIBE_STRUCT(booked, (), (ok))

/// What the tools really did, and what a test does in the middle of them.
struct till {
    std::atomic<int> pays{0}, notes{0};
    std::function<void(const order&)> while_paying{};
    std::function<void(const line&)> while_noting{};
    std::mutex guard{};
    std::vector<order> paid{};
};

struct pay {
    static constexpr bw::contract contract{.name = "pay",
                                           .summary = "Transfer money to a customer",
                                           .writes = {transfer},
                                           .needs = {good::pay},
                                           .does = bw::effect::send,
                                           .undo = bw::reversibility::irreversible,
                                           .timeout = bw::seconds(10),
                                           .limit = {100'000, bw::minutes(1)},
                                           .critical = {"to", "amount", "currency", "memo"},
                                           .output = bw::trust::trusted,
                                           .high_impact = true};
    till* at = nullptr;

    booked operator()(const order& given, bw::lease<good::pay>) const {
        ++at->pays;
        {
            const std::lock_guard held(at->guard);
            at->paid.push_back(given);
        }
        if (at->while_paying)
            at->while_paying(given);
        return {true};
    }
};

struct note {
    static constexpr bw::contract contract{.name = "note",
                                           .summary = "Keep a note on the case",
                                           .writes = {good::note},
                                           .needs = {good::note_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {100'000, bw::minutes(1)},
                                           .critical = {"about"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    till* at = nullptr;

    booked operator()(const line& given, bw::lease<good::note_write>) const {
        ++at->notes;
        if (at->while_noting)
            at->while_noting(given);
        return {true};
    }
};

/// The counter of a bank; a test changes one thing of it to get another version.
template <const bw::queue& Queue = payments, unsigned Approvers = 1>
struct counter : good::back_office {
    static constexpr auto identity =
        good::changed(good::desk::identity, [](auto& copy) { copy.name = "agent-7"; });
    static constexpr auto boundary = good::changed(good::back_office::boundary, [](auto& copy) {
        copy.systems = {good::crm, bank, good::llm};
        copy.high_risk = {"pay", "drop_table"};
        copy.never_does = {"drops tables"};
    });
    static constexpr bw::rule matrix[] = {
        bw::automatic("note"),
        bw::approval("pay", Queue, Approvers),
        bw::never("drop_table", {drop}),
    };
    static constexpr bw::refs<bw::credential> credentials{clerk, payer};
    static constexpr auto owners =
        good::changed(good::desk::owners, [](auto& copy) { copy.queue = &dave; });
    static constexpr bw::budget budget{.steps = 10'000,
                                       .cost = {1000, "EUR"},
                                       .time = bw::days(2),
                                       .identical_calls = 3};
};

template <class Charter = counter<>, class Pay = pay>
using agent = bw::agent<Charter, note, Pay>;

} // namespace teller
