// SPDX-License-Identifier: BSL-1.0
#include "../asked.hpp"
#include "authenticator.hpp"
#include "stock.hpp"

#include <bailiwick/escalation/running.hpp>
#include <bailiwick/escalation/signed/check.hpp>
#include <bailiwick/escalation/signed/ssh_keygen.hpp>

#include <sys/stat.h>

namespace {

using asked::alice;
using asked::as;
using asked::bob;
using asked::carol;
using asked::dave;
using asked::later;
using authenticator::key;
using bw::ticket_verb;

// What a desk does whose queue wants signatures, without a store around it.
template <class Change>
bw::answer<bw::done> when_signed(const bw::ticket& at, ticket_verb verb, const bw::voter& by,
                                 const std::string& why, const std::string& armored,
                                 const bw::allowed_signers& signers, bw::instant now,
                                 const Change& change) {
    if (auto checked = bw::check_signed_decision(at, verb, by, why, armored, signers, now);
        !checked)
        return checked;
    return change();
}
bw::answer<bw::done> vote_signed(bw::ticket& at, bw::verdict said, const bw::voter& by,
                                 std::string why, std::string armored,
                                 const bw::allowed_signers& signers, bw::instant now) {
    const auto verb = said == bw::verdict::grant ? ticket_verb::grant : ticket_verb::deny;
    return when_signed(at, verb, by, why, armored, signers, now, [&] {
        auto voted = bw::vote_on(at, said, by, why, now);
        if (voted)
            at.votes.back().signature = armored;
        return voted;
    });
}
bw::answer<bw::done> settle_signed(bw::ticket& at, ticket_verb verb, const bw::voter& by,
                                   std::string why, std::string armored,
                                   const bw::allowed_signers& signers, bw::instant now) {
    return when_signed(at, verb, by, why, armored, signers, now, [&] {
        auto settled = bw::settle(at, verb, by, why, now);
        if (settled)
            at.history.back().signature = armored;
        return settled;
    });
}
bw::answer<bw::done> begin_signed_run(bw::ticket& at, const bw::allowed_signers& signers,
                                      bw::instant now) {
    if (at.state == bw::ticket_state::granted)
        if (auto held = bw::recheck_votes(at, signers, now); !held)
            return held;
    return bw::begin_run(at, asked::claim(), "runner", now);
}

/// Alice, Bob and Carol decide, Dave owns the queue; Mallory is on the list and in no queue.
struct office {
    key alices{bw::ssh_key_kind::ed25519}, bobs{bw::ssh_key_kind::sk_ecdsa_p256},
        carols{bw::ssh_key_kind::ecdsa_p256}, daves{bw::ssh_key_kind::sk_ed25519},
        mallorys{bw::ssh_key_kind::ed25519};
    std::string list = "alice@example.com " + alices.line() + "\nbob@example.com " + bobs.line() +
                       "\ncarol@example.com " + carols.line() + "\ndave@example.com " +
                       daves.line() + "\nmallory@example.com " + mallorys.line() + "\n";

