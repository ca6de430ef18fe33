// SPDX-License-Identifier: BSL-1.0
#include "../journal.hpp"
#include "child.hpp"
#include "on_disk.hpp"

#include <algorithm>
#include <random>

namespace {

using asked::value_of;

// An agent that takes what is granted, asks anew, and writes down what it did as it does it.
int work_until_killed(const on_disk& disk, const std::string& path, int alive) {
    auto store = bw::sqlite_store::open(disk.place->file(), {.busy_wait = bw::seconds(30)});
    if (!store)
        return 2;
    const journal did(path);
    const bw::escalation_desk desk(*store);
    const auto lost = desk.recover(asked::later(1));
    if (!lost)
        return 3;
    for (const bw::ticket& each : *lost)
        did.add("lost", each.id);
    if (::write(alive, "x", 1) != 1)
        return 9;
    for (;;) {
        const auto ready = desk.list({.states = {bw::ticket_state::granted}});
        if (!ready)
            return 4;
        for (const bw::ticket& each : ready->tickets) {
            const auto started = desk.start(each.id, asked::claim(), asked::later(5));
            if (!started)
                return 5;
            did.add("ran", each.id); // the effect of the tool
            if (!desk.finish(*started, {true, ""}, asked::later(6)))
                return 6;
            did.add("done", each.id);
        }
        const auto opened = desk.open(asked::request(), asked::later(2));
        if (!opened)
            return 7;
        did.add("opened", opened->id);
        if (!desk.grant(opened->id, asked::as(asked::alice), "", asked::later(3)))
            return 8;
        did.add("granted", opened->id);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_sqlite_processes)

BOOST_AUTO_TEST_CASE(s02_one_start_wins_over_four_processes) {
    on_disk disk;
    std::vector<std::string> ids;
    {
        const auto store = disk.open();
        const bw::escalation_desk desk(*store);
        for (int i = 0; i < 200; ++i) {
            const bw::ticket ticket = value_of(desk.open(asked::request(), asked::noon));
            ids.push_back(ticket.id);
            value_of(desk.grant(ticket.id, asked::as(asked::alice), "", asked::later(1)));
        }
    }
    const std::string path = disk.place->file("won.txt");
    std::vector<pid_t> children;
    for (unsigned each = 0; each < 4; ++each) {
        children.push_back(in_child([&] {
            auto store = bw::sqlite_store::open(disk.place->file(), {.busy_wait = bw::seconds(60)});
            if (!store)
                return 2;
            const journal won(path);
            const bw::escalation_desk desk(*store);
            std::vector<std::string> order = ids;
            std::shuffle(order.begin(), order.end(), std::mt19937(each));
            for (const std::string& id : order) {
                const auto started = desk.start(id, asked::claim(), asked::later(2));
                if (started)
                    won.add("won", id);
                else if (started.why().code != bw::reason::already_consumed)
                    return 3;
            }
            return 0;
        }));
    }
    for (const pid_t child : children)
        BOOST_TEST(end_of(child) == 0);
    const auto won = read_journal(path)["won"];
    BOOST_TEST(won.size() == ids.size());
    BOOST_TEST((std::set<std::string>(won.begin(), won.end()).size() == ids.size()));
}

BOOST_AUTO_TEST_CASE(a_kill_at_any_moment_loses_nothing_and_repeats_nothing) {
    on_disk disk;
    disk.open();
    const std::string path = disk.place->file("journal.txt");
    std::mt19937 chance(20261121);
    const int times = rounds(50, 1000);
    for (int round = 0; round < times; ++round) {
        int ready[2];
        BOOST_TEST_REQUIRE(::pipe(ready) == 0);
        const pid_t child = in_child([&] { return work_until_killed(disk, path, ready[1]); });
        // Half of the kills come at any moment from the start on, half in the middle of the work.
        char signal = 0;
        if (round % 2 == 0)
            BOOST_TEST_REQUIRE(::read(ready[0], &signal, 1) == 1);
        ::usleep(static_cast<useconds_t>(chance() % 40'000));
        ::kill(child, SIGKILL);
        BOOST_TEST_REQUIRE(end_of(child) == 1000 + SIGKILL);
        ::close(ready[0]);
        ::close(ready[1]);
    }
    const auto store = disk.open();
    const bw::escalation_desk desk(*store);
    value_of(desk.recover(asked::later(7)));
    auto did = read_journal(path);
    BOOST_TEST_MESSAGE(did["opened"].size() << " opened, " << did["ran"].size() << " ran, "
                                            << did["lost"].size() << " uncertain");
    BOOST_TEST(did["ran"].size() > static_cast<std::size_t>(times) / 10);
    using enum bw::ticket_state;
    for (const std::string& id : did["opened"])
        BOOST_TEST(store->load(id).is_done());
    for (const std::string& id : did["ran"]) {
        BOOST_TEST(did["ran"].count(id) == 1u);
        const bw::ticket_state state = value_of(store->load(id)).state;
        BOOST_TEST((state == done || state == uncertain));
    }
    for (const std::string& id : did["done"])
        BOOST_TEST((value_of(store->load(id)).state == done));
    for (const std::string& id : did["granted"])
        BOOST_TEST((value_of(store->load(id)).state != waiting));
    for (const std::string& id : did["lost"])
        BOOST_TEST((value_of(store->load(id)).state == uncertain));
    for (bw::ticket_page page{.limit = 500};;) {
        const bw::ticket_list part = value_of(store->list({}, page));
        for (const bw::ticket& each : part.tickets) {
            BOOST_TEST((each.state != running));
            if (each.state == done)
                BOOST_TEST(did["ran"].count(each.id) == 1u);
        }
        if (part.next.empty())
            break;
        page.after = part.next;
    }
}

BOOST_AUTO_TEST_CASE(a_killed_process_leaves_its_run_uncertain_and_the_switch_as_it_was) {
    on_disk disk;
    disk.open();
    int ready[2];
    BOOST_TEST_REQUIRE(::pipe(ready) == 0);
    const pid_t child = in_child([&] {
        auto store = bw::sqlite_store::open(disk.place->file());
        if (!store)
            return 2;
        const bw::escalation_desk desk(*store);
        const auto opened = desk.open(asked::request(), asked::noon);
        if (!desk.grant(opened->id, asked::as(asked::bob), "", asked::later(1)))
            return 3;
        if (!desk.start(opened->id, asked::claim(), asked::later(2)))
            return 4;
        if (!store->set_pause({true, "Dave", "it does odd things", asked::later(3)}))
            return 5;
        if (::write(ready[1], "x", 1) != 1)
            return 6;
        for (;;)
            ::pause();
    });
    char signal = 0;
    BOOST_TEST_REQUIRE(::read(ready[0], &signal, 1) == 1);
    const auto store = disk.open();
    const bw::escalation_desk desk(*store);
    BOOST_TEST(value_of(desk.recover(asked::later(4))).empty()); // it lives
    BOOST_TEST(value_of(store->pause()).why == "it does odd things");
    ::kill(child, SIGKILL);
    BOOST_TEST(end_of(child) == 1000 + SIGKILL);
    const auto lost = value_of(desk.recover(asked::later(5)));
    BOOST_TEST_REQUIRE(lost.size() == 1u);
    BOOST_TEST(lost[0].history.back().words == "the process that ran it is gone");
    BOOST_TEST(value_of(store->pause()).is_on);
    ::close(ready[0]);
    ::close(ready[1]);
}

BOOST_AUTO_TEST_SUITE_END()
