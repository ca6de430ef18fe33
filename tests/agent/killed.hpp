// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "kill_worker.hpp"

#include <csignal>
#include <map>
#include <set>
#include <sstream>

#include <sys/wait.h>

namespace to_be_killed {

/// What the killed processes have said, over all rounds.
struct account {
    std::set<std::string> noted{}, granted{}, ran{};
    std::map<std::string, std::string> asked{}; ///< ticket → customer
    bool is_open = false;
    int uncertain = 0, ended_by_log = 0, rounds = 0;
    std::size_t effects = 0;

    void add(const account& other, std::size_t of_its_tools) {
        rounds += other.rounds;
        uncertain += other.uncertain;
        ended_by_log += other.ended_by_log;
        asked.insert(other.asked.begin(), other.asked.end());
        ran.insert(other.ran.begin(), other.ran.end());
        noted.insert(other.noted.begin(), other.noted.end());
        effects += of_its_tools;
    }
    std::string words() const {
        return std::to_string(rounds) + " kills: " + std::to_string(noted.size()) + " notes, " +
               std::to_string(asked.size()) + " tickets, " + std::to_string(ran.size()) +
               " acknowledged runs, " + std::to_string(effects) + " effects, " +
               std::to_string(uncertain) + " uncertain, " + std::to_string(ended_by_log) +
               " ended as the log tells";
    }