    bw::allowed_signers signers(const std::string& more = "") const {
        return asked::value_of(bw::allowed_signers::of_text(list + more));
    }
    static bw::ticket open(unsigned approvers = 1) {
        return asked::value_of(bw::ticket_for(asked::request(approvers), asked::noon));
    }
    std::string sign(const key& by, const bw::ticket& at, ticket_verb verb, const bw::person& who,
                     std::string_view why) const {
        return by.sign(bw::approval_statement(at, verb, who.contact, why));
    }
    bw::answer<bw::done> vote(bw::ticket& at, const bw::person& who, const key& by,
                              bw::verdict said = bw::verdict::grant) const {
        const auto verb = said == bw::verdict::grant ? ticket_verb::grant : ticket_verb::deny;
        return vote_signed(at, said, as(who), "looked at it",
                           sign(by, at, verb, who, "looked at it"), signers(), later(1));
    }
    bw::ticket granted() const {
        bw::ticket at = open(2);
        asked::value_of(vote(at, alice, alices));
        asked::value_of(vote(at, bob, bobs));
        return at;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_signed_decisions)

BOOST_AUTO_TEST_CASE(the_statement_is_this_text_byte_for_byte) {
    bw::ticket at = office::open();
    at.id = "01KAKSZ6G0RZ2Y7J4T6Q8V9W0X";
    const std::string expected =
        R"({"agent":"agent-7","approver":"alice@example.com","arguments":"sha256:)"
        "4b0ed0b2b7be5c8ef7c2ab6f5a7a0b1fb1bd1cdf2a7a6d5b0f6c1f1c9c1d2e3f"
        R"(","attempt":1,"declaration":"sha256:1111111111111111111111111111111111111111111111111)"
        R"(111111111111111","expires":"2026-11-21T20:00:00.000000Z","queue":"payments",)"
        R"("reason":"it is \"due\"","ticket":"01KAKSZ6G0RZ2Y7J4T6Q8V9W0X","tool":"pay",)"
        R"("type":"bailiwick-approval/1","verdict":"grant"})";
    at.arguments_digest = "sha256:4b0ed0b2b7be5c8ef7c2ab6f5a7a0b1fb1bd1cdf2a7a6d5b0f6c1f1c9c1d2e3f";
    BOOST_TEST(bw::approval_statement(at, ticket_verb::grant, alice.contact, "it is \"due\"") ==
               expected);
    at.arguments_commitment = "c1:abc";
    const std::string committed =
        bw::approval_statement(at, ticket_verb::deny, alice.contact, "no");
    BOOST_TEST(committed.find(R"("arguments":"c1:abc")") != std::string::npos);
    BOOST_TEST(committed.find("sha256:4b0e") == std::string::npos);
    BOOST_TEST(committed.find(R"("verdict":"deny")") != std::string::npos);
    at.attempts = 2;
    BOOST_TEST(bw::approval_statement(at, ticket_verb::retry, "", "").find(R"("attempt":3)") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_decision_counts_with_the_deciders_own_signature) {
    const office here;
    bw::ticket at = here.granted();
    BOOST_TEST((at.state == bw::ticket_state::granted));
    BOOST_TEST(at.votes.size() == 2u);
    BOOST_TEST(at.votes[0].signature.starts_with("-----BEGIN SSH SIGNATURE-----\n"));
    BOOST_TEST((bw::ticket_from_json(bw::canonical_text(bw::ticket_json(at))).value() == at));
    BOOST_TEST(asked::outcome_of(bw::recheck_votes(at, here.signers(), later(5))) == "done");
    BOOST_TEST(asked::outcome_of(begin_signed_run(at, here.signers(), later(5))) == "done");
    CHECK_REFUSED(begin_signed_run(at, here.signers(), later(6)), already_consumed);

    bw::ticket other = office::open();
    asked::value_of(here.vote(other, carol, here.carols, bw::verdict::deny));
    BOOST_TEST((other.state == bw::ticket_state::denied));
}

