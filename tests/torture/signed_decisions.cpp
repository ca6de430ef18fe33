// SPDX-License-Identifier: BSL-1.0
// Decisions that count only with the approver's own SSH key, from the key to the run.
#include "store.hpp"

#include <bailiwick/agent/signed_approvals.hpp>
#include <bailiwick/escalation/signed/ssh_keygen.hpp>

using bench::code;

namespace {

constexpr bw::queue vault_room = [] {
    bw::queue copy = teller::payments;
    copy.name = "vault-room";
    copy.signed_decisions = true;
    copy.duties = {bw::duty{"finance", {teller::alice, teller::bob}},
                   bw::duty{"risk", {teller::carol}}};
    return copy;
}();

struct counter : teller::counter<vault_room, 2> {
    static constexpr bw::rule matrix[] = {
        bw::automatic("note"),
        bw::approval("pay", vault_room, 2).narrowing("amount").where(bw::at_least("amount", 10)),
        bw::never("drop_table", {teller::drop}),
    };
};

/// Keys of the people, made by ssh-keygen, and the file that says whose they are.
struct office : bench::state_of<counter> {
    office() {
        for (const char* who : {"alice", "bob", "carol", "mallory"})
            if (std::system(("ssh-keygen -q -t ed25519 -N '' -C '' -f " + key(who)).c_str()) != 0)
                has_keys = false;
        allow({"alice", "bob", "carol"});
    }

