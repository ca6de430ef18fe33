// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "teller.hpp"

#include <bailiwick/agent/open.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <unistd.h>

/// The teller on real state in a folder, under a clock that stands until it is moved.
namespace bench {

namespace fs = std::filesystem;

inline constexpr bw::instant noon{1'795'262'400'000'000}; // 2026-11-21T12:00:00Z

struct clock {
    std::atomic<long long> at{noon.microseconds};
    bw::instant operator()() const { return {at.load()}; }
    void move(bw::duration span) { at += span.milliseconds * 1000; }
    void set(bw::instant to) { at = to.microseconds; }
};

/// A folder that goes with its test; in memory where the machine has such a place, and TMPDIR
/// names no other.
struct folder {
    std::string path;
    folder() {
        const bool in_memory = !std::getenv("TMPDIR") && ::access("/dev/shm", W_OK) == 0;
        path = (in_memory ? "/dev/shm" : fs::temp_directory_path().string()) +
               "/bailiwick-teller-XXXXXX";
        if (::mkdtemp(path.data()) == nullptr)
            std::abort();
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    std::string operator/(const char* name) const { return path + "/" + name; }
};

/// Opens the tickets of a state in another store than its folder's SQLite file, where it is set.
inline std::function<bw::answer<bw::any_store>(const std::string& folder)> other_store{};
/// Writes a ticket into such a store, past every check.
inline std::function<void(const std::string& folder, const bw::ticket&)> other_edit{};

/// The same for the SQLite file, with a digest that fits.
inline void edit_file(const std::string& folder, const bw::ticket& edited) {
    const std::string record = bw::canonical_text(bw::ticket_json(edited));
    const auto or_null = [](const auto& when) {
        return when ? std::to_string(when->microseconds) : std::string("NULL");
    };
    const std::string change = "UPDATE ticket SET due=" + or_null(bw::detail::due_of(edited)) +
                               ", ended=" + or_null(bw::detail::ended_of(edited)) +
                               ", state=?, tool=?, record=?, digest=? WHERE id=?";
    sqlite3* file = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open((folder + "/tickets.db").c_str(), &file) == SQLITE_OK);
    bw::detail::sqlite_statement update(file, change.c_str());
    update.bind(bw::word_of(edited.state)).bind(edited.tool).bind(record);
    update.bind(bw::digest_of(record).view()).bind(edited.id).step();
    BOOST_TEST(!update.failed());
    BOOST_TEST(sqlite3_changes(file) == 1);
    update.restart();
    sqlite3_close_v2(file);
}

inline bw::open_options options(const std::string& folder, const clock& time) {
    bw::open_options chosen;
    chosen.folder = folder;
    chosen.origin = "bank.example/teller";
    chosen.tickets = other_store;
    static_cast<void>(chosen.accounts.add(teller::clerk, bw::no_secret{}));
    static_cast<void>(chosen.accounts.add(teller::payer, bw::no_secret{}));
    chosen.process = {"sha256:00", bw::time_source(time)};
    return chosen;
}

/// Opens the agent, or another version of it, on a folder.
template <class Agent = teller::agent<>, class Pay = teller::pay>
auto try_open(const std::string& folder, teller::till& at, const clock& time) {
    return bw::open_embedded<Agent>(options(folder, time), teller::note{&at}, Pay{&at});
}

/// An agent over a state of another kind, which no folder keeps.
template <class State> auto quiet_agent(teller::till& at, const clock& time) {
    auto chosen = options("", time);
    auto state = std::make_unique<State>();
    state->accounts = std::move(chosen.accounts);
    return std::make_unique<bw::running_agent<teller::agent<>, State>>(
        std::move(state), std::move(chosen.process), bw::declared_flow{}, teller::note{&at},
        teller::pay{&at});
}

inline bw::run_context context(std::string name = "User One",
                               std::string contact = "user-1@example.com") {
    return {.trigger = {.reference = "case:17", .content = "please pay me back"},
            .requester = {std::move(name), std::move(contact)},
            .why = "the customer returned the goods"};
}

inline teller::order order(long long amount = 250) {
    return {"customer-9", amount, "EUR", "refund"};
}
inline std::string json_of(const teller::order& one) {
    return bw::canonical_text(bw::encode(one));
}

inline bw::voter as(const bw::person& who) {
    return {std::string(who.name), std::string(who.contact)};
}

inline std::string code(const bw::refusal& why) { return std::string(bw::word_of(why.code)); }
template <class Value> std::string code(const bw::answer<Value>& came) {
    return came ? "done" : code(came.why());
}
inline std::string code(const bw::dispatched& came) {
    return came.status == bw::dispatch_status::refused ? code(came.why)
                                                       : std::string(bw::word_of(came.status));
}
template <class Value> std::string words(const bw::answer<Value>& came) {
    return came ? "done" : code(came) + "; " + came.why().subject + "; " + came.why().hint;
}

/// The value, after the test has made sure that there is one.
template <class Value> Value value_of(bw::answer<Value> came) {
    BOOST_TEST_REQUIRE(came.is_done(), words(came));
    return *std::move(came);
}

inline std::string text_at(const boost::json::value& receipt, std::string_view pointer) {
    boost::system::error_code error;
    const boost::json::value* found = receipt.find_pointer(pointer, error);
    if (!found)
        return {};
    return found->is_string() ? std::string(found->get_string().c_str())
                              : boost::json::serialize(*found);
}

/// One agent that is open on a folder of its own, and what a test asks about it.
template <class Charter = teller::counter<>> struct state_of {
    using agent = teller::agent<Charter>;
    folder place;
    clock time;
    teller::till at;
    std::string home = place / "state";
    std::unique_ptr<bw::embedded_agent<agent>> running = value_of(try_open<agent>(home, at, time));

    auto session(bw::run_context why = context()) { return bw::session(*running, std::move(why)); }
    auto by(bw::voter who) { return bw::operator_desk(*running, std::move(who)); }
    auto by(const bw::person& who) { return by(as(who)); }

    /// The process ends and another one begins.
    void restart() {
        running.reset();
        running = value_of(try_open<agent>(home, at, time));
    }
    /// Asks for a payment and gives the ticket that now waits.
    std::string ask(const teller::order& wanted = order()) {
        const bw::dispatched came = session().dispatch("pay", json_of(wanted));
        BOOST_TEST_REQUIRE(code(came) == "waiting");
        return came.ticket;
    }
    std::string granted(const teller::order& wanted = order()) {
        const std::string id = ask(wanted);
        value_of(by(teller::alice).grant(id, "fine"));
        return id;
    }
    /// Runs what was granted; in words, what came of it.
    std::string run(const std::string& id) { return code(session().run_granted(id)); }
    bw::ticket ticket(const std::string& id) { return value_of(running->tickets().find(id)); }
    std::string stands(const std::string& id) {
        return std::string(bw::word_of(ticket(id).state));
    }

    /// Changes a stored ticket as somebody who can write the store would, past every check.
    template <class Change> void edit(const std::string& id, const Change& change) {
        bw::ticket edited = ticket(id);
        change(edited);
        if (other_edit)
            other_edit(home, edited);
        else
            edit_file(home, edited);
    }

    std::vector<boost::json::value> receipts() const {
        std::vector<boost::json::value> all;
        value_of(running->state().log.for_each([&](unsigned long long, std::string_view text) {
            all.push_back(*bw::parse_strict(text));
        }));
        return all;
    }
    /// How many receipts have this text at this place.
    int count(std::string_view pointer, std::string_view text) const {
        int found = 0;
        for (const auto& each : receipts())
            found += text_at(each, pointer) == text;
        return found;
    }
    /// How many receipts say that something was refused for this reason.
    int refusals(std::string_view reason) const {
        int found = 0;
        for (const auto& each : receipts())
            found += text_at(each, "/decision/reason") == reason ||
                     (text_at(each, "/escalation/verb").ends_with("_refused") &&
                      text_at(each, "/escalation/reason") == reason);
        return found;
    }
    std::string log() const { return home + "/log/agent"; }
    bw::verifier_key key() const { return running->state().log.verifier(); }
    bw::verification verified() const {
        const bw::verifier_key trusted = key();
        return bw::verify_log(log(), {&trusted, 1});
    }
};
using state = state_of<>;

inline std::string words(const bw::verification& result) {
    std::string text(bw::word_of(result.verdict));
    for (const bw::finding& each : result.problems)
        text += "; " + each.where + ": " + each.what;
    return text;
}

/// What a signed note says of its log, whoever signed it.
inline bw::checkpoint head_of(const std::string& note) {
    const auto head = bw::read_checkpoint(std::string_view(note).substr(0, note.find("\n\n") + 1));
    BOOST_TEST_REQUIRE(head.has_value());
    return *head;
}

inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
inline void write_bytes(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Long versions of tests run when BAILIWICK_LONG is set.
template <class Count> Count rounds(Count usual, Count many) {
    return std::getenv("BAILIWICK_LONG") != nullptr ? many : usual;
}

} // namespace bench
