// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/verify_verb.hpp>

namespace bailiwick::detail {

/// `doctor`: what is wrong with a state, and what to do about it.
template <class Agent> class doctor {
    enum class health { good, look, wrong };
    struct line {
        health is;
        std::string what, found, remedy;
    };

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
        return print();
    }

private:
    void add(health is, std::string what, std::string found, std::string remedy = {}) {
        lines_.push_back({is, std::move(what), std::move(found), std::move(remedy)});
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
        if (!private_path("tickets", path, 077, "chmod 600 " + path)) return;
        auto store = open_tickets(typed_);
        if (!store)
            return add(health::wrong, "tickets", store.why().subject + " cannot be opened",
                       store.why().hint);
        add(health::good, "tickets", "the database is whole");
        account_watch watch;
        if (const auto known = watch.follow(book, *store); !known)
            add(health::wrong, "revocations", known.why().subject, known.why().hint);
        const auto stands = store->pause();
        if (!stands) add(health::wrong, "pause", stands.why().subject, stands.why().hint);
        else if (!stands->is_on) add(health::good, "pause", "the agent may run");
        else
            add(health::look, "pause", "paused by " + stands->by + ": " + stands->why,
                typed_.program + " resume --as \"Name <contact>\" --why \"…\" lets it go on");
        const auto open = store->list(
            {.states = {ticket_state::uncertain, ticket_state::running}}, {.limit = 1000});
        for (std::size_t i = 0; open && i < open->tickets.size(); ++i) {
            const ticket& each = open->tickets[i];
            const auto lives = store->is_running(each.runner);
            if (each.state == ticket_state::running && lives && *lives) continue;
            const bool is_lost = each.state == ticket_state::running;
            add(health::look, "ticket",
                each.id + " (" + each.tool + ") is uncertain" +
                    (is_lost ? ": the process that ran it is gone" : ""),
                typed_.program + " tickets show " + each.id);
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
        add(health::good, "vault",
            "whole, with " + std::to_string(count ? *count : 0) + " values");
    }

    void logs() {
        const auto all = logs_in(typed_.state);
        if (!all) return add(health::wrong, "log", all.why().subject, all.why().hint);
        if (all->empty())
            return add(health::wrong, "log", typed_.state + "/log holds no log",
                       "start the agent once: " + typed_.program + " run");
        std::vector<log_to_check> checked;
        for (const std::string& each : *all) {
            const std::string folder = typed_.state + "/log/" + each, key = folder + ".key";
            private_path("key of " + each, key, 077,
                         "chmod 600 " + key + "; if others read it, replace the key");
            checked.push_back({folder, verify_verb::key_beside(folder)});
        }
        const auto verified = verify_together(checked);
        for (std::size_t i = 0; i < verified.size(); ++i) judge((*all)[i], verified[i]);
    }

    void judge(const std::string& log, const verification& came) {
        if (came.verdict == log_verdict::valid)
            return add(health::good, "log " + log, std::to_string(came.size) + " receipts, whole");
        const std::string problem = came.problems.empty()
                                        ? "no key beside it has signed it"
                                        : came.problems[0].where + ": " + came.problems[0].what;
        add(health::wrong, "log " + log, std::string(word_of(came.verdict)) + ": " + problem,
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
                add(health::good, "credential", name + ", from " + held->resting_place);
        }
    }

    console_exit print() const {
        static constexpr std::pair<const char*, tint> signs[] = {
            {"good", tint::good}, {"look", tint::warn}, {"WRONG", tint::bad}};
        bool wrong = false;
        boost::json::array told;
        table rows({"", "WHAT", "FOUND"});
        for (const line& each : lines_) {
            wrong = wrong || each.is == health::wrong;
            const auto& [sign, colour] = signs[static_cast<int>(each.is)];
            told.push_back(boost::json::object{{"is", each.is == health::wrong ? "wrong" : sign},
                                               {"what", each.what},
                                               {"found", each.found},
                                               {"do", each.remedy}});
            rows.row({{sign, colour}, each.what, each.found});
            if (!each.remedy.empty()) rows.row({"", "", "→ " + each.remedy});
        }
        if (on_.is_json())
            on_.json(boost::json::object{{"wrong", wrong}, {"checks", std::move(told)}});
        else rows.print(on_);
        return wrong ? console_exit::check_failed : console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
    std::vector<line> lines_{};
};

} // namespace bailiwick::detail