BOOST_AUTO_TEST_CASE(a_decision_without_its_own_signature_changes_nothing) {
    const office here;
    bw::ticket at = office::open();
    const bw::ticket before = at;
    const auto given = [&](std::string armored, std::string why = "fine",
                           bw::voter by = as(alice)) {
        return vote_signed(at, bw::verdict::grant, by, why, std::move(armored), here.signers(),
                           later(1));
    };
    const auto signed_as = [&](const key& by, const bw::person& who = alice,
                               std::string_view why = "fine",
                               ticket_verb verb = ticket_verb::grant) {
        return here.sign(by, before, verb, who, why);
    };
    CHECK_REFUSED(given(""), approver_not_authorized);
    CHECK_REFUSED(given("yes, I agree"), malformed_request);
    CHECK_REFUSED(given(signed_as(here.bobs)), approver_not_authorized);
    CHECK_REFUSED(given(signed_as(here.mallorys)), approver_not_authorized);
    CHECK_REFUSED(given(signed_as(key(bw::ssh_key_kind::ed25519))), approver_not_authorized);
    CHECK_REFUSED(given(signed_as(here.alices, bob)), arguments_mismatch);
    CHECK_REFUSED(given(signed_as(here.alices, alice, "other words")), arguments_mismatch);
    CHECK_REFUSED(given(signed_as(here.alices, alice, "fine", ticket_verb::deny)),
                  arguments_mismatch);
    CHECK_REFUSED(given(here.sign(here.alices, office::open(), ticket_verb::grant, alice, "fine")),
                  arguments_mismatch);
    CHECK_REFUSED(given(signed_as(here.mallorys), "fine", {"Mallory", "mallory@example.com"}),
                  approver_not_authorized);
    CHECK_REFUSED(given(signed_as(here.alices), "fine", {"User One", "user-1@example.com"}),
                  self_approval);
    CHECK_REFUSED(given(signed_as(here.alices), "fine",
                        {"Alice", "alice@example.com", bw::party_kind::agent}),
                  approver_not_human);
    CHECK_REFUSED(given(here.alices.sign(
                      bw::approval_statement(before, ticket_verb::grant, alice.contact, "fine"),
                      {.name_space = "file"})),
                  approver_not_authorized);
    BOOST_TEST((at == before));
    BOOST_TEST(asked::outcome_of(given(signed_as(here.alices))) == "done");
}

BOOST_AUTO_TEST_CASE(who_asked_cannot_agree_with_a_key_of_their_own) {
    const office here;
    const bw::ticket at = office::open();
    const std::string armored = here.sign(here.alices, at, ticket_verb::grant, alice, "fine");
    const auto given = [&](const std::string& more) {
        return bw::check_signed_decision(at, ticket_verb::grant, as(alice), "fine", armored,
                                         here.signers(more), later(1));
    };
    BOOST_TEST(asked::outcome_of(given("")) == "done");
    CHECK_REFUSED(given("user-1@example.com namespaces=\"git\" " + here.alices.line()),
                  self_approval);
    CHECK_REFUSED(given("\"User One\" " + here.alices.line()), self_approval);
    CHECK_REFUSED(given("*@example.com " + here.alices.line()), self_approval);
    CHECK_REFUSED(given("agent-* " + here.alices.line()), approver_not_human);
}

BOOST_AUTO_TEST_CASE(one_key_agrees_once_however_many_people_it_is_listed_for) {
    const office here;
    const auto shared = here.signers("bob@example.com " + here.alices.line());
    bw::ticket at = office::open(2);
    const auto vote = [&](const bw::person& who, const key& by, bw::verdict said) {
        const auto verb = said == bw::verdict::grant ? ticket_verb::grant : ticket_verb::deny;
        return vote_signed(at, said, as(who), "fine", here.sign(by, at, verb, who, "fine"), shared,
                           later(1));
    };
    asked::value_of(vote(alice, here.alices, bw::verdict::grant));
    CHECK_REFUSED(vote(bob, here.alices, bw::verdict::grant), duplicate_approver);
    CHECK_REFUSED(vote(alice, here.alices, bw::verdict::grant), already_recorded);
    BOOST_TEST((at.state == bw::ticket_state::waiting));
    // Put into the store by hand, it is noticed at the start.
    at.votes.push_back({"Bob", "bob@example.com", bw::verdict::grant, "fine", later(1),
                        here.sign(here.alices, at, ticket_verb::grant, bob, "fine")});
    CHECK_REFUSED(bw::recheck_votes(at, shared, later(2)), duplicate_approver);
    at.votes.pop_back();
    BOOST_TEST(asked::outcome_of(vote(bob, here.alices, bw::verdict::deny)) == "done");
}

