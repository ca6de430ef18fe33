// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <sys/wait.h>

// Waiting for people: what ends a wait, what does not, and that each decision is told once.

using bench::code;
using bench::value_of;

namespace {

constexpr bw::instant in_an_hour = bench::noon + bw::hours(1);

void rest(int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// What people do in another thread must come about: Boost.Test is for one thread alone.
template <class Value> void must(const bw::answer<Value>& came) {
    if (!came)
        std::abort();
}

struct vault_room : teller::counter<> {
    static constexpr bw::rule matrix[] = {
        bw::automatic("note"),
        bw::approval("pay", teller::payments).narrowing("amount"),
        bw::never("drop_table", {teller::drop}),
    };
};

auto open_as(const char* role, const std::string& home, teller::till& at,
             const bench::clock& time) {
    bw::open_options chosen = bench::options(home, time);
    chosen.role = role;
    return bw::open_embedded<teller::agent<>>(std::move(chosen), teller::note{&at},
                                              teller::pay{&at});
}

} // namespace

BOOST_AUTO_TEST_SUITE(agent_waiting)

BOOST_FIXTURE_TEST_CASE(a_grant_of_another_thread_ends_the_wait, bench::state) {
    const std::string id = ask();
    std::thread people([&] {
        rest(150);
        must(by(teller::alice).grant(id, "fine"));
    });
    const auto began = std::chrono::steady_clock::now();
    const bw::ticket came = value_of(session().wait(id, in_an_hour));
    const auto took = std::chrono::steady_clock::now() - began;
    people.join();
    BOOST_TEST((came.state == bw::ticket_state::granted));
    BOOST_TEST((took < std::chrono::seconds(5)));
    BOOST_TEST(run(came.id) == "done");
}

BOOST_FIXTURE_TEST_CASE(a_denial_by_another_process_ends_the_wait, bench::state) {
    const std::string id = ask();
    running.reset();
    const pid_t people = ::fork();
    if (people == 0) {
        rest(500);
        auto opened = open_as("operator", home, at, time);
        if (!opened)
            ::_exit(1);
        bw::operator_desk desk(**opened, bench::as(teller::carol));
        ::_exit(code(desk.deny(id, "too much")) == "done" ? 0 : 2);
    }
    restart();
    const bw::ticket came = value_of(session().wait(id.substr(0, 20), in_an_hour));
    int status = 0;
    BOOST_TEST(::waitpid(people, &status, 0) == people);
    BOOST_TEST(status == 0);
    BOOST_TEST((came.state == bw::ticket_state::denied));
    BOOST_TEST(came.votes.at(0).why == "too much");
}

BOOST_FIXTURE_TEST_CASE(without_a_decision_the_wait_ends_in_time, bench::state) {
    const std::string id = ask();
    const bw::ticket came = value_of(session().wait(id, time()));
    BOOST_TEST((came.state == bw::ticket_state::waiting));
    std::thread hands([&] {
        rest(100);
        time.move(bw::minutes(2));
    });
    BOOST_TEST((value_of(session().wait(id, bench::noon + bw::minutes(1))).state ==
                bw::ticket_state::waiting));
    hands.join();
}

BOOST_FIXTURE_TEST_CASE(the_deadline_ends_the_wait, bench::state) {
    const std::string id = ask();
    std::thread hands([&] {
        rest(100);
        time.move(bw::hours(5));
    });
    const bw::ticket came = value_of(session().wait(id, bench::noon + bw::days(1)));
    hands.join();
    BOOST_TEST((bw::state_at(came, time()) == bw::ticket_state::expired));
}

BOOST_FIXTURE_TEST_CASE(a_pause_does_not_end_the_wait, bench::state) {
    const std::string id = ask();
    std::thread people([&] {
        must(by(teller::dave).pause("odd amounts"));
        rest(150);
        must(by(teller::alice).grant(id, "fine"));
    });
    BOOST_TEST((value_of(session().wait(id, in_an_hour)).state == bw::ticket_state::granted));
    people.join();
}

BOOST_FIXTURE_TEST_CASE(a_narrowed_ticket_is_followed, bench::state_of<vault_room>) {
    const std::string id = ask();
    std::string less;
    std::thread people([&] {
        rest(100);
        less = session().narrow(id, R"({"amount":100})", bench::as(teller::alice), "half").ticket;
        rest(100);
        must(by(teller::bob).grant(less, "fine"));
    });
    const bw::ticket came = value_of(session().wait(id, in_an_hour));
    people.join();
    BOOST_TEST(came.id == less);
    BOOST_TEST(came.id != id);
    BOOST_TEST((came.state == bw::ticket_state::granted));
}

BOOST_FIXTURE_TEST_CASE(a_store_that_is_gone_ends_the_wait_with_a_refusal, bench::state) {
    const std::string id = ask();
    std::thread hands([&] {
        rest(100);
        sqlite3* file = nullptr;
        static_cast<void>(sqlite3_open((home + "/tickets.db").c_str(), &file));
        static_cast<void>(sqlite3_exec(file, "DROP TABLE ticket", nullptr, nullptr, nullptr));
        sqlite3_close_v2(file);
    });
    const auto came = session().wait(id, in_an_hour);
    hands.join();
    BOOST_TEST_REQUIRE(!came.is_done());
    BOOST_TEST(code(came) == "state_unavailable");
    BOOST_TEST(code(session().wait("01M7Z2W4R1S79WD2BN4R47YDB6", in_an_hour)) != "done");
}

BOOST_FIXTURE_TEST_CASE(each_decision_is_told_once_and_in_order, bench::state) {
    const std::string before = granted(); // was decided earlier, and is not told
    const std::string first = ask(bench::order(1)), second = ask(bench::order(2));
    const std::string nobody = ask(bench::order(3));
    std::string third;
    std::thread people([&] {
        rest(300);
        must(by(teller::alice).deny(second, "no"));
        time.move(bw::seconds(1));
        must(by(teller::alice).grant(first, "fine"));
        time.move(bw::seconds(1));
        third = session().dispatch("pay", bench::json_of(bench::order(4))).ticket;
        must(by(teller::alice).grant(third, "fine")); // opened and decided between two looks
        rest(300);
        time.move(bw::hours(6)); // and one expires
    });
    std::vector<std::string> told;
    value_of(bw::on_decision(
        *running, {.queue = "payments"},
        [&](const bw::ticket& each) {
            told.push_back(each.id);
            return bw::after_decision::go_on;
        },
        bench::noon + bw::hours(5)));
    people.join();
    BOOST_TEST(told == (std::vector<std::string>{second, first, third, nobody}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(the_callback_says_when_it_has_heard_enough, bench::state) {
    const std::string first = ask(bench::order(1)), second = ask(bench::order(2));
    std::thread people([&] {
        rest(300);
        must(by(teller::alice).grant(first, "fine"));
        must(by(teller::alice).grant(second, "fine"));
    });
    int told = 0;
    value_of(bw::on_decision(
        *running, {},
        [&](const bw::ticket&) {
            ++told;
            return bw::after_decision::stop;
        },
        in_an_hour));
    people.join();
    BOOST_TEST(told == 1);
}

BOOST_AUTO_TEST_SUITE_END()
