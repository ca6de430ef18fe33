// SPDX-License-Identifier: BSL-1.0
#include "gate.hpp"

#include <bailiwick/tool.hpp>

using namespace samples;

BOOST_AUTO_TEST_SUITE(credential_book)

BOOST_AUTO_TEST_CASE(an_account_is_added_once_and_its_scopes_have_one_source) {
    office at;
    BOOST_TEST(outcome_of(at.book.add(mailer, bw::no_secret())) == "malformed_request");
    static constexpr bw::credential second{.name = "second", .grants = {mail_read}};
    const auto shared = at.book.add(second, bw::no_secret());
    BOOST_TEST(outcome_of(shared) == "malformed_request");
    BOOST_TEST(shared.why().subject == "mail:read");
    BOOST_TEST(at.book.status().size() == 3u);
}

BOOST_AUTO_TEST_CASE(use_and_rotation_are_recorded) {
    office at;
    const bw::lease_desk desk = at.desk();
    BOOST_TEST(at.book.status()[0].last_used.empty());
    BOOST_TEST(at.book.status()[0].fetched.empty());
    bw::lease_call call = desk.open();
    const auto old = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    at.stored = "trout";
    value_of(at.book.rotate("mailer", noon + bw::seconds(9)));
    // The call that runs keeps the secret that it began with; the next one gets the new.
    BOOST_TEST(value_of(old.secret(test_reason)) == "swordfish");
    const auto fresh = value_of(desk.lend<mail_send>(call, noon + bw::seconds(10), in_a_minute));
    BOOST_TEST(value_of(fresh.secret(test_reason)) == "trout");
    const bw::credential_status now_is = at.book.status()[0];
    BOOST_TEST(now_is.credential == "mailer");
    BOOST_TEST((now_is.kind == bw::holder::service_account));
    BOOST_TEST(now_is.resting_place == "vault");
    BOOST_TEST(now_is.fetched == "2026-11-21T12:00:09.000000Z");
    BOOST_TEST(now_is.rotated == now_is.fetched);
    BOOST_TEST(now_is.last_used == "2026-11-21T12:00:10.000000Z");
    BOOST_TEST(bw::to_json_text(now_is).find("trout") == std::string::npos);
    at.stored.clear();
    BOOST_TEST(outcome_of(at.book.rotate("mailer", noon)) == "secret_unavailable");
    const auto last = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    BOOST_TEST(value_of(last.secret(test_reason)) == "trout");
}

BOOST_AUTO_TEST_CASE(a_revocation_says_who_and_why) {
    office at;
    BOOST_TEST(outcome_of(at.book.revoke("mailer", "", "leaked", noon)) == "malformed_request");
    BOOST_TEST(outcome_of(at.book.revoke("mailer", "Dave", "", noon)) == "malformed_request");
    const auto unknown = at.book.revoke("mail", "Dave", "leaked", noon);
    BOOST_TEST(outcome_of(unknown) == "malformed_request");
    BOOST_TEST(unknown.why().hint == "no such credential: take one of mailer, crm, files");
    BOOST_TEST(outcome_of(at.book.rotate("mail", noon)) == "malformed_request");
    BOOST_TEST(outcome_of(at.book.reinstate("mailer", "Dave", "x", noon)) == "already_recorded");
    value_of(at.book.revoke("mailer", "Dave", "leaked", noon));
    BOOST_TEST(outcome_of(at.book.revoke("mailer", "Dave", "leaked", noon)) == "already_recorded");
    BOOST_TEST(outcome_of(at.book.rotate("mailer", noon)) == "revoked");
    bw::credential_status now_is = at.book.status()[0];
    BOOST_TEST(now_is.revoked);
    BOOST_TEST(now_is.revoked_by == "Dave");
    BOOST_TEST(now_is.revoked_because == "leaked");
    BOOST_TEST(now_is.revoked_at == "2026-11-21T12:00:00.000000Z");
    value_of(at.book.reinstate("mailer", "Dave", "new secret", noon));
    now_is = at.book.status()[0];
    BOOST_TEST((!now_is.revoked && now_is.revoked_by.empty() && now_is.revoked_at.empty()));
}

BOOST_AUTO_TEST_CASE(a_missing_secret_shows_before_a_call) {
    office at;
    at.stored.clear();
    const auto faults = at.book.fetch_all(noon);
    BOOST_TEST_REQUIRE(faults.size() == 2u);
    BOOST_TEST(faults[0].subject == "mailer, vault");
    BOOST_TEST(faults[1].subject == "crm, vault");
    at.stored = "swordfish";
    BOOST_TEST(at.book.fetch_all(noon).empty());
    const int fetched = at.fetches;
    BOOST_TEST(at.book.fetch_all(noon).empty());
    BOOST_TEST(at.fetches == fetched);
}

BOOST_AUTO_TEST_CASE(the_identity_says_whose_right_it_is) {
    const bw::identity_used own = bw::identity_of(mailer, "spiffe://bank/agent-7", "user-1");
    BOOST_TEST((own == bw::identity_used{"mailer", bw::holder::service_account,
                                         "spiffe://bank/agent-7", "", ""}));
    const bw::identity_used lent = bw::identity_of(crm, "spiffe://bank/agent-7", "user-1");
    BOOST_TEST((lent == bw::identity_used{"crm", bw::holder::delegated_user,
                                          "spiffe://bank/agent-7", "user-1", "act"}));
    BOOST_TEST(bw::to_json_text(lent).find("\"subject\":\"user-1\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
