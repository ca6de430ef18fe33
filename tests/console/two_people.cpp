// SPDX-License-Identifier: BSL-1.0
#include "../agent/teller.hpp"
#include "typed.hpp"

// A call for which two people are asked: what each of them, and who comes too early, is told.

namespace {

using two_needed = teller::agent<teller::counter<teller::payments, 2>>;

struct counter {
    drive::place folder{};
    teller::till till{};
    bw::console_setup<two_needed> setup{
        .origin = "example.com/bank",
        .accounts =
            [](bw::credential_book& book, const std::string&) {
                static_cast<void>(book.add(teller::clerk, bw::no_secret{}));
                static_cast<void>(book.add(teller::payer, bw::no_secret{}));
            },
        .open =
            [this](bw::open_options where) {
                return bw::open_embedded<two_needed>(std::move(where), teller::note{&till},
                                                     teller::pay{&till});
            },
        .run =
            [](bw::embedded_agent<two_needed>& agent, std::span<const std::string>) {
                bw::session run(agent, at_work::context());
                const auto came = run.dispatch(
                    "pay", R"({"to":"bob","amount":7,"currency":"EUR","memo":"rent"})");
                return came.status == bw::dispatch_status::waiting ? 0 : 7;
            }};

    drive::result operator()(std::vector<std::string> words) {
        words.insert(words.begin(), {"bank", "--state", folder.state});
        return drive::typed_in(std::move(words), setup);
    }
    std::string ticket() {
        BOOST_TEST_REQUIRE((*this)({"run"}).code == 0);
        return at_work::text_at((*this)({"tickets", "list", "--json"}).json(), "/tickets/0/id");
    }
};

const std::string alice = "Alice <alice@example.com>", bob = "Bob <bob@example.com>";

} // namespace

using drive::has;

BOOST_AUTO_TEST_SUITE(console_two_people)

BOOST_AUTO_TEST_CASE(who_agreed_and_how_many_are_missing_is_told) {
    counter bank;
    const std::string id = bank.ticket();
    const auto none = bank({"tickets", "run", id, "--as", alice});
    BOOST_TEST(none.code == 3);
    BOOST_TEST(has(none.err, "0 of 2 approvals; 2 more are needed, from "));
    const auto first = bank({"tickets", "grant", id, "--as", alice});
    BOOST_TEST(first.code == 0);
    BOOST_TEST(has(first.out, "is waiting: 1 of 2 approvals: Alice; 1 more is needed\n"));
    const auto early = bank({"tickets", "run", id, "--as", alice});
    BOOST_TEST(early.code == 3);
    BOOST_TEST(has(early.err, "1 of 2 approvals: Alice; 1 more is needed, from Bob "
                              "<bob@example.com> or Carol <carol@example.com>"));
    BOOST_TEST(!has(early.err, "nobody has decided"));
    BOOST_TEST(has(bank({"tickets", "show", id}).out, "1 of 2 approvals: Alice; 1 more is needed"));
    BOOST_TEST(bank({"tickets", "grant", id, "--as", bob}).code == 0);
    BOOST_TEST(has(bank({"tickets", "show", id}).out, "2 of 2 approvals: Alice, Bob\n"));
    BOOST_TEST(bank({"tickets", "run", id, "--as", alice}).code == 0);
    BOOST_TEST(bank.till.pays == 1);
}

BOOST_AUTO_TEST_CASE(an_owner_who_is_no_approver_is_told_whom_to_ask) {
    counter bank;
    const std::string id = bank.ticket();
    const std::string dave = "Dave <dave@example.com>";
    const auto granted = bank({"tickets", "grant", id, "--as", dave});
    BOOST_TEST(granted.code == 3);
    BOOST_TEST(!has(granted.err, "it lists Dave"));
    BOOST_TEST(has(granted.err, "Carol <carol@example.com>"));
    const auto stranger = bank({"tickets", "cancel", id, "--as", "Eve <eve@x.example>", "--why",
                                "odd"});
    BOOST_TEST(stranger.code == 3);
    BOOST_TEST(has(stranger.err, "Dave <dave@example.com>"));
    BOOST_TEST(bank({"tickets", "cancel", id, "--as", dave, "--why", "not needed"}).code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