    void read(const std::string& said) {
        is_open = false;
        std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
        for (std::string what, about; lines >> what >> about;) {
            if (what == "open")
                is_open = true;
            else if (what == "noted")
                noted.insert(about);
            else if (what == "asked")
                lines >> asked[about];
            else if (what == "granted")
                granted.insert(about);
            else if (what == "ran")
                ran.insert(about);
        }
    }
};

inline std::string all_of(int pipe) {
    std::string said;
    char part[65536];
    for (ssize_t got = 0; (got = ::read(pipe, part, sizeof part)) > 0;)
        said.append(part, static_cast<std::size_t>(got));
    return said;
}

/// Kills a worker up to 15 ms after it was forked, after it has opened the state, or after one of
/// the steps of its work; or later, when what happens meanwhile is over.
inline void work_and_kill(const scene& at, account& told, int round, std::mt19937& chance,
                          const std::function<void()>& meanwhile = {}) {
    int ends[2];
    BOOST_TEST_REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    static_cast<void>(::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20));
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int each : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(each, SIG_DFL);
        worker{at, ends[1], round, meanwhile != nullptr}.run();
    }
    ::close(ends[1]);
    std::string said;
    const char* const from[] = {"", "open ", "noted ", "asked ", "granted ", "ran "};
    while (said.find(from[round % 6]) == std::string::npos) {
        char part[256];
        const ssize_t got = ::read(ends[0], part, sizeof part);
        if (got <= 0)
            break;
        said.append(part, static_cast<std::size_t>(got));
    }
    if (meanwhile)
        meanwhile();
    ::usleep(static_cast<useconds_t>(chance() % 15'000));
    ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {}
    said += all_of(ends[0]);
    ::close(ends[0]);
    BOOST_TEST_REQUIRE(WIFSIGNALED(status), "round " << round << ": the worker gave up with "
                                                     << WEXITSTATUS(status));
    told.read(said);
    ++told.rounds;
}

inline std::multiset<std::string> effects_of(const scene& at) {
    std::multiset<std::string> found;
    std::istringstream lines(bench::bytes_of(at.effects));
    for (std::string line; std::getline(lines, line);)
        found.insert(line);
    return found;
}

/// Which tickets run, without the recovery that an opening of the agent makes.
inline std::set<std::string> running_in(const scene& at) {
    std::set<std::string> ids;
    if (!bench::fs::exists(at.home + "/log"))
        return ids;
    auto store = bw::open_tickets(bench::options(at.home, at.time));
    BOOST_TEST_REQUIRE(store.is_done(), bench::words(store));
    bw::escalation_desk desk(*store);
    for (const auto& each :
         bench::value_of(desk.list({.states = {bw::ticket_state::running}}, {.limit = 1000}))
             .tickets)
        ids.insert(each.id);
    return ids;
}

/// What the receipts tell about each act.
struct act_told {
    std::string arguments{}; ///< opened with the vault
    bool allowed = false, asked = false, approved = false, started = false,
         ended_well = false;
};

inline std::map<std::string, act_told> acts_in(const bw::embedded_agent<teller::agent<>>& agent) {
    std::map<std::string, act_told> acts;
    auto& state = agent.state();
    bench::value_of(state.log.for_each([&](unsigned long long, std::string_view text) {
        const auto receipt = bw::parse_strict(text);
        act_told& act = acts[bench::text_at(*receipt, "/act")];
        const std::string type = bench::text_at(*receipt, "/type");
        if (type == "intent") {
            const std::string effect = bench::text_at(*receipt, "/decision/effect");
            act.allowed = effect == "allow";
            act.asked = effect == "require_approval";
            const std::string id = bench::text_at(*receipt, "/id");
            for (const auto& each : bench::value_of(state.values.disclose(id)))
                if (each.name == "action.args" &&
                    each.commitment() == bench::text_at(*receipt, "/action/args"))
                    act.arguments = each.value;
        }
        act.approved |= type == "approval";
        act.started |= bench::text_at(*receipt, "/escalation/to") == "running";
        act.ended_well |= bench::text_at(*receipt, "/outcome/status") == "ok";
    }));
    return acts;
}

/// Holds what the tools did, what the store has and what the logs tell against each other.
inline void check(const scene& at, account& told, int round) {
    BOOST_TEST_CONTEXT("round " << round) {
        const std::set<std::string> were_running = running_in(at);
        teller::till idle;
        const auto agent = bench::value_of(bench::try_open(at.home, idle, at.time));
        const bw::verifier_key key = agent->state().log.verifier();
        const auto verified = bw::verify_log(at.home + "/log/agent", {&key, 1});
        BOOST_TEST(bench::words(verified) == "valid");

        const auto effects = effects_of(at);
        std::map<std::string, bw::ticket> tickets; // by customer
        std::map<std::string, bw::ticket_state> states;
        for (bw::ticket_page page{.limit = 500};;) {
            const auto part = bench::value_of(agent->tickets().list({}, page));
            for (const bw::ticket& each : part.tickets) {
                tickets[bench::text_at(*bw::parse_strict(each.arguments), "/to")] = each;
                states[each.id] = each.state;
            }
            if ((page.after = part.next).empty())
                break;
        }
        // What was acknowledged is there.
        for (const auto& [id, to] : told.asked)
            BOOST_TEST((tickets.contains(to) && tickets[to].id == id), id);
        for (const std::string& id : told.granted)
            BOOST_TEST((states[id] != bw::ticket_state::waiting), id);
        for (const std::string& id : told.ran)
            BOOST_TEST((states[id] == bw::ticket_state::done), id);
        for (const std::string& about : told.noted)
            BOOST_TEST(effects.count("note " + about) == 1u, about);
        // What was done happened once, and not without its receipts.
        const auto acts = acts_in(*agent);
        // A run that was cut off is uncertain, unless its outcome had reached the log.
        for (const std::string& id : were_running) {
            const bool is_told = acts.at(id).ended_well;
            BOOST_TEST((states[id] == (is_told ? bw::ticket_state::done
                                               : bw::ticket_state::uncertain)),
                       id << " is " << bw::word_of(states[id]));
            ++(is_told ? told.ended_by_log : told.uncertain);
        }
        std::set<std::string> allowed;
        for (const auto& [act, one] : acts)
            if (one.allowed)
                allowed.insert(bench::text_at(*bw::parse_strict(one.arguments), "/about"));
        for (const std::string& each : effects) {
            BOOST_TEST(effects.count(each) == 1u, each);
            const std::string about = each.substr(each.find(' ') + 1);
            if (each.starts_with("note ")) {
                BOOST_TEST(allowed.contains(about), each);
                continue;
            }
            BOOST_TEST_REQUIRE(tickets.contains(about), each);
            const bw::ticket& ticket = tickets[about];
            const act_told& act = acts.at(ticket.id);
            BOOST_TEST((act.asked && act.approved && act.started), each);
            BOOST_TEST(act.arguments == ticket.arguments);
            BOOST_TEST((ticket.state == bw::ticket_state::done ||
                        ticket.state == bw::ticket_state::uncertain),
                       each << " is " << bw::word_of(ticket.state));
        }
        // The switch is as somebody left it; from here on it is off.
        if (bench::value_of(agent->is_paused()))
            bench::value_of(
                bw::operator_desk(*agent, bench::as(teller::dave)).resume("it was killed"));
        for (const auto& [to, ticket] : tickets) {
            BOOST_TEST((ticket.state != bw::ticket_state::running), ticket.id);
            BOOST_TEST(acts.at(ticket.id).asked);
            if (ticket.state == bw::ticket_state::done) {
                BOOST_TEST(effects.count("pay " + to) == 1u, to);
                BOOST_TEST(acts.at(ticket.id).ended_well);
            }
            // Nobody needs to pay it any more, and nobody can.
            if (ticket.state == bw::ticket_state::uncertain && round % 10 == 0) {
                bw::session own(*agent, bench::context());
                BOOST_TEST(bench::code(own.run_granted(ticket.id)) == "already_consumed");
            }
        }
        BOOST_TEST(idle.pays + idle.notes == 0);
    }
}


} // namespace to_be_killed
