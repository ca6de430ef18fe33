// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../refused/sound.hpp"

#include <bailiwick/agent.hpp>

#include <array>
#include <utility>

/// Workload W1, an action matrix of N rows `tool_0` to `tool_{N-1}`: by turns automatic with an
/// amount of at most 999, after approval, and never; with a tool for every row that is not never.

namespace gate {

/// "tool_17", at compile time.
template <std::size_t Number> inline constexpr auto name_text = [] {
    std::array<char, 12> text{'t', 'o', 'o', 'l', '_'};
    std::size_t at = 5, place = 1;
    while (Number / place >= 10) place *= 10;
    for (; place > 0; place /= 10) text[at++] = static_cast<char>('0' + Number / place % 10);
    return text;
}();
template <std::size_t Number>
inline constexpr std::string_view name_of{name_text<Number>.data()};

constexpr bw::bucket verdict_of(std::size_t number) {
    constexpr bw::bucket by_turns[] = {bw::bucket::automatic, bw::bucket::approval,
                                       bw::bucket::never};
    return by_turns[number % 3];
}

struct payment {
    std::string to;
    long long amount;
    static constexpr bw::field fields[] = {{.name = "to", .max_length = 40},
                                           {.name = "amount", .min = 0, .max = 1'000'000}};
};
BOOST_DESCRIBE_STRUCT(payment, (), (to, amount))

constexpr bw::rule row_of(std::size_t number, std::string_view name) {
    switch (verdict_of(number)) {
    case bw::bucket::automatic: return bw::automatic(name).where(bw::at_most("amount", 999));
    case bw::bucket::approval: return bw::approval(name, good::leads);
    default: return bw::never(name, {good::pay});
    }
}

template <std::size_t Number> struct numbered {
    static constexpr bool sends = verdict_of(Number) == bw::bucket::approval;
    static constexpr auto contract = [] {
        bw::contract states = sends ? good::send_mail::contract : good::lookup::contract;
        states.name = name_of<Number>;
        states.high_impact = false;
        if (sends) states.critical = {"to", "amount"};
        return states;
    }();
    using lent =
        std::conditional_t<sends, bw::lease<good::mail_send>, bw::lease<good::crm_read>>;
    good::done operator()(const payment&, lent) const { return {true}; }
};

inline constexpr auto reader =
    good::changed(good::reader, [](auto& copy) { copy.grants = {good::crm_read}; });

/// More than any benchmark uses up: what is timed is the check, not the refusal.
inline constexpr bw::budget ample{.steps = 4'000'000'000,
                                  .cost = {50, "EUR"},
                                  .time = bw::days(3000),
                                  .identical_calls = 4'000'000'000};

template <class Numbers> struct matrix_of;
template <std::size_t... Number>
struct matrix_of<std::index_sequence<Number...>> : good::desk {
    static constexpr std::size_t rows = sizeof...(Number);
    static constexpr bw::rule matrix[] = {row_of(Number, name_of<Number>)...};
    static constexpr auto credentials = rows == 1 ? bw::refs<bw::credential>{reader}
                                                  : bw::refs<bw::credential>{reader, good::sender};
    static constexpr auto boundary = good::changed(good::desk::boundary, [](auto& copy) {
        copy.high_risk = {};
        if (rows == 1) copy.systems = {good::crm, good::llm};
    });
    static constexpr bw::budget budget = ample;
    static constexpr bw::refs<bw::endorsement> endorsements{};
};

template <class Charter, class Places> struct agent_over;
template <class Charter, std::size_t... Place>
struct agent_over<Charter, std::index_sequence<Place...>> {
    using type = bw::agent<Charter, numbered<Place / 2 * 3 + Place % 2>...>;
};

/// The agent of so many rows; two of three rows have a tool.
template <std::size_t Rows>
struct agent : agent_over<matrix_of<std::make_index_sequence<Rows>>,
                          std::make_index_sequence<Rows - Rows / 3>>::type {};

/// The same decision as people write it by hand: one `if` after another, fifty to a function so
/// that both compilers take a thousand.
template <std::size_t From, std::size_t... Step>
bool one_of(std::string_view name, bw::bucket& found, std::index_sequence<Step...>) {
    return ((name == name_of<From + Step> ? (found = verdict_of(From + Step), true) : false) ||
            ...);
}
template <std::size_t Rows> bw::bucket by_ifs(std::string_view name) {
    constexpr std::size_t at_once = Rows < 50 ? Rows : 50;
    bw::bucket found = bw::bucket::unstated;
    [&]<std::size_t... Block>(std::index_sequence<Block...>) {
        static_cast<void>((one_of<Block * at_once>(name, found,
                                                   std::make_index_sequence<at_once>{}) ||
                           ...));
    }(std::make_index_sequence<Rows / at_once>{});
    return found;
}

/// The agent of the calls that are carried out: `add` runs by itself, `pay` waits for people.
inline long long added = 0;

struct add {
    static constexpr auto contract = good::changed(good::lookup::contract, [](auto& copy) {
        copy.name = "add";
        copy.limit = {4'000'000'000, bw::days(1)};
    });
    good::done operator()(const payment& given, bw::lease<good::crm_read>) const {
        added += given.amount;
        return {true};
    }
};
struct pay {
    static constexpr auto contract = good::changed(good::send_mail::contract, [](auto& copy) {
        copy.name = "pay";
        copy.critical = {"to", "amount"};
    });
    good::done operator()(const payment&, bw::lease<good::mail_send>) const { return {true}; }
};

inline constexpr auto payments =
    good::changed(good::leads, [](auto& copy) { copy.capacity_per_hour = 4'000'000'000; });

struct counter : good::desk {
    static constexpr auto boundary = good::changed(good::desk::boundary, [](auto& copy) {
        copy.high_risk = {"pay", "move_money"};
    });
    static constexpr bw::rule matrix[] = {bw::automatic("add"), bw::approval("pay", payments),
                                          bw::never("move_money", {good::pay})};
    static constexpr bw::refs<bw::credential> credentials{reader, good::sender};
    static constexpr bw::budget budget = ample;
    static constexpr bw::refs<bw::endorsement> endorsements{};
};
struct counter_agent : bw::agent<counter, add, pay> {};

} // namespace gate
