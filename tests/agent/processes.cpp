// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

#include <csignal>

#include <sys/wait.h>

// Two processes on one state: the agent at work, and an operator who opens it again and again.
// Each writes a log of its own; each sees what the other one has done.

using bench::code;
using bench::value_of;

namespace {

auto open_as_operator(const std::string& home, teller::till& at, const bench::clock& time) {
    bw::open_options chosen = bench::options(home, time);
    chosen.role = "operator";
    return bw::open_embedded<teller::agent<>>(std::move(chosen), teller::note{&at},
                                              teller::pay{&at});
}

// The process whose work is given, until it is told to end or ends by itself.
struct other_process {
    pid_t child;
    template <class Work> explicit other_process(const Work& work) : child(::fork()) {
        if (child != 0)
            return;
        for (const int each : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(each, SIG_DFL);
        ::_exit(work());
    }
    other_process(const other_process&) = delete;
    other_process& operator=(const other_process&) = delete;
    int end() {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0) {}
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(agent_processes)

BOOST_FIXTURE_TEST_CASE(what_one_process_grants_another_one_runs, bench::state) {
    const std::string id = ask();
    running.reset();
    BOOST_TEST(other_process([&] {
        auto opened = open_as_operator(home, at, time);
        if (!opened)
            return 1;
        bw::operator_desk desk(**opened, bench::as(teller::carol));
        return code(desk.grant(id, "fine")) == "done" ? 0 : 2;
    }).end() == 0);
    restart();
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(count("/type", "approval") == 0); // it stands in the operator's log
    const auto logs = bench::fs::directory_iterator(home + "/log");
    int found = 0;
    for (const auto& each : logs)
        found += each.is_directory();
    BOOST_TEST(found == 2);
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(a_pause_by_one_process_stops_the_other, bench::state) {
    running.reset();
    int told[2], stopped[2];
    BOOST_TEST_REQUIRE((::pipe(told) == 0 && ::pipe(stopped) == 0));
    other_process other([&] {
        auto opened = open_as_operator(home, at, time);
        char go = 0;
        if (!opened || ::read(told[0], &go, 1) != 1)
            return 1;
        bw::operator_desk desk(**opened, bench::as(teller::dave));
        const bool done = desk.pause("it pays odd amounts").is_done();
        return done && ::write(stopped[1], "x", 1) == 1 ? 0 : 2;
    });
    restart();
    auto own = session();
    BOOST_TEST(code(own.dispatch("note", R"({"about":"c","text":"t"})")) == "done");
    char is_stopped = 0;
    BOOST_TEST_REQUIRE((::write(told[1], "x", 1) == 1 && ::read(stopped[0], &is_stopped, 1) == 1));
    BOOST_TEST(code(own.dispatch("note", R"({"about":"c","text":"u"})")) == "paused");
    BOOST_TEST(other.end() == 0);
    BOOST_TEST(code(own.dispatch("note", R"({"about":"c","text":"v"})")) == "paused");
    BOOST_TEST(at.notes == 1);
    for (const int each : {told[0], told[1], stopped[0], stopped[1]})
        ::close(each);
}

BOOST_FIXTURE_TEST_CASE(who_opens_the_state_disturbs_no_run_of_another_process, bench::state) {
    running.reset();
    const int openings = bench::rounds(40, 1000);
    other_process other([&] {
        for (int i = 0; i < openings; ++i)
            if (const auto opened = open_as_operator(home, at, time); !opened) {
                std::cout << "opening " << i << ": " << bench::words(opened) << std::endl;
                return 1;
            }
        return 0;
    });
    restart();
    std::vector<std::string> ids;
    int status = 0;
    while (::waitpid(other.child, &status, WNOHANG) == 0) {
        ids.push_back(granted());
        BOOST_TEST(run(ids.back()) == "done");
    }
    BOOST_TEST(status == 0);
    BOOST_TEST(static_cast<std::size_t>(at.pays) == ids.size());
    for (const std::string& id : ids)
        BOOST_TEST(stands(id) == "done");
}

BOOST_AUTO_TEST_SUITE_END()