    std::string key(std::string_view who) const {
        return (place / "key-") + std::string(who);
    }
    static std::string read(const std::string& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void allow(const std::vector<std::string>& people) const {
        std::ofstream file(home + "/allowed_signers");
        for (const std::string& who : people)
            file << who << "@example.com namespaces=\"bailiwick-approval\" "
                 << read(key(who) + ".pub");
    }
    std::string sign(const bw::person& who, const std::string& id, std::string_view why,
                     std::string_view with = {}, bw::ticket_verb verb = bw::ticket_verb::grant) {
        const std::string name(with.empty() ? who.contact.substr(0, who.contact.find('@')) : with);
        return bench::value_of(bw::sign_with_ssh_keygen(
            key(name), bw::approval_statement(ticket(id), verb, who.contact, why)));
    }
    std::string grant(const bw::person& who, const std::string& id, std::string_view with = {}) {
        return code(by(who).grant(id, "checked", sign(who, id, "checked", with)));
    }
    std::string granted() {
        const std::string id = ask();
        BOOST_TEST(grant(teller::alice, id) == "done");
        BOOST_TEST(grant(teller::carol, id) == "done");
        return id;
    }
    std::vector<std::string> problems() {
        const auto signers = bench::value_of(bw::read_allowed_signers(home + "/allowed_signers"));
        const auto all = bench::value_of(bw::check_approvals(home + "/log", signers));
        std::vector<std::string> words;
        for (const bw::finding& each : all.problems)
            words.push_back(each.where + ": " + each.what);
        return words;
    }

    bool has_keys = true;
};

#define NEEDS_SSH_KEYGEN()                                                                         \
    if (!has_keys) {                                                                               \
        BOOST_TEST_MESSAGE("skipped: no ssh-keygen");                                              \
        return;                                                                                    \
    }

} // namespace

BOOST_AUTO_TEST_SUITE(signed_decisions)

BOOST_FIXTURE_TEST_CASE(two_signatures_of_two_duties_let_it_run_once, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = granted();
    BOOST_TEST(stands(id) == "granted");
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(problems().empty());
}

BOOST_FIXTURE_TEST_CASE(an_unsigned_decision_is_refused_and_on_record, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = ask();
    BOOST_TEST(code(by(teller::alice).grant(id, "fine")) == "approver_not_authorized");
    BOOST_TEST(code(by(teller::alice).deny(id, "no")) == "approver_not_authorized");
    BOOST_TEST(stands(id) == "waiting");
    BOOST_TEST(refusals("approver_not_authorized") == 2);
}

BOOST_FIXTURE_TEST_CASE(a_signature_counts_for_its_signer_its_ticket_and_its_words, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = ask(), other = ask(bench::order(900));
    const auto grant_with = [&](const std::string& signature) {
        return code(by(teller::alice).grant(id, "checked", signature));
    };
    BOOST_TEST(grant(teller::alice, id, "mallory") == "approver_not_authorized");
    BOOST_TEST(grant(teller::alice, id, "bob") == "approver_not_authorized");
    BOOST_TEST(grant_with(sign(teller::alice, other, "checked")) == "arguments_mismatch");
    BOOST_TEST(grant_with(sign(teller::alice, id, "other words")) == "arguments_mismatch");
    BOOST_TEST(grant_with(sign(teller::alice, id, "checked", {}, bw::ticket_verb::deny)) ==
               "arguments_mismatch");
    BOOST_TEST(grant_with(sign(teller::alice, id, "checked")) == "done");
    BOOST_TEST(ticket(id).votes.size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(one_key_under_two_names_is_one_person, office) {
    NEEDS_SSH_KEYGEN();
    std::ofstream(home + "/allowed_signers")
        << "alice@example.com,carol@example.com " << read(key("alice") + ".pub");
    const std::string id = ask();
    BOOST_TEST(grant(teller::alice, id) == "done");
    BOOST_TEST(grant(teller::carol, id, "alice") == "duplicate_approver");
    BOOST_TEST(stands(id) == "waiting");
}

BOOST_FIXTURE_TEST_CASE(S28_a_key_that_is_taken_out_stands_behind_no_grant, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = granted();
    allow({"alice", "bob"});
    BOOST_TEST(run(id) == "approver_not_authorized");
    BOOST_TEST(at.pays == 0);
    allow({"alice", "bob", "carol"});
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(a_typo_in_the_signers_file_lets_nobody_decide, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = granted(), next = ask();
    std::ofstream(home + "/allowed_signers", std::ios::app) << "bob@example.com valid-unitl=\"1\"\n";
    BOOST_TEST(run(id) != "done");
    BOOST_TEST(grant(teller::alice, next) != "done");
    bench::fs::remove(home + "/allowed_signers");
    BOOST_TEST(run(id) != "done");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(stock_ssh_keygen_accepts_the_approval_from_the_receipt_alone, office) {
    NEEDS_SSH_KEYGEN();
    granted();
    int checked = 0;
    for (const auto& each : receipts()) {
        const std::string statement = bench::text_at(each, "/approval/ssh/statement");
        if (statement.empty())
            continue;
        std::ofstream(place / "statement") << statement;
        std::ofstream(place / "statement.sig") << bench::text_at(each, "/approval/ssh/signature");
        const auto verify = [&](const char* input) {
            return std::system(("ssh-keygen -q -Y verify -n bailiwick-approval -f " + home +
                                "/allowed_signers -I " + bench::text_at(each, "/approval/by") +
                                " -s " + (place / "statement.sig") + " < " + (place / input) +
                                " > /dev/null 2>&1")
                                   .c_str());
        };
        BOOST_TEST(verify("statement") == 0);
        std::ofstream(place / "changed") << statement << ' ';
        BOOST_TEST(verify("changed") != 0);
        ++checked;
    }
    BOOST_TEST(checked == 2);
}

BOOST_FIXTURE_TEST_CASE(a_second_run_wants_a_signature_of_its_own, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = granted();
    at.while_paying = [&](const teller::order&) { time.move(bw::seconds(60)); };
    BOOST_TEST(run(id) == "timed_out");
    BOOST_TEST(stands(id) == "uncertain");
    at.while_paying = {};
    BOOST_TEST(code(by(teller::bob).retry(id, "not there")) == "approver_not_authorized");
    // What was signed for the first run serves for no second one.
    const std::string of_the_grant = ticket(id).votes.front().signature;
    BOOST_TEST(code(by(teller::alice).retry(id, "checked", of_the_grant)) ==
               "arguments_mismatch");
    const std::string signature =
        sign(teller::bob, id, "not there", {}, bw::ticket_verb::retry);
    BOOST_TEST(code(by(teller::bob).retry(id, "not there", signature)) == "done");
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 2);
    BOOST_TEST(problems().empty());
}

BOOST_FIXTURE_TEST_CASE(S14_a_retry_that_is_written_into_the_store_does_not_run, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = granted();
    at.while_paying = [&](const teller::order&) { time.move(bw::seconds(60)); };
    BOOST_TEST(run(id) == "timed_out");
    edit(id, [](bw::ticket& held) {
        held.state = bw::ticket_state::granted;
        held.history.push_back({held.opened, bw::ticket_verb::retry, bw::ticket_state::granted,
                                "Bob <bob@example.com>", "fine", {}});
    });
    BOOST_TEST(run(id) == "already_consumed");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(S9_an_approver_lowers_what_the_charter_lets_them_lower, office) {
    NEEDS_SSH_KEYGEN();
    const std::string id = ask();
    const auto narrow = [&](const char* less, const bw::person& who = teller::alice) {
        return session().narrow(id, less, bench::as(who), "half of it came back");
    };
    BOOST_TEST(code(narrow(R"({"amount":250})")) == "out_of_bounds");
    BOOST_TEST(code(narrow(R"({"amount":5})")) == "out_of_bounds"); // the row's own limit
    BOOST_TEST(code(narrow(R"({"to":"mallory"})")) == "decision_not_allowed");
    BOOST_TEST(code(narrow(R"({"amount":"9"})")) == "malformed_request");
    BOOST_TEST(code(narrow(R"({})")) == "malformed_request");
    BOOST_TEST(code(narrow(R"({"amount":100})", teller::dave)) == "approver_not_authorized");
    BOOST_TEST(stands(id) == "waiting");

    const bw::dispatched less = narrow(R"({"amount":100})");
    BOOST_TEST_REQUIRE(code(less) == "waiting");
    BOOST_TEST(stands(id) == "cancelled");
    BOOST_TEST(ticket(id).successor == less.ticket);
    BOOST_TEST(ticket(less.ticket).requester.contact == "user-1@example.com");
    BOOST_TEST(grant(teller::alice, less.ticket) == "done");
    BOOST_TEST(grant(teller::carol, less.ticket) == "done");
    BOOST_TEST(run(less.ticket) == "done");
    BOOST_TEST(at.paid.back().amount == 100);
    BOOST_TEST(count("/escalation/successor", less.ticket) == 1);
    BOOST_TEST(code(session().narrow(less.ticket, R"({"amount":50})", bench::as(teller::alice),
                                     "late")) != "waiting");
}

BOOST_FIXTURE_TEST_CASE(S14_a_ticket_that_ended_and_is_opened_again_in_the_store_does_not_run,
                        bench::state) {
    const std::string ran = granted(), refused = ask(bench::order(1)), late = ask(bench::order(2));
    BOOST_TEST(run(ran) == "done");
    bench::value_of(by(teller::bob).deny(refused, "no"));
    bench::value_of(by(teller::bob).cancel(late, "withdrawn"));
    for (const std::string& id : {ran, refused, late})
        edit(id, [](bw::ticket& held) {
            held.state = bw::ticket_state::granted;
            held.votes = {{"Alice", "alice@example.com", bw::verdict::grant, "", held.opened}};
        });
    BOOST_TEST(run(ran) == "already_consumed");
    BOOST_TEST(run(refused) == "not_terminal_allow");
    BOOST_TEST(run(late) == "already_consumed");
    BOOST_TEST(at.pays == 1);
}

BOOST_AUTO_TEST_SUITE_END()