BOOST_AUTO_TEST_CASE(a_signature_serves_for_one_run) {
    const office here;
    bw::ticket at = here.granted();
    const std::string first = here.sign(here.carols, at, ticket_verb::retry, carol, "again");
    const auto lose = [&] {
        asked::value_of(begin_signed_run(at, here.signers(), later(3)));
        asked::value_of(bw::lose_run(at, "no answer", later(4)));
    };
    const auto retry = [&](const std::string& armored) {
        return settle_signed(at, ticket_verb::retry, as(carol), "again", armored, here.signers(),
                             later(5));
    };
    lose();
    CHECK_REFUSED(retry(first), arguments_mismatch);
    CHECK_REFUSED(retry(""), approver_not_authorized);
    const std::string second = here.sign(here.carols, at, ticket_verb::retry, carol, "again");
    BOOST_TEST(asked::outcome_of(retry(second)) == "done");
    lose();
    CHECK_REFUSED(retry(second), arguments_mismatch);

    const auto settle = [&](const bw::person& who, const key& by, ticket_verb verb) {
        return settle_signed(at, verb, as(who), "it was paid",
                             here.sign(by, at, verb, who, "it was paid"), here.signers(), later(6));
    };
    CHECK_REFUSED(settle(dave, here.alices, ticket_verb::override), approver_not_authorized);
    BOOST_TEST(asked::outcome_of(settle(dave, here.daves, ticket_verb::override)) == "done");
    BOOST_TEST((at.state == bw::ticket_state::overridden));
    bw::ticket waiting = office::open();
    CHECK_REFUSED(bw::check_signed_decision(waiting, ticket_verb::start, as(alice), "x", "",
                                            here.signers(), later(6)),
                  decision_not_allowed);
}

BOOST_AUTO_TEST_CASE(an_edited_ticket_does_not_start) {
    const office here;
    const bw::ticket good = here.granted();
    const auto outcome = [&](auto edit) {
        bw::ticket at = good;
        edit(at);
        return asked::outcome_of(bw::recheck_votes(at, here.signers(), later(5)));
    };
    BOOST_TEST(outcome([](bw::ticket&) {}) == "done");
    for (const auto& edit : std::initializer_list<void (*)(bw::ticket&)>{
             [](bw::ticket& at) { at.agent = "agent-8"; },
             [](bw::ticket& at) { at.tool = "pay_twice"; },
             [](bw::ticket& at) { at.arguments_digest = asked::version_1; },
             [](bw::ticket& at) { at.arguments_commitment = "other"; },
             [](bw::ticket& at) { at.declaration_digest = asked::version_2; },
             [](bw::ticket& at) { at.queue = "refunds"; },
             [](bw::ticket& at) { at.expires = at.expires + bw::hours(1); },
             [](bw::ticket& at) { at.id.back() = at.id.back() == '0' ? '1' : '0'; },
             [](bw::ticket& at) { at.votes[0].why = "other"; }})
        BOOST_TEST(outcome(edit) == "arguments_mismatch");
    BOOST_TEST(outcome([](auto& at) { at.votes.pop_back(); }) == "quorum_not_met");
    BOOST_TEST(outcome([](auto& at) { at.approvers_needed = 0, at.votes.clear(); }) ==
               "quorum_not_met");
    BOOST_TEST(outcome([](auto& at) { at.votes[0].signature.clear(); }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto& at) { at.votes[0].signature = at.votes[1].signature; }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto& at) { at.votes[0].at = at.deadline; }) ==
               "approver_not_authorized");
    bw::ticket late = good;
    late.votes[0].at = late.deadline;
    CHECK_REFUSED(bw::recheck_votes(late, here.signers(), late.deadline + bw::seconds(1)),
                  approver_not_authorized);
    BOOST_TEST(outcome([](auto& at) { at.votes[0].at = later(-1); }) == "approver_not_authorized");
    BOOST_TEST(outcome([](auto& at) { at.votes[0].at = asked::noon + bw::seconds(61); }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto& at) { at.votes[1].verdict = bw::verdict::deny; }) ==
               "not_terminal_allow");
    BOOST_TEST(outcome([](auto& at) {
                   at.requester = {"Bob", "bob@example.com"};
               }) == "quorum_not_met");
    BOOST_TEST(outcome([](auto& at) {
                   at.votes[1].person = "Mallory", at.votes[1].contact = "mallory@example.com";
               }) == "quorum_not_met");
}

