// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "bench.hpp"

#include <random>

#include <fcntl.h>

namespace to_be_killed {

// One line at a time, whole or not at all, and there when the writer is killed.
inline void add_line(int to, const std::string& text) {
    const std::string whole = text + '\n';
    if (::write(to, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
        ::_exit(9);
}
inline int open_to_add(const std::string& path) {
    return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/// What lies on the disk between the rounds: the state of the agent and what its tools did.
struct scene {
    bench::folder place;
    std::string home = place / "state", effects = place / "effects";
    bench::clock time;
};

/// A process that works until it is killed, and says what it has done.
///
/// The names of a round's calls: "7.3" is the third of round 7.
struct worker {
    const scene& at;
    int tell, round;
    bool store_may_fail = false; ///< then it goes on with the next call
    int calls = 0;
    teller::till till{};
    std::mt19937 chance{static_cast<unsigned>(round)};

    std::string next() { return std::to_string(round) + '.' + std::to_string(++calls); }
    void say(const std::string& what, const std::string& about) {
        add_line(tell, what + ' ' + about);
    }

    [[noreturn]] void run() {
        const int effects = open_to_add(at.effects);
        till.while_paying = [&](const teller::order& one) { add_line(effects, "pay " + one.to); };
        till.while_noting = [&](const teller::line& one) {
            add_line(effects, "note " + one.about);
        };
        auto opened = bench::try_open(at.home, till, at.time);
        while (!opened && store_may_fail)
            opened = bench::try_open(at.home, till, at.time);
        if (!opened)
            ::_exit(2);
        auto& agent = **opened;
        bw::operator_desk bob(agent, bench::as(teller::bob));
        say("open", "-");
        for (;;)
            if (const int fault = work(agent, bob); fault != 0) {
                if (!store_may_fail)
                    ::_exit(fault);
                ::usleep(1000);
            }
    }

    /// One turn: a note, a payment that people agree to, and sometimes the off switch.
    int work(bw::embedded_agent<teller::agent<>>& agent,
             bw::operator_desk<bw::embedded_agent<teller::agent<>>>& bob) {
        bw::session own(agent, bench::context());
        const std::string about = next();
        if (bench::code(own.call<teller::note>({about, "kept"})) != "done")
            return 3;
        say("noted", about);
        const std::string to = next();
        const auto asked = own.call<teller::pay>({to, 250, "EUR", "refund"});
        if (!asked)
            return 4;
        say("asked", asked->ticket + ' ' + to);
        if (chance() % 8 == 0)
            return 0; // it waits for ever
        if (!bob.grant(asked->ticket, "fine"))
            return 5;
        say("granted", asked->ticket);
        if (chance() % 8 == 0)
            return 0; // a later round finds it
        const auto ready =
            agent.tickets().list({.states = {bw::ticket_state::granted}}, {.limit = 9});
        if (!ready)
            return 6;
        for (const bw::ticket& each : ready->tickets) {
            if (own.run_granted(each.id).status != bw::dispatch_status::done)
                return 7;
            say("ran", each.id);
        }
        if (chance() % 8 == 0) {
            if (!bob.pause("a drill"))
                return 8;
            say("paused", "-");
            if (!bob.resume("the drill is over"))
                return 8;
        }
        return 0;
    }
};

} // namespace to_be_killed
