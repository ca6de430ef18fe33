// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../gate_checks.hpp"

#include <bailiwick/escalation.hpp>

#include <string>

/// The people, the queues and the one ticket that every part works with.

namespace tickets {

using namespace gate;

inline constexpr bw::person alice{"Alice", "alice@example.com"}, bob{"Bob", "bob@example.com"},
    carol{"Carol", "carol@example.com"}, dave{"Dave", "dave@example.com"};
inline constexpr bw::queue payments{.name = "payments",
                                    .owner = &dave,
                                    .approvers = {alice, bob, carol},
                                    .answer_within = bw::hours(4),
                                    .on_expiry = bw::expiry::deny};
inline constexpr bw::queue signed_payments{.name = "payments",
                                           .owner = &dave,
                                           .approvers = {alice, bob, carol},
                                           .answer_within = bw::hours(4),
                                           .on_expiry = bw::expiry::deny,
                                           .signed_decisions = true};
inline constexpr bw::instant noon{1'795'262'400'000'000};
inline const std::string declaration = "sha256:" + std::string(64, '1');
inline const std::string pay_250 =
    R"({"amount":250,"currency":"EUR","memo":"refund","to":"customer-9"})";
inline const bw::voter alices{"Alice", "alice@example.com"};
inline const std::string approves = "the invoice is there";

inline bw::ticket_request request(const bw::queue& asks = payments) {
    return {.agent = "spiffe://example.com/agents/desk",
            .tool = "pay",
            .arguments = pay_250,
            .declaration_digest = declaration,
            .label = "trusted open",
            .requester = {"A customer", "customer@example.org"},
            .session = "018c0f3e-0000-7000-8000-000000000000",
            .why = "the customer asked for a refund",
            .shown = {{"invoice", "number 17, 250 EUR"}},
            .asks = &asks,
            .approvers = 1};
}

inline bw::start_claim claim() { return {"pay", pay_250, declaration}; }
inline bw::answer<bw::start_claim> claim_of(const bw::ticket& taken) {
    return bw::start_claim{taken.tool, taken.arguments, taken.declaration_digest};
}

/// The n-th ticket of a store that is filled: a millisecond after the one before.
inline bw::ticket nth_ticket(std::size_t n, bool is_granted) {
    const bw::instant when{noon.microseconds + static_cast<long long>(n) * 1000};
    bw::ticket made = value_of(bw::ticket_for(request(), when));
    if (is_granted)
        value_of(bw::vote_on(made, bw::verdict::grant, alices, approves, when));
    return made;
}

template <class Store> std::size_t count_of(Store& store, bw::ticket_state state) {
    std::size_t count = 0;
    for (bw::ticket_page page{.limit = 1000};;) {
        const bw::ticket_list found = value_of(store.list({.states = {state}}, page));
        count += found.tickets.size();
        if (found.next.empty())
            return count;
        page.after = found.next;
    }
}

inline std::string folder; ///< of everything that this run writes

} // namespace tickets