BOOST_AUTO_TEST_CASE(a_ticket_runs_again_only_with_the_signature_of_its_retry) {
    const office here;
    bw::ticket at = here.granted();
    asked::value_of(begin_signed_run(at, here.signers(), later(3)));
    asked::value_of(bw::lose_run(at, "no answer", later(4)));
    // The statement has the contact as it is listed, however it was typed.
    asked::value_of(settle_signed(at, ticket_verb::retry, {"", " Carol@EXAMPLE.com"}, "again",
                                  here.sign(here.carols, at, ticket_verb::retry, carol, "again"),
                                  here.signers(), later(5)));
    BOOST_TEST(bw::approval_statement(at, at.history.back()) ==
               bw::approval_statement(at, ticket_verb::retry, carol.contact, "again"));
    const auto outcome = [&](auto edit) {
        bw::ticket edited = at;
        edit(edited, edited.history.back());
        return asked::outcome_of(bw::recheck_votes(edited, here.signers(), later(6)));
    };
    BOOST_TEST(outcome([](auto&, auto&) {}) == "done");
    BOOST_TEST(outcome([](auto&, auto& retry) { retry.signature.clear(); }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto& edited, auto&) { edited.history.pop_back(); }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto&, auto& retry) { retry.words = "other"; }) == "arguments_mismatch");
    BOOST_TEST(outcome([](auto& edited, auto&) { ++edited.attempts; }) == "arguments_mismatch");
    BOOST_TEST(outcome([](auto&, auto& retry) { retry.by = "Bob <bob@example.com>"; }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto&, auto& retry) { retry.by = "Mallory <mallory@example.com>"; }) ==
               "approver_not_authorized");
    BOOST_TEST(outcome([](auto& edited, auto&) { edited.votes[0].signature.clear(); }) ==
               "approver_not_authorized");
}

BOOST_AUTO_TEST_CASE(a_deputy_signs_from_the_time_on_that_the_queue_says) {
    const office here;
    bw::ticket at = office::open();
    at.approvers.pop_back(); // Carol, who is the deputy
    at.deputy_from = later(10);
    CHECK_REFUSED(here.vote(at, carol, here.carols), approver_not_authorized);
    const std::string armored = here.sign(here.carols, at, ticket_verb::grant, carol, "fine");
    asked::value_of(
        vote_signed(at, bw::verdict::grant, as(carol), "fine", armored, here.signers(), later(10)));
    BOOST_TEST(asked::outcome_of(bw::recheck_votes(at, here.signers(), later(11))) == "done");
    at.votes[0].at = later(9);
    CHECK_REFUSED(bw::recheck_votes(at, here.signers(), later(11)), approver_not_authorized);
}

BOOST_AUTO_TEST_CASE(signatures_of_others_do_not_fill_a_duty) {
    const office here;
    bw::ticket at = here.granted();
    at.duties = {{"risk", {{"Carol", "carol@example.com"}}, 1}};
    CHECK_REFUSED(bw::recheck_votes(at, here.signers(), later(5)), quorum_not_met);
    at.duties = {{"risk", {{"Bob", "bob@example.com"}}, 1}};
    BOOST_TEST(asked::outcome_of(bw::recheck_votes(at, here.signers(), later(5))) == "done");

    // Where a majority denies, one denial beside enough grants does not.
    at.votes.push_back({"Carol", "carol@example.com", bw::verdict::deny, "no", later(1)});
    CHECK_REFUSED(bw::recheck_votes(at, here.signers(), later(5)), not_terminal_allow);
    at.majority_denies = true;
    BOOST_TEST(asked::outcome_of(bw::recheck_votes(at, here.signers(), later(5))) == "done");
}

