// SPDX-License-Identifier: BSL-1.0
#include "../../harness/needs_postgres.hpp"
#include "../killed.hpp"

#include <bailiwick/escalation/postgres.hpp>

// The same kills over PostgreSQL, whose server crashes, too, in the middle of the work.

namespace {

/// A schema for each state, named as its folder is.
bw::answer<bw::any_store> in_schema(const std::string& folder) {
    bw::postgres_options options;
    options.schema = "kill_" + std::to_string(std::hash<std::string>{}(folder));
    options.rejoin = bw::duration{200};
    auto opened = bw::postgres_store::open(server()->conninfo(), options);
    if (!opened)
        return std::move(opened).why();
    return bw::any_store(*std::move(opened));
}

/// Waits until the server has seen that the killed process is gone, as a new host would find it.
void wait_for_the_end_of_sessions() {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> at(
        PQconnectdb(server()->conninfo().c_str()), PQfinish);
    for (int turn = 0; turn < 500; ++turn) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> others(
            PQexec(at.get(), "SELECT count(*) FROM pg_stat_activity WHERE backend_type="
                             "'client backend' AND pid <> pg_backend_pid()"),
            PQclear);
        if (PQntuples(others.get()) == 1 && std::string(PQgetvalue(others.get(), 0, 0)) == "0")
            return;
        ::usleep(10'000);
    }
    BOOST_ERROR("the sessions of a killed process stay");
}

} // namespace

BOOST_AUTO_TEST_SUITE(agent_postgres_kill, *boost::unit_test::precondition(needs_server{}))

BOOST_AUTO_TEST_CASE(kills_of_agents_and_crashes_of_the_server_lose_nothing_and_repeat_nothing) {
    bench::other_store = in_schema;
    std::mt19937 chance(20261121);
    to_be_killed::account total;
    const int lives = bench::rounds(30, 1000), in_one_state = bench::rounds(30, 50);
    const int between_crashes = bench::rounds(15, 50);
    int crashes = 0;
    const auto crash = [&] {
        ::usleep(static_cast<useconds_t>(chance() % 15'000));
        server()->crash();
        BOOST_TEST_REQUIRE(server()->begin());
        ++crashes;
        ::usleep(300'000); // the work goes on
    };
    for (int round = 0; round < lives;) {
        const to_be_killed::scene at;
        to_be_killed::account told;
        for (int i = 0; i < in_one_state; ++i, ++round) {
            const bool is_to_crash = round % between_crashes == between_crashes / 2;
            to_be_killed::work_and_kill(at, told, round, chance,
                                        is_to_crash ? std::function<void()>(crash) : nullptr);
            wait_for_the_end_of_sessions();
            to_be_killed::check(at, told, round);
        }
        total.add(told, to_be_killed::effects_of(at).size());
    }
    bench::other_store = {};
    BOOST_TEST_MESSAGE(total.words() << "; " << crashes << " crashes of the server");
    BOOST_TEST(total.rounds == lives);
    BOOST_TEST(crashes == lives / between_crashes);
    BOOST_TEST(total.effects > static_cast<std::size_t>(lives) / 4);
}

BOOST_AUTO_TEST_SUITE_END()
