// SPDX-License-Identifier: BSL-1.0
#include "../journal.hpp"
#include "../sqlite/child.hpp"
#include "on_server.hpp"

#include <algorithm>
#include <random>

namespace {

using asked::value_of;

struct scratch {
    std::string path = server()->folder() + "/journal-" + std::to_string(on_server::next()++);
    scratch() { std::ofstream(path).flush(); }
};

// An agent that takes what is granted, asks anew, and writes down what it did as it does it. While
// the server is away it goes on trying.
int work_until_killed(const on_server& at, const std::string& path, unsigned seed) {
    std::mt19937 chance(seed);
    const journal did(path);
    bw::postgres_options options;
    options.schema = at.schema;
    options.connections = 2;
    const auto opened_store = [&] {
        for (;;)
            if (auto store = bw::postgres_store::open(server()->conninfo(), options))
                return std::make_unique<bw::postgres_store>(*std::move(store));
            else
                ::usleep(50'000);
    };
    const auto store = opened_store();
    const bw::escalation_desk desk(*store);
    while (!desk.recover(asked::later(1))) {}
    for (;;) {
        if (const auto opened = desk.open(asked::request(), asked::later(2))) {
            did.add("opened", opened->id);
            if (desk.grant(opened->id, asked::as(asked::alice), "", asked::later(3)))
                did.add("granted", opened->id);
        }
        const auto started = desk.start_next("agent-7", "", asked::claim_of, asked::later(5));
        if (!started || !*started)
            continue;
        did.add("ran", (*started)->id); // the effect of the tool
        if (chance() % 16 == 0)
            ::usleep(20'000);
        if (desk.finish(**started, {true, ""}, asked::later(6)))
            did.add("done", (*started)->id);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_postgres_processes,
                      *boost::unit_test::precondition(needs_server{}))

BOOST_AUTO_TEST_CASE(sixteen_processes_start_each_ticket_once) {
    const on_server at;
    constexpr std::size_t tickets = 320;
    std::vector<std::string> ids;
    {
        const auto store = at.open();
        const bw::escalation_desk desk(*store);
        for (std::size_t i = 0; i < tickets; ++i) {
            ids.push_back(value_of(desk.open(asked::request(), asked::noon)).id);
            value_of(desk.grant(ids.back(), asked::as(asked::alice), "", asked::later(1)));
        }
    }
    const scratch won_file;
    std::vector<pid_t> children;
    for (unsigned each = 0; each < 16; ++each) {
        children.push_back(in_child([&] {
            const auto store = at.open();
            const journal won(won_file.path);
            const bw::escalation_desk desk(*store);
            std::shuffle(ids.begin(), ids.end(), std::mt19937(each));
            for (const std::string& id : ids) {
                // Half of the processes want a ticket by name, half take what is first.
                if (each % 2 == 0) {
                    const auto started = desk.start(id, asked::claim(), asked::later(2));
                    if (started)
                        won.add("won", id);
                    else if (started.why().code != bw::reason::already_consumed)
                        return 3;
                } else {
                    const auto next =
                        desk.start_next("agent-7", "pay", asked::claim_of, asked::later(2));
                    if (!next)
                        return 4;
                    if (*next)
                        won.add("won", (*next)->id);
                }
            }
            return 0;
        }));
    }
    for (const pid_t child : children)
        BOOST_TEST(end_of(child) == 0);
    const auto won = read_journal(won_file.path)["won"];
    BOOST_TEST(won.size() == tickets);
    BOOST_TEST((std::set<std::string>(won.begin(), won.end()).size() == tickets));
}

BOOST_AUTO_TEST_CASE(a_killed_process_leaves_its_run_uncertain) {
    const on_server at;
    int ready[2];
    BOOST_TEST_REQUIRE(::pipe(ready) == 0);
    const pid_t child = in_child([&] {
        const auto store = at.open();
        const bw::escalation_desk desk(*store);
        const auto opened = desk.open(asked::request(), asked::noon);
        if (!desk.grant(opened->id, asked::as(asked::bob), "", asked::later(1)) ||
            !desk.start(opened->id, asked::claim(), asked::later(2)) ||
            ::write(ready[1], "x", 1) != 1)
            return 2;
        for (;;)
            ::pause();
    });
    char signal = 0;
    BOOST_TEST_REQUIRE(::read(ready[0], &signal, 1) == 1);
    const auto store = at.open();
    const bw::escalation_desk desk(*store);
    BOOST_TEST(value_of(desk.recover(asked::later(4))).empty()); // it lives
    ::kill(child, SIGKILL);
    BOOST_TEST(end_of(child) == 1000 + SIGKILL);
    std::vector<bw::ticket> lost;
    for (int turn = 0; turn < 100 && lost.empty(); ++turn) {
        ::usleep(20'000); // until the server has noticed
        lost = value_of(desk.recover(asked::later(5)));
    }
    BOOST_TEST_REQUIRE(lost.size() == 1u);
    BOOST_TEST(lost[0].history.back().words == "the process that ran it is gone");
    ::close(ready[0]);
    ::close(ready[1]);
}

// Workers are killed at random moments, and the server crashes in the middle of their traffic.
BOOST_AUTO_TEST_CASE(kills_and_crashes_lose_nothing_and_repeat_nothing) {
    const on_server at;
    at.open();
    const scratch file;
    std::mt19937 chance(20261121);
    unsigned seed = 0;
    std::vector<pid_t> crew;
    const auto hire = [&] {
        return in_child([&] { return work_until_killed(at, file.path, seed); });
    };
    for (; seed < 6; ++seed)
        crew.push_back(hire());
    const int restarts = rounds(3, 20), kills_between = rounds(6, 20);
    for (int restart = 0; restart < restarts; ++restart) {
        for (int kill = 0; kill < kills_between; ++kill) {
            ::usleep(static_cast<useconds_t>(50'000 + chance() % 300'000));
            pid_t& fired = crew[chance() % crew.size()];
            ::kill(fired, SIGKILL);
            BOOST_TEST_REQUIRE(end_of(fired) == 1000 + SIGKILL);
            ++seed;
            fired = hire();
        }
        server()->crash();
        BOOST_TEST_REQUIRE(server()->begin());
    }
    ::usleep(2'000'000);
    for (const pid_t each : crew) {
        ::kill(each, SIGKILL);
        end_of(each);
    }
    ::usleep(500'000);
    const auto store = at.open();
    const bw::escalation_desk desk(*store);
    value_of(desk.recover(asked::later(7)));
    auto did = read_journal(file.path);
    BOOST_TEST_MESSAGE(did["opened"].size() << " opened, " << did["ran"].size() << " ran, "
                                            << did["done"].size() << " done");
    BOOST_TEST(did["done"].size() > 100u);
    using enum bw::ticket_state;
    std::map<std::string, bw::ticket_state> is;
    for (bw::ticket_page page{.limit = 500};;) {
        const bw::ticket_list part = value_of(store->list({}, page));
        for (const bw::ticket& each : part.tickets) {
            is[each.id] = each.state;
            BOOST_TEST((each.state != running));
            BOOST_TEST(each.attempts <= 1u);
            if (each.state == done)
                BOOST_TEST(did["ran"].count(each.id) == 1u);
        }
        page.after = part.next;
        if (page.after.empty())
            break;
    }
    for (const std::string& id : did["opened"])
        BOOST_TEST(is.contains(id));
    for (const std::string& id : did["granted"])
        BOOST_TEST((is.contains(id) && is[id] != waiting));
    for (const std::string& id : did["ran"]) {
        BOOST_TEST(did["ran"].count(id) == 1u);
        BOOST_TEST((is[id] == done || is[id] == uncertain));
    }
    for (const std::string& id : did["done"])
        BOOST_TEST((is[id] == done));
}

BOOST_AUTO_TEST_SUITE_END()
