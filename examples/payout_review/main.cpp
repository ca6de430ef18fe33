// SPDX-License-Identifier: BSL-1.0
#include "charter.hpp"
#include "ledger.hpp"

#include <bailiwick/console.hpp>
#include <bailiwick/escalation/postgres.hpp>

#include <cstdio>
#include <fstream>

/// Asks for payouts and makes those that were granted. Tickets, off switch and ledger are in one
/// PostgreSQL database, so several processes share them; each writes a log of its own.

namespace {

using insurer::payout_agent;
using agent_at_work = bw::embedded_agent<payout_agent>;

std::string from_environment(const char* name, const char* otherwise) {
    const char* const set = std::getenv(name);
    return set ? set : otherwise;
}

/// What a claim is worth, by a rule where a model would have an opinion: all but an own risk.
long long worth_of(const insurer::claim_record& claim) {
    constexpr long long own_risk = 10'000;
    return claim.asked_in_cents > own_risk ? claim.asked_in_cents - own_risk : 0;
}

void print_refusal(const bw::refusal& why, const std::string& about) {
    std::printf("refused: %s: %s; %s\n", about.c_str(), std::string(bw::word_of(why.code)).c_str(),
                why.hint.c_str());
}

/// Reads every open claim, notes what it is worth, and asks the board to pay it.
int ask(agent_at_work& agent, insurer::books& books) {
    for (const std::string& number : books.unassessed()) {
        bw::session at(agent, {.trigger = {.reference = "claim:" + number},
                               .requester = {std::string(insurer::felix.name),
                                             std::string(insurer::felix.contact)},
                               .why = "the claim " + number + " is complete and worth paying",
                               .subject = number});
        const auto claim = at.call<insurer::read_claim>({number});
        if (!claim) {
            print_refusal(claim.why(), number);
            continue;
        }
        const long long worth = worth_of(*claim);
        const auto noted = at.call<insurer::assess_claim>({number, worth});
        if (!noted) {
            print_refusal(noted.why(), number);
            continue;
        }
        const auto asked = at.call<insurer::pay_claim>({number, claim->account, worth});
        if (asked)
            std::printf("%s  %s  %lld.%02lld waits for the board\n", asked->ticket.c_str(),
                        number.c_str(), worth / 100, worth % 100);
        else
            print_refusal(asked.why(), number);
    }
    return 0;
}

/// Makes every payout that was granted; another process that does the same gets others.
int pay(agent_at_work& agent) {
    int made = 0;
    bw::ticket_page page{.limit = 50};
    do {
        const auto granted = agent.tickets().list({.states = {bw::ticket_state::granted}}, page);
        if (!granted) {
            print_refusal(granted.why(), "tickets");
            return static_cast<int>(bw::console_exit::no_state);
        }
        for (const bw::ticket& each : granted->tickets) {
            bw::session at(agent, {.trigger = {.reference = "ticket:" + each.id},
                                   .requester = {each.requester.name, each.requester.contact}});
            const bw::dispatched came = at.run_granted(each.id);
            if (came.status == bw::dispatch_status::done) {
                std::printf("%s  paid: %s\n", each.id.c_str(),
                            boost::json::serialize(came.result).c_str());
                ++made;
            } else if (came.why.code != bw::reason::already_consumed) {
                print_refusal(came.why, each.id);
            }
        }
        page.after = granted->next;
    } while (!page.after.empty());
    std::printf("%d paid\n", made);
    return 0;
}

insurer::kill_at rehearsed() {
    const std::string when = from_environment("PAYOUT_CRASH", "");
    return when == "before"  ? insurer::kill_at::before_booking
           : when == "after" ? insurer::kill_at::after_booking
                             : insurer::kill_at::never;
}

} // namespace

int main(int count, char** words) {
    const std::string database = from_environment("PAYOUT_DATABASE", "dbname=payouts");
    const std::string role = from_environment("PAYOUT_ROLE", "agent");
    std::unique_ptr<insurer::books> books;
    bw::console_setup<payout_agent> setup{
        .state = "var/payout_review",
        .origin = "insurer.example/payout-review",
        .run_says = "Ask for payouts (ask), or make those that were granted (pay)"};
    setup.accounts = [](bw::credential_book& book, const std::string&) {
        static_cast<void>(book.add(insurer::clerk, bw::no_secret{}));
        static_cast<void>(book.add(insurer::payer, bw::no_secret{}));
    };
    setup.tickets = [&](const std::string&) -> bw::answer<bw::any_store> {
        auto shared = bw::postgres_store::open(database);
        if (!shared) return std::move(shared).why();
        return bw::any_store(*std::move(shared));
    };
    setup.open = [&](bw::open_options where) -> bw::answer<std::unique_ptr<agent_at_work>> {
        try {
            books = std::make_unique<insurer::books>(database);
        } catch (const std::exception& fault) {
            return bw::refusal{bw::reason::state_unavailable, "open", "PAYOUT_DATABASE",
                               fault.what()};
        }
        books->rehearse = rehearsed();
        if (where.role == "agent") where.role = role; // each process has a log of its own
        insurer::books* const at = books.get();
        return bw::open_embedded<payout_agent>(std::move(where), insurer::read_claim{at},
                                               insurer::assess_claim{at}, insurer::pay_claim{at});
    };
    setup.run = [&](agent_at_work& agent, std::span<const std::string> said) {
        try {
            if (said.size() == 1 && said[0] == "ask") return ask(agent, *books);
            if (said.size() == 1 && said[0] == "pay") return pay(agent);
            std::fputs("run takes one word: ask or pay\n", stderr);
        } catch (const std::exception& fault) {
            std::fprintf(stderr, "run: %s\n", fault.what());
        }
        return static_cast<int>(bw::console_exit::usage);
    };
    return bw::console(count, words, setup);
}
