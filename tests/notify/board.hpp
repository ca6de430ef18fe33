// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../escalation/asked.hpp"

#include <bailiwick/notify.hpp>

#include <filesystem>
#include <fstream>

#include <boost/json/serialize.hpp>

#include <unistd.h>

/// Tickets full of personal data in a store in memory, and people who are told of them.
namespace board {

namespace fs = std::filesystem;
using asked::alice, asked::as, asked::bob, asked::carol, asked::noon, asked::value_of;

/// What stands in every ticket here, and may leave only where it is declared.
inline const std::vector<std::string> planted = {"customer-9",   "250", "refund",     "User One",
                                                 "user-1",       "owes her sister",
                                                 "invoice",      "number 17",
                                                 "it looks fine", "too much"};

inline constexpr bw::queue payments{.name = "payments",
                                    .owner = &asked::dave,
                                    .deputy = &asked::carol,
                                    .approvers = {asked::alice, asked::bob, asked::carol},
                                    .answer_within = bw::hours(4),
                                    .on_expiry = bw::expiry::deny,
                                    .deputy_from = bw::hours(1)};

struct clock {
    bw::instant at = noon;
    bw::instant operator()() const { return at; }
};

struct folder {
    std::string path = (fs::temp_directory_path() / "bailiwick-notify-XXXXXX").string();
    folder() {
        if (::mkdtemp(path.data()) == nullptr)
            std::abort();
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() { fs::remove_all(path); }
    std::string operator/(const char* name) const { return path + "/" + name; }

    /// A program of a few lines, to be told instead of a real one.
    std::string script(const char* name, const std::string& lines) const {
        std::ofstream(*this / name) << "#!/bin/sh\n" << lines << "\n";
        fs::permissions(*this / name, fs::perms::owner_all);
        return *this / name;
    }
    std::string text(const char* name) const {
        std::ifstream file(*this / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// A hook that keeps what it is told, and refuses as it is told to.
struct ear {
    struct state {
        std::vector<bw::notice_message> heard{};
        std::optional<bw::refusal> answer{};
        int asked = 0;
    };
    state* at;
    bw::answer<bw::done> send(const bw::notice_message& one) {
        ++at->asked;
        if (at->answer)
            return *at->answer;
        at->heard.push_back(one);
        return bw::done{};
    }
};

struct office {
    folder place;
    bw::memory_store store;
    bw::escalation_desk<bw::memory_store> desk{store};
    clock time;
    ear::state ears;

    std::string ask() {
        bw::ticket_request one = asked::request();
        one.why = "she owes her sister";
        one.asks = &payments;
        return value_of(desk.open(one, time.at)).id;
    }
    void grant(const std::string& id) {
        value_of(desk.grant(id, as(alice), "it looks fine", time.at));
    }
    void deny(const std::string& id) { value_of(desk.deny(id, as(bob), "too much", time.at)); }
    void lose(const std::string& id) {
        value_of(desk.start(id, asked::claim(), time.at));
        value_of(desk.mark_uncertain(id, "no answer", time.at));
    }
    void pass(bw::duration span) { time.at = time.at + span; }

    bw::notifier_options named(std::string name) const {
        return {.name = std::move(name), .message = {.program = "./desk"}};
    }
    auto listen(bw::notifier_options options) {
        return bw::notifier(store, ear{&ears}, std::move(options), bw::time_source(time));
    }
    auto listen() { return listen(named("ear")); }

    /// "waiting granted": what was heard since the last time.
    std::string heard() {
        std::string words;
        for (const bw::notice_message& each : ears.heard)
            (words += words.empty() ? "" : " ") += bw::word_of(each.what);
        ears.heard.clear();
        return words;
    }
    std::string mark(const std::string& name) {
        const auto found = value_of(store.marks(name));
        return found.empty() ? std::string() : found.front().text;
    }
};

/// The message of a ticket that waits, as hooks get it.
struct letter : office {
    std::string id = ask();
    bw::notice_message message(bw::message_options options = {.program = "./desk"}) {
        return bw::message_about(value_of(store.load(id)), bw::notice::waiting, "0", time.at,
                                 options);
    }
};

/// Nothing that was planted stands in what was sent.
inline void check_is_clean(const std::string& sent) {
    BOOST_TEST(!sent.empty());
    for (const std::string& each : planted)
        BOOST_TEST(sent.find(each) == std::string::npos, each << " stands in " << sent);
}

} // namespace board
