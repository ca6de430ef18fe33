// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/health_report.hpp>
#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/stop_view.hpp>
#include <bailiwick/console/detail/verify_verb.hpp>
#include <bailiwick/receipt/key_file.hpp>

namespace bailiwick::detail {

/// `doctor`: what is wrong with a state, and what to do about it.
template <class Agent> class doctor {
public:
    doctor(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() {
        credential_book book;
        if (setup_.accounts) setup_.accounts(book, typed_.state);
        private_path("state folder", typed_.state, 077, "chmod 700 " + typed_.state);
        database(book);
        values();
        logs();
        credentials(book);
        if (!setup_.open) add(health::wrong, "program", "it cannot open the agent", "give the "
                              "console a console_setup::open");
        return report_.print(on_);
    }

private:
    void add(health is, std::string what, std::string found, std::string remedy = {}) {
        report_.add(is, std::move(what), std::move(found), std::move(remedy));
    }

    /// Whether the path exists; its owner and its mode are told.
    bool private_path(const std::string& what, const std::string& path, mode_t too_wide,
                      const std::string& remedy) {
        struct stat found {};
        if (::stat(path.c_str(), &found) != 0) {
            add(health::wrong, what, path + ": " + std::strerror(errno),
                "start the agent once (" + typed_.program + " run), or name its folder with "
                "--state or BAILIWICK_STATE");
            return false;
        }
        char mode[8];
        std::snprintf(mode, sizeof mode, "%03o", static_cast<unsigned>(found.st_mode & 0777));
        if (found.st_uid != ::geteuid())
            add(health::wrong, what, path + " belongs to another user",
                "run the console as the user of the agent");
        else if ((found.st_mode & too_wide) != 0)
            add(health::wrong, what, path + " has mode " + mode + ": others can use it", remedy);
        else add(health::good, what, path + ", mode " + mode);
        return true;
    }

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

    void logs() {
        const auto all = logs_in(typed_.state);
        if (!all) return add(health::wrong, "log", all.why().subject, all.why().hint);
        if (all->empty())
            return add(health::wrong, "log", typed_.state + "/log holds no log",
                       "start the agent once: " + typed_.program + " run");
        std::vector<log_to_check> checked;
        for (const std::string& each : *all) {
            const std::string folder = typed_.state + "/log/" + each;
            const auto beside = verify_verb::key_beside(folder);
            key_of(each, folder + ".key", beside);
            keys_on_the_way(each, folder + ".key");
            checked.push_back({folder, {}});
            if (beside) checked.back().keys.push_back(*beside);
        }
        const auto verified = verify_together(checked);
        for (std::size_t i = 0; i < verified.size(); ++i) judge((*all)[i], verified[i]);
    }

    /// Whether the log can be continued: with no other key than the one that began it.
    void key_of(const std::string& log, const std::string& key,
                const answer<verifier_key>& beside) {
        const std::string what = "key of " + log;
        if (!file_exists(key)) return lacks_key(log, key, what);
        if (!private_path(what, key, 077, "chmod 600 " + key + "; if others read it, begin a new "
                          "log with a new key (docs/how-to/operate-log-key.md)"))
            return;
        const auto signer = open_key_file(key, beside ? beside->name : log);
        if (!signer && report_.is_good_so_far(what))
            return add(health::wrong, what, signer.why().subject, signer.why().hint);
        if (signer && beside && signer->verifier() != *beside)
            add(health::wrong, what, key + " is not the private half of " + log + ".vkey",
                "put the right key back from its backup: no other can continue the log");
    }

    /// Key files of a rotation that is not over, or was cut short.
    void keys_on_the_way(const std::string& log, const std::string& key) {
        if (const std::string old = old_key_file(key); file_exists(old))
            add(health::look, "key of " + log, old + " is there: two keys sign the log",
                "when everybody has the new " + log + ".vkey, end the processes that write it, "
                "and: " + typed_.command + " receipts end-overlap " + log + as_words(typed_) +
                    " --why \"…\"");
        if (const std::string next = next_key_file(key); file_exists(next))
            add(health::look, "key of " + log, next + " is there: a rotation was cut short",
                "the next process that writes the log ends it where the log tells of it; else "
                "the key has signed nothing, and the next rotate-key replaces it");
    }

    /// A log whose key is gone ends there: nothing can be appended to it, and all can be verified.
    void lacks_key(const std::string& log, const std::string& key, const std::string& what) {
        if (log != "agent" && log != "console")
            return add(health::look, what, key + " is not there: the log is closed",
                       "nothing, if it was closed on purpose: its .vkey still verifies it");
        add(health::wrong, what, key + " is not there: nothing more can be written to this log",
            "put the key back from its backup; if it is lost, no other key can continue the log");
        report_.also("keep what is there, which " + log + ".vkey still verifies: rename the "
                     "folder " + log + " and " + log + ".vkey to " + log + "-closed");
        report_.also("then the next " + std::string(log == "agent" ? "run" : "verb that acts") +
                     " begins a new log " + log +
                     " with a new key: docs/how-to/operate-log-key.md");
    }

    void judge(const std::string& log, const verification& came) {
        if (came.verdict == log_verdict::valid)
            return add(health::good, "log " + log, count_of(came.size, "receipt") + ", whole");
        const std::string key = typed_.state + "/log/" + log + ".vkey";
        if (came.verdict == log_verdict::undecidable)
            return add(health::wrong, "log " + log,
                       file_exists(key) ? "whole, but not signed with " + key
                                        : "whole, but " + key + " is not there",
                       "put the log's .vkey back from where you keep a copy");
        const std::string problem = came.problems.empty()
                                        ? std::string()
                                        : ": " + came.problems[0].where + ": " +
                                              came.problems[0].what;
        add(health::wrong, "log " + log, std::string(word_of(came.verdict)) + problem,
            "pause the agent, keep a copy of the folder, and see " + typed_.program +
                " receipts verify");
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
    const asked& typed_;
    const screen& on_;
    health_report report_{};
};

} // namespace bailiwick::detail
