// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

#include <bailiwick/agent/drill.hpp>

#include <csignal>
#include <thread>

#include <sys/wait.h>

// The off switch and its bound: processes that make no call, tools that are in the middle of one,
// processes that died, the drill, and a queue that was flooded. Times are printed, and held to three
// times the bound only, because the machine may be busy.

using bench::code;
using bench::value_of;

namespace {

constexpr bw::duration bound = teller::counter<>::pause.bound, patience = bw::seconds(30);

/// A note that is written until its lease is dead or somebody lets it end.
template <bw::when_paused Becomes> struct long_note {
    static constexpr auto contract = good::changed(teller::note::contract, [](auto& copy) {
        copy.on_pause = Becomes;
        copy.timeout = bw::hours(1);
    });
    std::atomic<bool>*begun = nullptr, *may_end = nullptr;

    bw::answer<teller::booked> operator()(const teller::line&,
                                          bw::lease<good::note_write> held) const {
        *begun = true;
        while (held.is_live() && !*may_end)
            ::usleep(1'000);
        if (auto dead = held.ended())
            return *std::move(dead);
        return teller::booked{true};
    }
};

/// A payment that looks at its lease, and gives up when it is dead.
struct long_payment {
    static constexpr auto contract = good::changed(teller::pay::contract, [](auto& copy) {
        copy.on_pause = bw::when_paused::cancel;
        copy.timeout = bw::hours(1);
    });
    std::atomic<bool>* begun = nullptr;

    bw::answer<teller::booked> operator()(const teller::order&, bw::lease<good::pay> held) const {
        *begun = true;
        while (held.is_live())
            ::usleep(1'000);
        return bw::refusal{bw::reason::tool_failed, "pay", {}, "the connection was cut"};
    }
};

/// What has the state open beside the test, each under a role and with the machine's clock.
struct place {
    bench::folder folder;
    std::string home = folder / "state";
    bench::clock unused;
    teller::till at;

    bw::open_options options(std::string role) const {
        bw::open_options chosen = bench::options(home, unused);
        chosen.role = std::move(role);
        chosen.process.clock = {};
        return chosen;
    }
    auto open(const std::string& role, bool has_threads = true) {
        bw::open_options chosen = options(role);
        chosen.has_threads = has_threads;
        return value_of(bw::open_embedded<teller::agent<>>(std::move(chosen), teller::note{&at},
                                                           teller::pay{&at}));
    }
    template <class Running> auto by_dave(Running& running) {
        return bw::operator_desk(*running, bench::as(teller::dave));
    }
    /// Pauses, and waits three times as long as the charter allows.
    template <class Running> bw::stop_report pause(Running& running) {
        auto& tickets = running->state().tickets;
        const bw::stop_watch measured(tickets, bw::duration{3 * bound.milliseconds});
        value_of(by_dave(running).pause("it pays odd amounts"));
        return value_of(measured.wait(value_of(tickets.pause()).since, running->now()));
    }
};

/// A process of its own that has the agent open, until it is told to end.
class idle_process {
public:
    idle_process(place& in, const std::string& role) {
        int told[2];
        if (::pipe(told) != 0 || ::pipe(end_) != 0)
            std::abort();
        child_ = ::fork();
        if (child_ == 0) {
            for (const int each : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
                std::signal(each, SIG_DFL);
            {
                const auto running = in.open(role);
                char end = 0;
                if (::write(told[1], "x", 1) != 1 || ::read(end_[0], &end, 1) != 1)
                    ::_exit(1);
            }
            ::_exit(0);
        }
        char ready = 0;
        BOOST_TEST_REQUIRE(::read(told[0], &ready, 1) == 1);
        ::close(told[0]);
        ::close(told[1]);
    }
    idle_process(const idle_process&) = delete;
    idle_process& operator=(const idle_process&) = delete;
    ~idle_process() {
        if (child_ > 0)
            BOOST_TEST(end() == 0);
        ::close(end_[0]);
        ::close(end_[1]);
    }
    pid_t pid() const { return child_; }
    int end() {
        BOOST_TEST(::write(end_[1], "x", 1) == 1);
        int status = 0;
        while (::waitpid(std::exchange(child_, -1), &status, 0) < 0) {}
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000;
    }
    void kill() {
        ::kill(child_, SIGKILL);
        while (::waitpid(child_, nullptr, 0) < 0) {}
        child_ = -1;
    }

private:
    pid_t child_ = -1;
    int end_[2];
};

template <class Condition> bool soon(const Condition& holds) {
    const long long until = bw::detail::monotonic_milliseconds() + patience.milliseconds;
    while (!holds())
        if (bw::detail::monotonic_milliseconds() > until)
            return false;
        else
            ::usleep(1'000);
    return true;
}

/// One agent with a long note, at work in a thread, and what became of the call.
template <bw::when_paused Becomes> struct at_a_note : place {
    using agent = bw::agent<teller::counter<>, long_note<Becomes>, teller::pay>;
    std::atomic<bool> begun{false}, may_end{false};
    std::unique_ptr<bw::embedded_agent<agent>> running = value_of(bw::open_embedded<agent>(
        options("agent"), long_note<Becomes>{&begun, &may_end}, teller::pay{&at}));
    std::string came;
    std::thread call{[this] {
        bw::session own(*running, bench::context());
        came = code(own.dispatch("note", R"({"about":"c","text":"t"})"));
    }};
    ~at_a_note() {
        may_end = true;
        if (call.joinable())
            call.join();
    }
    /// The outcome's status and reason.
    std::string outcome() {
        may_end = true;
        call.join();
        std::string told;
        value_of(running->state().log.for_each([&](unsigned long long, std::string_view text) {
            const auto one = *bw::parse_strict(text);
            if (bench::text_at(one, "/type") == "outcome")
                told = bench::text_at(one, "/outcome/status") + " " +
                       bench::text_at(one, "/outcome/reason");
        }));
        return told;
    }
};

// A store that can be made unable to say where the switch stands.
struct deaf_store : bw::memory_store {
    static inline std::atomic<bool> is_deaf{false};
    bw::answer<unsigned long long> generation() const {
        if (is_deaf)
            return bw::refusal{bw::reason::state_unavailable, "generation", {}, "a test"};
        return memory_store::generation();
    }
};

inline constexpr auto small_queue = good::changed(teller::payments, [](auto& copy) {
    copy.name = "small";
    copy.capacity_per_hour = 2;
});

} // namespace

BOOST_AUTO_TEST_SUITE(agent_pause)

BOOST_FIXTURE_TEST_CASE(processes_that_make_no_call_stop_within_the_bound, place) {
    idle_process first(*this, "one"), second(*this, "two"), third(*this, "three");
    const auto own = open("operator");
    const bw::stop_report report = pause(own);
    BOOST_TEST_MESSAGE(report.in_words());
    std::cout << "pause: " << report.in_words() << std::endl;
    BOOST_TEST(report.silent.empty());
    BOOST_TEST_REQUIRE(report.stopped.size() == 3u);
    BOOST_TEST(report.stopped[0].process.role == "one");
    BOOST_TEST(report.stopped[0].process.pid == first.pid());
    BOOST_TEST(!report.stopped[0].process.host.empty());
    BOOST_TEST(report.stopped[0].calls == 0);
    BOOST_TEST(value_of(own->is_paused()));
}

BOOST_FIXTURE_TEST_CASE(a_killed_process_is_not_waited_for_and_its_note_goes, place) {
    idle_process dead(*this, "dead"), alive(*this, "alive");
    dead.kill();
    const auto own = open("operator");
    const bw::stop_report report = pause(own);
    BOOST_TEST(report.silent.empty());
    BOOST_TEST_REQUIRE(report.processes() == 1u);
    BOOST_TEST(report.stopped[0].process.role == "alive");
    BOOST_TEST(value_of(own->state().tickets.marks("process:")).size() == 2u); // and our own
}

BOOST_FIXTURE_TEST_CASE(a_process_that_closes_the_agent_is_known_no_more, place) {
    idle_process other(*this, "other");
    const auto own = open("operator");
    BOOST_TEST(value_of(bw::open_processes(own->state().tickets)).size() == 2u);
    BOOST_TEST(other.end() == 0);
    BOOST_TEST(value_of(bw::open_processes(own->state().tickets)).size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_restart_keeps_the_pause_and_answers_it, place) {
    const auto own = open("operator");
    value_of(by_dave(own).pause("it pays odd amounts"));
    const auto late = open("late");
    bw::session session(*late, bench::context());
    BOOST_TEST(code(session.dispatch("note", R"({"about":"c","text":"t"})")) == "paused");
    const bw::stop_report report = pause(own); // a second turn is answered again
    BOOST_TEST(report.stopped.size() == 1u);
    value_of(by_dave(own).resume("all is well"));
    BOOST_TEST(soon([&] { return !late->leases().is_stopped(); }));
    BOOST_TEST(code(session.dispatch("note", R"({"about":"c","text":"t"})")) == "done");
}

BOOST_FIXTURE_TEST_CASE(a_call_that_is_cancelled_loses_its_leases,
                        at_a_note<bw::when_paused::cancel>) {
    BOOST_TEST_REQUIRE(soon([&] { return begun.load(); }));
    const auto own = place::open("operator");
    const bw::stop_report report = pause(own);
    BOOST_TEST(report.silent.empty());
    BOOST_TEST(outcome() == "error paused");
    BOOST_TEST(came == "paused");
}

BOOST_FIXTURE_TEST_CASE(a_call_that_finishes_keeps_its_leases_and_is_told,
                        at_a_note<bw::when_paused::finish>) {
    BOOST_TEST_REQUIRE(soon([&] { return begun.load(); }));
    const auto own = place::open("operator");
    const bw::stop_report report = pause(own);
    BOOST_TEST_REQUIRE(report.stopped.size() == 1u);
    BOOST_TEST(report.stopped[0].calls == 1);
    ::usleep(50'000);
    BOOST_TEST(outcome() == "ok ");
    BOOST_TEST(came == "done");
    bw::session late(*running, bench::context());
    BOOST_TEST(code(late.dispatch("note", R"({"about":"c","text":"t"})")) == "paused");
}

BOOST_FIXTURE_TEST_CASE(a_ticketed_call_that_is_cancelled_is_uncertain, place) {
    using agent = bw::agent<teller::counter<>, teller::note, long_payment>;
    std::atomic<bool> begun{false};
    const auto running = value_of(bw::open_embedded<agent>(options("agent"), teller::note{&at},
                                                           long_payment{&begun}));
    bw::session session(*running, bench::context());
    const std::string id = session.dispatch("pay", bench::json_of(bench::order())).ticket;
    value_of(bw::operator_desk(*running, bench::as(teller::alice)).grant(id, "fine"));
    std::string came;
    std::thread call([&] { came = code(session.run_granted(id)); });
    BOOST_TEST(soon([&] { return begun.load(); }));
    value_of(by_dave(running).pause("it pays odd amounts"));
    call.join();
    BOOST_TEST(came == "paused");
    BOOST_TEST((value_of(running->tickets().find(id)).state == bw::ticket_state::uncertain));
}

BOOST_FIXTURE_TEST_CASE(without_threads_a_process_answers_at_its_next_call, place) {
    const auto quiet = open("quiet", false);
    const auto own = open("operator");
    auto& tickets = own->state().tickets;
    const bw::stop_watch measured(tickets, bw::duration{300});
    value_of(by_dave(own).pause("it pays odd amounts"));
    const bw::instant since = value_of(tickets.pause()).since;
    const bw::stop_report report = value_of(measured.wait(since, own->now()));
    BOOST_TEST(!report.is_in_time());
    BOOST_TEST_REQUIRE(report.silent.size() == 1u);
    BOOST_TEST(report.silent[0].role == "quiet");
    bw::session session(*quiet, bench::context());
    BOOST_TEST(code(session.dispatch("note", R"({"about":"c","text":"t"})")) == "paused");
    BOOST_TEST(value_of(bw::stop_watch(tickets, bound).wait(since, own->now())).silent.empty());
}

BOOST_FIXTURE_TEST_CASE(a_drill_measures_the_stop_and_lets_the_agent_go_on, place) {
    idle_process first(*this, "one"), second(*this, "two");
    const auto own = open("operator");
    const bw::stop_report report =
        value_of(bw::drill(*own, bench::as(teller::dave), "the quarter is over"));
    std::cout << "drill: " << report.in_words() << std::endl;
    BOOST_TEST(report.processes() == 2u);
    BOOST_TEST(!value_of(own->is_paused()));
    const auto last = value_of(bw::last_drill(own->state().tickets));
    BOOST_TEST_REQUIRE(last.has_value());
    BOOST_TEST(last->by == "Dave <dave@example.com>");
    BOOST_TEST(last->why == "the quarter is over");
    BOOST_TEST(last->processes == 2);
    BOOST_TEST(last->is_in_time() == report.is_in_time());
    BOOST_TEST(!last->is_overdue(bw::days(90), own->now()));
    BOOST_TEST(last->is_overdue(bw::days(90), own->now() + bw::days(91)));
    int drills = 0;
    value_of(own->state().log.for_each([&](unsigned long long, std::string_view text) {
        const auto one = *bw::parse_strict(text);
        drills += bench::text_at(one, "/control/op") == "pause_drill" &&
                  bench::text_at(one, "/control/subject") == report.in_words() &&
                  bench::text_at(one, "/control/by") == "dave@example.com";
    }));
    BOOST_TEST(drills == 1);
}

BOOST_FIXTURE_TEST_CASE(a_drill_is_refused_when_it_would_measure_nothing, place) {
    const auto own = open("operator");
    const auto dave = bench::as(teller::dave);
    BOOST_TEST(code(bw::drill(*own, dave, "")) == "malformed_request");
    BOOST_TEST(code(bw::drill(*own, dave, "the quarter is over")) == "no_evidence");
    const auto other = open("other");
    value_of(by_dave(own).pause("it pays odd amounts"));
    BOOST_TEST(code(bw::drill(*own, dave, "the quarter is over")) == "paused");
    BOOST_TEST(value_of(own->is_paused()));
    BOOST_TEST(!value_of(bw::last_drill(own->state().tickets)).has_value());
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_asked_for_the_bound_ends_leases) {
    using quiet_state = bw::agent_state<bw::null_log, bw::no_vault, deaf_store>;
    bench::clock time;
    teller::till at;
    const auto quiet = bench::quiet_agent<quiet_state>(at, time);
    auto& agent = *quiet;
    value_of(agent.enlist("agent", true));
    deaf_store::is_deaf = true;
    BOOST_TEST(soon([&] { return agent.leases().is_stopped(); }));
    deaf_store::is_deaf = false;
    BOOST_TEST(soon([&] { return !agent.leases().is_stopped(); }));
}

BOOST_FIXTURE_TEST_CASE(a_flooded_queue_pauses_the_agent_that_asks,
                        bench::state_of<teller::counter<small_queue>>) {
    BOOST_TEST(value_of(running->questions_left(small_queue)) == 2);
    ask(bench::order(1));
    BOOST_TEST(value_of(running->questions_left(small_queue)) == 1);
    ask(bench::order(2));
    BOOST_TEST(value_of(running->questions_left(small_queue)) == 0);
    BOOST_TEST(code(session().dispatch("pay", bench::json_of(bench::order(3)))) ==
               "resource_limit_exceeded");
    BOOST_TEST(value_of(running->is_paused()));
    const bw::pause_switch stands = value_of(running->state().tickets.pause());
    BOOST_TEST(stands.by == "queue small");
    BOOST_TEST(stands.why == "people in this queue take 2 questions an hour");
    BOOST_TEST(count("/control/op", "pause") == 1);
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "paused");
    value_of(by(teller::dave).resume("they have caught up"));
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "done");
    time.move(bw::hours(1));
    ask(bench::order(4));
    BOOST_TEST(count("/control/op", "pause") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
