// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

#include <array>
#include <random>
#include <thread>

// Eight threads on one agent: they call, ask, grant, run, pause and resume. To be run with
// -fsanitize=thread as well, under which it says nothing.

using bench::code;
using bench::value_of;

namespace {

constexpr int threads = 8;

template <class Work> void in_threads(int count, const Work& work) {
    std::vector<std::thread> all;
    for (int i = 0; i < count; ++i)
        all.emplace_back([&work, i] { work(i); });
    for (std::thread& each : all)
        each.join();
}

/// Tickets that were granted, for whoever runs them; several threads take the same one.
class pool {
public:
    void add(const std::string& id) {
        const std::lock_guard held(guard_);
        ids_.push_back(id);
    }
    std::string any(unsigned chance) const {
        const std::lock_guard held(guard_);
        return ids_.empty() ? std::string() : ids_[chance % ids_.size()];
    }
    std::vector<std::string> all() const {
        const std::lock_guard held(guard_);
        return ids_;
    }

private:
    mutable std::mutex guard_;
    std::vector<std::string> ids_;
};

using quiet_state = bw::agent_state<bw::null_log, bw::no_vault, bw::memory_store>;

} // namespace

BOOST_AUTO_TEST_SUITE(agent_threads)

BOOST_FIXTURE_TEST_CASE(eight_threads_call_ask_grant_run_pause_and_resume, bench::state) {
    const int rounds = bench::rounds(12, 200);
    std::vector<std::atomic<int>> paid(static_cast<std::size_t>(threads * rounds));
    at.while_paying = [&](const teller::order& one) { ++paid[std::stoul(one.to)]; };
    pool granted;
    std::atomic<int> notes{0}, asked{0}, ran{0}, refused{0}, odd{0}, switched{0};
    in_threads(threads, [&](int thread) {
        std::mt19937 chance(static_cast<unsigned>(thread));
        auto own = session();
        auto desk = by(teller::carol);
        const auto run_one = [&](const std::string& id) {
            const std::string came = code(own.run_granted(id));
            ran += came == "done";
            refused += came != "done";
            odd += came != "done" && came != "already_consumed" && came != "paused";
        };
        const auto insist = [&](auto call) { // while others pause, it is refused and tries again
            for (int turn = 0;; ++turn) {
                auto came = call();
                if (code(came) != "paused" || turn == 10'000)
                    return came;
                ++refused;
                std::this_thread::yield();
            }
        };
        for (int i = 0; i < rounds; ++i) {
            const std::string name = std::to_string(thread * rounds + i);
            notes += insist([&] { return own.call<teller::note>({name, "kept"}); }).is_done();
            const auto ticket =
                insist([&] { return own.call<teller::pay>({name, 250, "EUR", "refund"}); });
            asked += ticket.is_done();
            if (ticket && desk.grant(ticket->ticket, "fine"))
                granted.add(ticket->ticket);
            run_one(granted.any(static_cast<unsigned>(chance())));
            if (thread < 2 && i % 4 == 3) {
                odd += !desk.pause("a drill").is_done();
                run_one(granted.any(static_cast<unsigned>(chance())));
                odd += !desk.resume("the drill is over").is_done();
                switched += 2;
            }
        }
    });
    BOOST_TEST(!value_of(running->is_paused()));
    // What nobody has run yet is run now; each was run once, by whom does not matter.
    std::atomic<int> late{0};
    in_threads(threads, [&](int) {
        auto own = session();
        for (const std::string& id : granted.all()) {
            const bool done = code(own.run_granted(id)) == "done";
            late += done;
            refused += !done;
        }
    });
    const int tickets = threads * rounds;
    BOOST_TEST(odd == 0);
    BOOST_TEST(notes == tickets);
    BOOST_TEST(asked == tickets);
    BOOST_TEST(ran + late == tickets);
    for (std::size_t i = 0; i < paid.size(); ++i)
        BOOST_TEST(paid[i] == 1, "order " << i << " was paid " << paid[i] << " times");
    for (const std::string& id : granted.all())
        BOOST_TEST(stands(id) == "done");
    // Every call, decision and step is on record once, every refusal at least once.
    BOOST_TEST(count("/decision/effect", "allow") == at.notes);
    BOOST_TEST(at.notes == notes);
    BOOST_TEST(count("/decision/effect", "require_approval") == tickets);
    BOOST_TEST(count("/type", "approval") == tickets);
    BOOST_TEST(count("/escalation/to", "running") >= tickets);
    BOOST_TEST(count("/escalation/verb", "start") == tickets);
    BOOST_TEST(count("/escalation/verb", "succeed") == tickets);
    BOOST_TEST(count("/outcome/status", "ok") == notes + tickets);
    BOOST_TEST(count("/type", "control") == switched);
    BOOST_TEST(refusals("paused") + refusals("already_consumed") >= refused);
    const auto verified = this->verified();
    BOOST_TEST(bench::words(verified) == "valid");
    BOOST_TEST(verified.open_intents == 0u);
    BOOST_TEST(verified.waiting == 0u);
    for (const bw::finding& each : verified.notes)
        BOOST_TEST_ERROR(each.where << ": " << each.what);
}

BOOST_AUTO_TEST_CASE(a_stop_that_has_returned_stops_every_call_that_begins_later) {
    // Without receipts, so that calls are short and meet the switch at every moment.
    bench::clock time;
    teller::till at;
    const auto quiet = bench::quiet_agent<quiet_state>(at, time);
    auto& agent = *quiet;
    std::atomic<int> epoch{0}, too_late{0}; // odd: stopped, and pause has returned
    std::atomic<bool> over{false};
    std::thread people([&] {
        bw::operator_desk desk(agent, bench::as(teller::dave));
        for (int i = 0; i < bench::rounds(400, 20'000); ++i) {
            static_cast<void>(desk.pause("a drill"));
            ++epoch;
            for (int turn = 0; turn < 20; ++turn)
                std::this_thread::yield();
            ++epoch;
            static_cast<void>(desk.resume("the drill is over"));
            time.move(bw::minutes(1)); // the tool's rate is not what stops it
        }
        over = true;
    });
    in_threads(threads - 1, [&](int) {
        while (!over) {
            const int before = epoch;
            bw::session own(agent, bench::context());
            const bool ran = own.call<teller::note>({"c", "t"}).is_done();
            too_late += ran && before % 2 == 1 && epoch == before;
        }
    });
    people.join();
    BOOST_TEST(too_late == 0);
    bw::session own(agent, bench::context());
    BOOST_TEST(code(own.call<teller::note>({"c", "t"})) == "done"); // after the last resume
}

BOOST_AUTO_TEST_SUITE_END()
