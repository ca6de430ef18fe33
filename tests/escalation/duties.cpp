// SPDX-License-Identifier: BSL-1.0
// Who must be among those who agree, what a "no" does, and when the deputy decides.
#include <bailiwick/escalation/conformance/asked.hpp>

namespace asked = bailiwick::conformance;
using asked::noon, asked::outcome_of, asked::value_of, asked::as;
using asked::alice, asked::bob, asked::carol, asked::dave;

namespace {

struct office {
    explicit office(const bw::queue& queue, unsigned approvers = 2) {
        bw::ticket_request wanted = asked::request(approvers);
        wanted.asks = &queue;
        id = value_of(desk.open(wanted, noon)).id;
    }
    std::string grant(const bw::person& who, bw::instant now = noon) {
        return say(desk.grant(id, as(who), "fine", now));
    }
    std::string deny(const bw::person& who, bw::instant now = noon) {
        return say(desk.deny(id, as(who), "no", now));
    }
    std::string start(bw::instant now = noon) {
        return say(desk.start(id, asked::claim(), now));
    }
    static std::string say(const bw::answer<bw::ticket>& came) {
        return came ? std::string(bw::word_of(came->state)) : outcome_of(came);
    }

    bw::memory_store store{};
    bw::escalation_desk<bw::memory_store> desk{store};
    std::string id{};
};

constexpr bw::queue changed(auto change) {
    bw::queue copy = asked::payments;
    change(copy);
    return copy;
}
constexpr bw::queue split = changed([](bw::queue& copy) {
    copy.approvers = {alice, bob, carol};
    copy.duties = {bw::duty{"finance", {alice, bob}}, bw::duty{"risk", {carol}}};
});
constexpr bw::queue council =
    changed([](bw::queue& copy) { copy.denied_by = bw::denial::majority; });
constexpr bw::queue covered = changed([](bw::queue& copy) {
    copy.deputy = &dave;
    copy.deputy_from = bw::hours(1);
});

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_duties)

BOOST_AUTO_TEST_CASE(enough_people_are_not_enough_while_a_duty_is_empty) {
    office two_of_finance(split);
    BOOST_TEST(two_of_finance.grant(alice) == "waiting");
    BOOST_TEST(two_of_finance.grant(bob) == "waiting");
    BOOST_TEST(two_of_finance.start() == "no_resolution");
    BOOST_TEST(two_of_finance.grant(carol) == "granted");
    BOOST_TEST(two_of_finance.start() == "running");

    office one_of_each(split);
    BOOST_TEST(one_of_each.grant(carol) == "waiting");
    BOOST_TEST(one_of_each.grant(bob) == "granted");
}

BOOST_AUTO_TEST_CASE(a_grant_whose_duty_was_edited_away_does_not_start) {
    office here(split);
    BOOST_TEST(here.grant(alice) == "waiting");
    BOOST_TEST(here.grant(carol) == "granted");
    bw::ticket held = value_of(here.store.load(here.id));
    ++held.revision;
    held.votes[1].person = bob.name, held.votes[1].contact = bob.contact;
    BOOST_TEST((value_of(here.store.update(held, {})) == bw::kept::yes));
    const auto came = here.desk.start(here.id, asked::claim(), noon);
    BOOST_TEST(outcome_of(came) == "quorum_not_met");
    BOOST_TEST(came.why().hint.find("nobody agreed for risk") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_no_is_final_unless_it_takes_a_majority) {
    office strict(asked::payments);
    BOOST_TEST(strict.deny(alice) == "denied");
    BOOST_TEST(strict.grant(bob) == "not_terminal_allow");

    office open_minded(council);
    BOOST_TEST(open_minded.deny(alice) == "waiting");
    BOOST_TEST(open_minded.grant(bob) == "waiting");
    BOOST_TEST(open_minded.grant(carol) == "granted");

    office against(council);
    BOOST_TEST(against.deny(alice) == "waiting");
    BOOST_TEST(against.deny(bob) == "denied");

    office too_few_left(council, 3);
    BOOST_TEST(too_few_left.grant(bob) == "waiting");
    BOOST_TEST(too_few_left.deny(alice) == "denied");
}

BOOST_AUTO_TEST_CASE(where_a_majority_denies_the_last_word_counts) {
    office here(council);
    BOOST_TEST(here.grant(alice) == "waiting");
    BOOST_TEST(here.deny(alice) == "waiting");
    BOOST_TEST(here.grant(bob) == "waiting"); // one agrees, not two
    BOOST_TEST(here.grant(alice) == "granted");
    BOOST_TEST(value_of(here.store.load(here.id)).votes.size() == 4u);
}

BOOST_AUTO_TEST_CASE(the_deputy_decides_near_the_deadline_only) {
    const bw::instant late = noon + bw::hours(3);
    office here(covered, 1);
    BOOST_TEST(here.grant(dave) == "approver_not_authorized");
    BOOST_TEST(here.grant(dave, {late.microseconds - 1}) == "approver_not_authorized");
    BOOST_TEST(here.grant(dave, late) == "granted");
    BOOST_TEST(here.start(late) == "running");

    office never(asked::payments, 1); // its deputy is an approver, its owner is not
    BOOST_TEST(never.grant(dave, late) == "approver_not_authorized");
    office refused(covered, 1);
    BOOST_TEST(refused.deny(dave, late) == "denied");
    office expired(covered, 1);
    BOOST_TEST(expired.grant(dave, asked::at_deadline) == "expired");
}

BOOST_AUTO_TEST_CASE(a_deputy_who_asked_never_decides) {
    bw::memory_store store;
    bw::escalation_desk desk(store);
    bw::ticket_request wanted = asked::request();
    wanted.asks = &covered;
    wanted.requester = {"D. Smith", "dave@example.com"};
    const std::string id = value_of(desk.open(wanted, noon)).id;
    const auto came = desk.grant(id, as(dave), "mine", noon + bw::hours(3));
    BOOST_TEST(outcome_of(came) == "self_approval");
}

BOOST_AUTO_TEST_CASE(what_changed_since_it_was_looked_at_does_not_start) {
    office here(asked::payments, 1);
    BOOST_TEST(here.grant(alice) == "granted");
    const bw::ticket seen = value_of(here.store.load(here.id));
    bw::ticket edited = seen;
    ++edited.revision;
    edited.approvers_needed = 0;
    BOOST_TEST((value_of(here.store.update(edited, {})) == bw::kept::yes));
    const auto start = [&](const bw::ticket& of) {
        return office::say(here.desk.start(of, asked::claim(), noon));
    };
    BOOST_TEST(start(seen) == "decision_not_allowed");
    BOOST_TEST(start(value_of(here.store.load(here.id))) == "running");
    BOOST_TEST(start(seen) == "already_consumed");
}

BOOST_AUTO_TEST_SUITE_END()
