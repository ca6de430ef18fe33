// SPDX-License-Identifier: BSL-1.0
#include "store.hpp"

// S7: what was approved under one declaration does not run under another one.
// S28: the same when an approver has lost the role, for a list of approvers is a declaration, too.

using bench::code;
using bench::value_of;

namespace {

// (a) Another policy: a limit on the amount that the approved call keeps to.
struct limited : teller::counter<> {
    static constexpr bw::rule matrix[] = {
        bw::automatic("note"),
        bw::approval("pay", teller::payments).where(bw::at_most("amount", 1000)),
        bw::never("drop_table", {teller::drop}),
    };
};
// (b) Another approver chain: Alice has left.
constexpr auto without_alice = good::changed(teller::payments, [](auto& copy) {
    copy.approvers = {teller::bob, teller::carol};
});
// (c) Another definition of the tool, which the approved arguments still fit; and one they do not.
struct order_with_care : teller::order {
    static constexpr bw::field fields[] = {
        {.name = "to", .says = "The account that gets the money", .max_length = 40},
        {.name = "amount", .min = 1, .max = 1'000'000},
        {.name = "currency", .one_of = {"EUR", "USD"}},
        {.name = "memo", .max_length = 8000}};
};
BOOST_DESCRIBE_STRUCT(order_with_care, (), (to, amount, currency, memo))
struct careful_pay : teller::pay {
    teller::booked operator()(const order_with_care&, bw::lease<good::pay>) const {
        ++at->pays;
        return {true};
    }
};
struct order_in_cents : teller::order {
    static constexpr bw::field fields[] = {{.name = "to", .max_length = 40},
                                           {.name = "amount", .min = 1000, .max = 100'000'000},
                                           {.name = "currency", .one_of = {"EUR", "USD"}},
                                           {.name = "memo", .max_length = 8000}};
};
BOOST_DESCRIBE_STRUCT(order_in_cents, (), (to, amount, currency, memo))
struct cents_pay : teller::pay {
    teller::booked operator()(const order_in_cents&, bw::lease<good::pay>) const {
        ++at->pays;
        return {true};
    }
};

// Grants a call under version 1, tries to run it under another one, and once more under version 1.
struct two_versions : bench::state {
    template <class Other, class Pay = teller::pay> void try_under(const std::string& reason) {
        const std::string id = granted();
        const int before = refusals(reason);
        running.reset();
        {
            auto other = value_of(bench::try_open<Other, Pay>(home, at, time));
            bw::session run(*other, bench::context());
            BOOST_TEST(code(run.run_granted(id)) == reason);
            BOOST_TEST(code(run.run_granted(id)) == reason);
            // A new request is needed, and possible.
            const auto anew = run.dispatch("pay", bench::json_of(bench::order(1000)));
            BOOST_TEST(code(anew) == "waiting");
            BOOST_TEST(anew.ticket != id);
        }
        BOOST_TEST(at.pays == 0);
        running = value_of(bench::try_open(home, at, time));
        BOOST_TEST(refusals(reason) == before + 2);
        BOOST_TEST(stands(id) == "granted");
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(torture_versions)

BOOST_FIXTURE_TEST_CASE(S7_another_policy_does_not_run_what_the_old_one_let_pass, two_versions) {
    try_under<teller::agent<limited>>("policy_version_mismatch");
}

BOOST_FIXTURE_TEST_CASE(S7_S28_without_its_approver_a_grant_is_void, two_versions) {
    try_under<teller::agent<teller::counter<without_alice>>>("policy_version_mismatch");
}

BOOST_FIXTURE_TEST_CASE(S7_another_definition_of_the_tool_voids_the_grant, two_versions) {
    static_assert(bw::digest<teller::agent<>>.view() !=
                  bw::digest<teller::agent<teller::counter<>, careful_pay>>.view());
    try_under<teller::agent<teller::counter<>, careful_pay>, careful_pay>(
        "policy_version_mismatch");
    try_under<teller::agent<teller::counter<>, cents_pay>, cents_pay>("arguments_mismatch");
}

BOOST_FIXTURE_TEST_CASE(S7_the_old_version_still_runs_what_it_was_granted, bench::state) {
    const std::string id = granted();
    restart();
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(S28_who_is_not_listed_does_not_decide, bench::state) {
    const std::string id = ask();
    const std::vector<bw::voter> strangers{bench::as(teller::dave), // owns the queue, decides not
                                           {"Mallory", "mallory@example.com"},
                                           {"Bob", "mallory@example.com"},
                                           {"Mallory", "bob@example.com"}};
    for (const bw::voter& each : strangers) {
        BOOST_TEST(code(by(each).grant(id, "yes")) == "approver_not_authorized");
        BOOST_TEST(code(by(each).deny(id, "no")) == "approver_not_authorized");
    }
    BOOST_TEST(stands(id) == "waiting");
    BOOST_TEST(refusals("approver_not_authorized") == 8);
    // A list that somebody shortens in the store leaves the vote without its person.
    value_of(by(teller::bob).grant(id, "yes"));
    edit(id, [](bw::ticket& held) {
        std::erase_if(held.approvers, [](const bw::party& each) { return each.name == "Bob"; });
    });
    BOOST_TEST(run(id) == "approver_not_authorized");
    BOOST_TEST(at.pays == 0);
}

BOOST_AUTO_TEST_SUITE_END()