BOOST_AUTO_TEST_CASE(a_key_must_have_been_valid_when_it_signed_and_be_listed_at_the_start) {
    const office here;
    const bw::ticket at = here.granted();
    const auto outcome = [&](const std::string& list) {
        const auto signers = asked::value_of(bw::allowed_signers::of_text(list));
        return asked::outcome_of(bw::recheck_votes(at, signers, later(5)));
    };
    const std::string bobs = "bob@example.com " + here.bobs.line() + "\n";
    const std::string alices = "alice@example.com valid-before=\"";
    BOOST_TEST(outcome(bobs + alices + "20261121120000Z\" " + here.alices.line()) == "done");
    BOOST_TEST(outcome(bobs + alices + "20261121115959Z\" " + here.alices.line()) ==
               "approver_not_authorized");
    BOOST_TEST(outcome(bobs) == "approver_not_authorized");
    BOOST_TEST(outcome(bobs + "carol@example.com " + here.alices.line()) ==
               "approver_not_authorized");
    BOOST_TEST(outcome("") == "approver_not_authorized");
}

BOOST_AUTO_TEST_CASE(a_commitment_is_frozen_with_the_ticket_and_a_record_has_every_member) {
    bw::ticket_request asked_with = asked::request();
    asked_with.arguments_commitment = "c1:abc";
    const bw::ticket committed = asked::value_of(bw::ticket_for(asked_with, asked::noon));
    BOOST_TEST(committed.arguments_commitment == "c1:abc");
    BOOST_TEST(bw::frozen_text(committed).find("c1:abc") != std::string::npos);
    boost::json::value record = bw::ticket_json(committed);
    BOOST_TEST(bw::ticket_from_json(bw::canonical_text(record)).is_done());
    for (const char* each : {"arguments_commitment", "label", "duties"}) {
        boost::json::value cut = record;
        cut.get_object().erase(each);
        CHECK_REFUSED(bw::ticket_from_json(bw::canonical_text(cut)), state_unavailable);
    }
    record.get_object()["signature"] = "";
    CHECK_REFUSED(bw::ticket_from_json(bw::canonical_text(record)), state_unavailable);
}

BOOST_AUTO_TEST_CASE(a_stranger_checks_a_kept_vote_with_stock_ssh_keygen_alone) {
    if (!stock::is_there())
        return;
    const office here;
    const bw::ticket at = here.granted();
    const stock::folder place;
    for (const bw::vote& each : at.votes) {
        const std::string statement = bw::approval_statement(at, each);
        BOOST_TEST(place.verifies(here.list, each.signature, statement, each.contact));
        BOOST_TEST(!place.verifies(here.list, each.signature, statement + "\n", each.contact));
        BOOST_TEST(!place.verifies(here.list, each.signature, statement, "carol@example.com"));
    }
}

