// SPDX-License-Identifier: BSL-1.0
#include "place.hpp"

#include <csignal>
#include <random>

#include <sys/wait.h>

// The program as its user has it, killed at any moment.

namespace {

struct program : place::desk {
    program() {
        BOOST_TEST_REQUIRE(run("init " + here + "/w witness.example/w1") == 0);
        place::spill(here + "/w/policy",
                     "log " + place::slurp(log + ".vkey") + "quorum none\n");
        place::spill(here + "/policy", "log " + place::slurp(log + ".vkey") + "witness w1 " +
                                           place::slurp(here + "/w/vkey") + "quorum w1\n");
    }
    ~program() { end(SIGKILL); }

    int run(const std::string& words) const {
        const std::string line = std::string(WITNESS_PROGRAM) + " " + words + " > " + here +
                                 "/said 2> " + here + "/complained";
        const int status = std::system(line.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string said() const { return place::slurp(here + "/said"); }

    void start() {
        int out[2];
        BOOST_TEST_REQUIRE(::pipe(out) == 0);
        serving_ = ::fork();
        BOOST_TEST_REQUIRE(serving_ >= 0);
        if (serving_ == 0) {
            ::dup2(out[1], 1);
            ::close(out[0]);
            ::close(out[1]);
            ::execl(WITNESS_PROGRAM, "witness", "serve", (here + "/w").c_str(), "--port", "0",
                    nullptr);
            ::_exit(127);
        }
        ::close(out[1]);
        std::string line;
        for (char each = 0; ::read(out[0], &each, 1) == 1 && each != '\n';) line += each;
        ::close(out[0]);
        BOOST_TEST_REQUIRE(line.find("watches 1 logs on http://127.0.0.1:") != std::string::npos);
        url_ = line.substr(line.find("http"));
    }
    void end(int signal) {
        if (serving_ <= 0) return;
        ::kill(serving_, signal);
        ::waitpid(serving_, nullptr, 0);
        serving_ = -1;
    }
    int ask() const { return run("ask " + log + " " + url_ + " " + here + "/w/vkey"); }
    int check() const { return run("check " + log + " " + here + "/policy"); }

    bw::answer<bw::done> ask_here() const {
        auto client = *bw::witness_client::open(log);
        return client.ask(*bw::read_verifier_key(place::slurp(here + "/w/vkey")),
                          bw::curl_post(url_));
    }
    std::string seen() const {
        return place::slurp(here + "/w/seen/" + bw::hex_of(bw::sha256_of("agents.example/desk")));
    }

private:
    pid_t serving_ = -1;
    std::string url_{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(witness_program)

BOOST_FIXTURE_TEST_CASE(a_log_is_asked_for_and_checked, program) {
    BOOST_TEST(run("init " + here + "/w witness.example/w1") == 1); // a key is never replaced
    BOOST_TEST(run("") == 2);
    BOOST_TEST(run("serve " + here + "/w --port x") == 2);
    BOOST_TEST(run("serve " + here + "/nowhere --port 0") == 1);
    BOOST_TEST(check() == 1); // nothing is cosigned yet
    start();
    BOOST_TEST(ask() == 0);
    BOOST_TEST(said() == "witness.example/w1 has cosigned agents.example/desk at size 5: " + log +
                             ".cosigned\n");
    BOOST_TEST(check() == 0);
    BOOST_TEST(said() == "valid: complete up to size 5\n");
    rewrite(5, "s-2");
    BOOST_TEST(ask() == 1);
    BOOST_TEST(place::slurp(here + "/complained").find("another history") != std::string::npos);
    BOOST_TEST(check() == 1);
    BOOST_TEST(said().find("complete") == std::string::npos);
    end(SIGTERM);
    BOOST_TEST(ask() == 1);
}

BOOST_FIXTURE_TEST_CASE(killed_at_any_moment_it_forgets_nothing_that_it_cosigned, program) {
    std::mt19937 random(7);
    unsigned long long largest = 0;
    const int turns = std::getenv("BAILIWICK_LONG") ? 200 : 12;
    for (int turn = 1; turn <= turns; ++turn) {
        start();
        grow(5 + static_cast<unsigned long long>(turn));
        const auto moment = static_cast<useconds_t>(random() % 6'000);
        std::thread killer([&] {
            ::usleep(moment);
            end(SIGKILL);
        });
        const bool cosigned = ask_here().is_done();
        killer.join();
        if (cosigned) largest = 5 + static_cast<unsigned long long>(turn);
        const auto parts = bw::read_note(seen());
        const auto held = parts ? bw::read_checkpoint(parts->text)->size : 0;
        BOOST_TEST(held >= largest, "turn " << turn); // what was told is there
        largest = held;
    }
    start();
    BOOST_TEST(ask() == 0);
    rewrite(6, "s-2");
    BOOST_TEST(ask() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
