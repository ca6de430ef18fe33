// SPDX-License-Identifier: BSL-1.0
#include "killed.hpp"

// A process that works is killed at random moments, again and again, on the same state. What it
// has said that it did is still there; what its tools did is on record and never happens twice.

BOOST_AUTO_TEST_SUITE(agent_kill)

BOOST_AUTO_TEST_CASE(a_kill_at_any_moment_loses_nothing_and_repeats_nothing) {
    std::mt19937 chance(20261121);
    to_be_killed::account total;
    const int lives = bench::rounds(40, 1000), in_one_state = bench::rounds(40, 50);
    for (int round = 0; round < lives;) {
        const to_be_killed::scene at;
        to_be_killed::account told;
        for (int i = 0; i < in_one_state; ++i, ++round) {
            to_be_killed::work_and_kill(at, told, round, chance);
            to_be_killed::check(at, told, round);
        }
        total.add(told, to_be_killed::effects_of(at).size());
    }
    BOOST_TEST_MESSAGE(total.words());
    BOOST_TEST(total.rounds == lives);
    BOOST_TEST(total.effects > static_cast<std::size_t>(lives) / 4);
}

BOOST_AUTO_TEST_SUITE_END()