BOOST_AUTO_TEST_CASE(the_example_of_the_documentation_holds) {
    std::ifstream file(BAILIWICK_TESTS "/../docs/reference/signed-decisions.md");
    std::ostringstream page;
    page << file.rdbuf();
    const std::string text = page.str();
    const auto block = [&](std::string_view beginning) {
        const std::size_t at = text.find("\n" + std::string(beginning)) + 1;
        return text.substr(at, text.find("\n```", at) - at);
    };
    const std::string statement = block("{\"agent\":\"claims\"");
    const std::string list = block("maria.ruiz@bank.example namespaces=");
    const std::string armored = block("-----BEGIN SSH SIGNATURE-----");
    const auto signers = asked::value_of(bw::allowed_signers::of_text(list));
    const auto given = asked::value_of(bw::read_ssh_signature(armored));
    asked::value_of(
        signers.allows("maria.ruiz@bank.example", given.key, bw::approval_namespace, asked::noon));
    BOOST_TEST(asked::outcome_of(bw::check_signature(given, statement)) == "done");

    bw::ticket at = office::open();
    at.agent = "claims", at.queue = "payouts", at.tool = "pay_claim";
    at.id = "01KAKSZ6G0RZ2Y7J4T6Q8V9W0X";
    at.arguments_digest = "sha256:2f0a6ec2b1c5b1e1f3f7f0a3f9b8b2a7b6c8a9d0e1f2a3b4c5d6e7f8a9b0c1d2";
    BOOST_TEST(bw::approval_statement(at, ticket_verb::grant, "maria.ruiz@bank.example",
                                      "invoice 17 is due") == statement);
    if (stock::is_there())
        BOOST_TEST(stock::folder().verifies(list + "\n", armored + "\n", statement,
                                            "maria.ruiz@bank.example", "20261121120000Z"));
}

BOOST_AUTO_TEST_CASE(stock_ssh_keygen_signs_a_decision) {
    if (!stock::is_there())
        return;
    const stock::folder place;
    bw::ticket at = office::open();
    const std::string line = place.make_key("alice", "ed25519");
    const auto signers = asked::value_of(bw::allowed_signers::of_text("alice@example.com " + line));
    const auto armored = bw::sign_with_ssh_keygen(
        place.path("alice"), bw::approval_statement(at, ticket_verb::grant, alice.contact, "fine"));
    BOOST_TEST_REQUIRE(armored.is_done());
    BOOST_TEST(asked::outcome_of(vote_signed(at, bw::verdict::grant, as(alice), "fine", *armored,
                                             signers, later(1))) == "done");
    // A message that no pipe holds at once.
    const std::string large(300'000, 'x');
    const auto over_large = bw::sign_with_ssh_keygen(place.path("alice"), large);
    BOOST_TEST_REQUIRE(over_large.is_done());
    BOOST_TEST(bw::check_signature(*bw::read_ssh_signature(*over_large), large).is_done());
}

BOOST_AUTO_TEST_CASE(a_key_that_cannot_sign_is_refused_in_the_words_of_ssh_keygen) {
    const stock::folder place;
    const auto hint_of = [](const bw::answer<std::string>& given) {
        return given ? "signed" : given.why().hint;
    };
    BOOST_TEST(hint_of(bw::sign_with_ssh_keygen("", "x")) == "name the file of the key");
    BOOST_TEST(hint_of(bw::sign_with_ssh_keygen("k", "x", "no-such-program")) ==
               "no-such-program cannot be run: No such file or directory");
    const auto script = [&](const std::string& body) {
        const std::string path = place.write("program", "#!/bin/sh\n" + body + "\n");
        BOOST_TEST_REQUIRE(::chmod(path.c_str(), 0700) == 0);
        const std::string hint = hint_of(bw::sign_with_ssh_keygen("k e'y", "x", path));
        return hint.starts_with(path) ? hint.substr(path.size()) : hint;
    };
    BOOST_TEST(script("echo first >&2; printf 'last one\\r\\n\\n' >&2; exit 255") ==
               " says: last one");
    BOOST_TEST(script("exit 3") == " made no signature (exit code 3)");
    BOOST_TEST(script("kill -9 $$") == " made no signature (exit code 137)");
    BOOST_TEST(script("exec cat /dev/zero") == " wrote more than a signature has");
    BOOST_TEST(script("exec cat /dev/zero >&2") == " wrote more than a signature has");
    BOOST_TEST(script("echo $#: $5; cat >/dev/null") == "signed");
    if (!stock::is_there())
        return;
    const std::string none = place.path("none");
    BOOST_TEST(hint_of(bw::sign_with_ssh_keygen(none, "x")).find(none) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
