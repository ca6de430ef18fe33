// SPDX-License-Identifier: BSL-1.0
#include "../agent/child.hpp"
#include "store.hpp"

#include <boost/test/unit_test.hpp>

// The store can be edited and sealed anew, the log cannot: what runs is held to what the log tells.

using bench::code, bench::value_of;

namespace {

/// Writes a ticket into the store as it was before.
void put_back(bench::state& in, const std::string& id, const bw::ticket& before) {
    in.edit(id, [&](bw::ticket& held) {
        const unsigned long long revision = held.revision;
        held = before;
        held.revision = revision;
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(held_to_the_log)

BOOST_FIXTURE_TEST_CASE(S1_S14_an_approval_that_is_edited_and_sealed_anew_is_refused, bench::state) {
    const std::string id = granted();
    edit(id, [](bw::ticket& held) {
        held.arguments = R"({"amount":999999,"currency":"EUR","memo":"refund","to":"mallory"})";
        held.arguments_digest = bw::digest_of(held.arguments).view();
    });
    BOOST_TEST(run(id) == "arguments_mismatch");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S14_votes_that_nobody_gave_are_refused, bench::state) {
    const std::string id = ask();
    edit(id, [](bw::ticket& held) {
        held.state = bw::ticket_state::granted;
        held.votes.push_back({"Alice", "alice@example.com", bw::verdict::grant, "", held.opened});
    });
    BOOST_TEST(run(id) == "quorum_not_met");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(refused_as_expired_stays_expired_when_the_clock_goes_back, bench::state) {
    const std::string id = granted(), waits = ask();
    time.move(bw::hours(9));
    BOOST_TEST(run(id) == "expired");
    BOOST_TEST(code(by(teller::bob).grant(waits, "late")) == "expired");
    time.move(bw::hours(-9));
    BOOST_TEST(run(id) == "expired");
    BOOST_TEST(code(by(teller::bob).grant(waits, "late")) == "expired");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S19_what_was_cut_off_has_an_indeterminate_outcome, bench::state) {
    NOT_ON("memory");
    running.reset();
    BOOST_TEST(bench::in_child([&] {
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return 2;
        at.while_noting = [](const teller::line&) { ::_exit(0); };
        bw::session own(**opened, bench::context());
        static_cast<void>(own.call<teller::note>({"c", "t"}));
        return 1;
    }) == 0);
    restart();
    BOOST_TEST(count("/outcome/status", "indeterminate") == 1);
    restart(); // and not once more
    BOOST_TEST(count("/outcome/status", "indeterminate") == 1);
}

BOOST_FIXTURE_TEST_CASE(S14_people_and_times_that_the_charter_does_not_name_are_refused, bench::state) {
    const std::string id = granted();
    const bw::ticket before = ticket(id);
    const auto comes_of = [&](auto change) {
        edit(id, change);
        const std::string came = run(id);
        put_back(*this, id, before);
        return came;
    };
    BOOST_TEST(comes_of([](bw::ticket& held) { held.approvers_needed = 0; }) ==
               "approver_not_authorized");
    BOOST_TEST(comes_of([](bw::ticket& held) {
                   held.approvers.push_back({"Mallory", "mallory@example.com"});
               }) == "approver_not_authorized");
    BOOST_TEST(comes_of([](bw::ticket& held) { held.majority_denies = true; }) ==
               "approver_not_authorized");
    BOOST_TEST(comes_of([](bw::ticket& held) { held.signed_decisions = true; }) ==
               "approver_not_authorized");
    BOOST_TEST(comes_of([](bw::ticket& held) {
                   held.deadline = held.deadline + bw::days(30);
                   held.expires = held.expires + bw::days(30);
               }) == "expired");
    BOOST_TEST(comes_of([](bw::ticket& held) {
                   held.opened = held.opened + bw::hours(1);
                   held.deadline = held.deadline + bw::hours(1);
                   held.expires = held.expires + bw::hours(1);
               }) == "arguments_mismatch");
    BOOST_TEST(comes_of([](bw::ticket& held) {
                   held.arguments = bench::json_of(bench::order(999));
                   held.arguments_digest = bw::digest_of(held.arguments).view();
                   held.arguments_commitment =
                       bw::commit("action.args", held.arguments, held.arguments_salt);
               }) == "arguments_mismatch");
    BOOST_TEST(at.pays == 0);
    BOOST_TEST(run(id) == "done");
}

BOOST_FIXTURE_TEST_CASE(S4_a_requester_who_is_edited_away_does_not_help, bench::state) {
    const bw::dispatched came = session(bench::context("Alice", "alice@example.com"))
                                    .dispatch("pay", bench::json_of(bench::order()));
    BOOST_TEST_REQUIRE(code(came) == "waiting");
    BOOST_TEST(code(by(teller::alice).grant(came.ticket, "mine")) == "self_approval");
    edit(came.ticket, [](bw::ticket& held) { held.requester = {"Somebody", "else@example.com"}; });
    value_of(by(teller::alice).grant(came.ticket, "mine"));
    BOOST_TEST(run(came.ticket) == "self_approval");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S14_runs_that_the_store_forgets_are_not_forgotten, bench::state) {
    const std::string id = granted();
    at.while_paying = [&](const teller::order&) { time.move(bw::seconds(60)); };
    BOOST_TEST(run(id) == "timed_out");
    const bw::ticket unsure = ticket(id);
    at.while_paying = {};
    // One retry, told twice by putting the ticket back, lets one run begin.
    value_of(by(teller::bob).retry(id, "not there"));
    put_back(*this, id, unsure);
    value_of(by(teller::bob).retry(id, "not there"));
    const bw::ticket again = ticket(id);
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 2);
    put_back(*this, id, again);
    BOOST_TEST(run(id) == "already_consumed");
    edit(id, [&](bw::ticket& held) { held.attempts = 0; });
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 2);
}

BOOST_FIXTURE_TEST_CASE(S27_a_denial_counts_though_the_clock_went_back, bench::state) {
    const std::string id = ask();
    value_of(by(teller::alice).grant(id, "fine"));
    BOOST_TEST(stands(id) == "granted");
    const bw::ticket held_then = ticket(id);
    edit(id, [](bw::ticket& held) { held.state = bw::ticket_state::waiting; });
    time.move(bw::seconds(-5));
    value_of(by(teller::alice).deny(id, "wait"));
    put_back(*this, id, held_then);
    BOOST_TEST(run(id) == "not_terminal_allow");
    BOOST_TEST(at.pays == 0);
}

BOOST_AUTO_TEST_SUITE_END()
