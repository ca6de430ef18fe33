// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/log_health.hpp>
#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/stop_view.hpp>

namespace bailiwick::detail {

/// `doctor`: what is wrong with a state, and what to do about it.
template <class Agent> class doctor : examination {
public:
    doctor(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : examination(typed, findings_), setup_(setup), on_(on) {}

    console_exit run() {
        credential_book book;
        if (setup_.accounts) setup_.accounts(book, typed_.state);
        private_path("state folder", typed_.state, 077, "chmod 700 " + typed_.state);
        database(book);
        values();
        log_health(typed_, findings_).look();
        credentials(book);
        if (!setup_.open) add(health::wrong, "program", "it cannot open the agent", "give the "
                              "console a console_setup::open");
        return findings_.print(on_);
    }

private:
    void database(credential_book& book) {
        const std::string path = typed_.state + "/tickets.db";
        if (!setup_.tickets && !private_path("tickets", path, 077, "chmod 600 " + path)) return;
        auto store = open_tickets(setup_, typed_);
        if (!store)
            return add(health::wrong, "tickets", store.why().subject + " cannot be opened",
                       store.why().hint);
        add(health::good, "tickets", "the database is whole");
        account_watch watch;
        if (const auto known = watch.follow(book, *store); !known)
            add(health::wrong, "revocations", known.why().subject, known.why().hint);
        off_switch(*store);
        rehearsal(*store);
        notices(*store);
        unsettled(*store);
    }

    void off_switch(any_store& store) {
        const auto stands = store.pause();
        if (!stands) return add(health::wrong, "pause", stands.why().subject, stands.why().hint);
        if (!stands->is_on) return add(health::good, "pause", "the agent may run");
        add(health::look, "pause",
            "paused by " + stands->by + " since " + clock_text(stands->since) + ": " + stands->why,
            typed_.command + " resume" + as_words(typed_) + " --why \"…\" lets it go on");
    }

    /// Whether the off switch was tried as often as the charter says, and stopped all in time.
    void rehearsal(any_store& store) {
        const auto last = last_drill(store);
        if (!last) return add(health::wrong, "drill", last.why().subject, last.why().hint);
        const duration every = facts_of<Agent>.charter.pause->drill_every;
        const std::string remedy = typed_.command + " pause --drill" + as_words(typed_) +
                                   " --why \"…\" rehearses the off switch";
        if (!*last) return add(health::look, "drill", "the off switch was never rehearsed", remedy);
        if ((*last)->is_overdue(every, setup_.process.clock.now()))
            return add(health::look, "drill", "overdue: the last was " + drill_words(**last),
                       remedy);
        if (!(*last)->is_in_time())
            return add(health::look, "drill", "not in time: " + drill_words(**last), remedy);
        add(health::good, "drill", drill_words(**last));
    }

    /// Messages about tickets that reached nobody.
    void notices(any_store& store) {
        constexpr std::string_view prefix = "undelivered:";
        const auto given_up = store.marks(prefix);
        if (!given_up)
            return add(health::wrong, "notify", given_up.why().subject, given_up.why().hint);
        for (const mark& each : *given_up) {
            const mark_facts said(each.text);
            add(health::look, "notify",
                each.name.substr(prefix.size()) + " has given up " +
                    count_of(static_cast<std::size_t>(said.number("count").value_or(0)),
                             "message") +
                    ", last " + said.text("event").value_or("one") + " (" +
                    said.text("last").value_or("?") + ") at " + said.text("at").value_or("?") +
                    ": " + said.text("reason").value_or("?"),
                said.text("hint").value_or("see docs/how-to/wake-people.md"));
        }
    }

    /// Tickets of which nobody knows how they ended.
    void unsettled(any_store& store) {
        const auto open = store.list(
            {.states = {ticket_state::uncertain, ticket_state::running}}, {.limit = 1000});
        for (std::size_t i = 0; open && i < open->tickets.size(); ++i) {
            const ticket& each = open->tickets[i];
            const auto lives = store.is_running(each.runner);
            if (each.state == ticket_state::running && lives && *lives) continue;
            const bool is_lost = each.state == ticket_state::running;
            add(health::look, "ticket",
                each.id + " (" + each.tool + ") is uncertain" +
                    (is_lost ? ": the process that ran it is gone" : ""),
                typed_.command + " tickets show " + each.id);
        }
    }

    void values() {
        const std::string path = typed_.state + "/vault.db";
        if (!private_path("vault", path, 077, "chmod 600 " + path)) return;
        const auto opened = vault::open(path);
        if (!opened)
            return add(health::wrong, "vault", opened.why().subject + " cannot be opened",
                       opened.why().hint);
        const auto count = opened->count();
        if (!count) return add(health::wrong, "vault", count.why().subject, count.why().hint);
        add(health::good, "vault",
            "whole, with " + count_of(static_cast<std::size_t>(*count), "value"));
    }

    void credentials(credential_book& book) {
        const auto faults = book.fetch_all(setup_.process.clock.now());
        for (const refusal& each : faults)
            add(health::wrong, "credential", each.subject, each.hint);
        const auto all = book.status();
        for (const credential_facts& declared : facts_of<Agent>.credentials) {
            const auto held = std::find_if(all.begin(), all.end(), [&](const auto& each) {
                return each.credential == declared.name();
            });
            const std::string name(declared.name());
            if (held == all.end())
                add(health::wrong, "credential", name + " is declared and not in the book",
                    "add it in console_setup::accounts");
            else if (held->revoked)
                add(health::look, "credential", name + " was revoked by " + held->revoked_by +
                                                    ": " + held->revoked_because);
            else if (!held->fetched.empty())
                add(health::good, "credential", name + ", secret: " + held->resting_place);
        }
    }

    const console_setup<Agent>& setup_;
    const screen& on_;
    health_report findings_{};
};

} // namespace bailiwick::detail
