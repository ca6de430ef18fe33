// SPDX-License-Identifier: BSL-1.0
#include "gate.hpp"

#include <optional>

using namespace samples;

BOOST_AUTO_TEST_SUITE(credential_lease)

BOOST_AUTO_TEST_CASE(a_lease_gives_the_secret_while_its_call_is_open) {
    office at;
    const bw::lease_desk desk = at.desk();
    BOOST_TEST(at.fetches == 0);
    bw::lease_call call = desk.open();
    const auto lease = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    BOOST_TEST(value_of(lease.secret(test_reason)) == "swordfish");
    BOOST_TEST((&lease.from() == &mailer));
    BOOST_TEST((lease.expires() == in_a_minute));
    BOOST_TEST(!lease.ended().has_value());
    const auto second = value_of(desk.lend<mail_read>(call, noon, in_a_minute));
    BOOST_TEST(value_of(second.secret(test_reason)) == "swordfish");
    BOOST_TEST(at.fetches == 1);
    call.close();
    for (const auto& each : {lease.secret(test_reason), second.secret(test_reason)}) {
        BOOST_TEST(outcome_of(each) == "already_consumed");
        BOOST_TEST(each.why().hint.find("ends with its call") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_lease_that_was_kept_is_dead_after_the_call) {
    office at;
    const bw::lease_desk desk = at.desk();
    std::optional<bw::lease<mail_send>> kept;
    {
        const bw::lease_call call = desk.open();
        kept.emplace(value_of(desk.lend<mail_send>(call, noon, in_a_minute)));
        const bw::lease<mail_send> moved = std::move(*kept);
        BOOST_TEST(outcome_of(moved.secret(test_reason)) == "done");
        BOOST_TEST(outcome_of(kept->secret(test_reason)) == "already_consumed");
        kept.emplace(value_of(desk.lend<mail_send>(call, noon, in_a_minute)));
    }
    BOOST_TEST(outcome_of(kept->secret(test_reason)) == "already_consumed");
}

BOOST_AUTO_TEST_CASE(a_lease_outlives_its_desk_without_harm) {
    office at;
    std::optional<bw::lease<mail_send>> kept;
    std::optional<bw::lease_call> call;
    {
        const bw::lease_desk desk = at.desk();
        call.emplace(desk.open());
        kept.emplace(value_of(desk.lend<mail_send>(*call, noon, in_a_minute)));
    }
    BOOST_TEST(value_of(kept->secret(test_reason)) == "swordfish");
    call.reset();
    BOOST_TEST(outcome_of(kept->secret(test_reason)) == "already_consumed");
}

BOOST_AUTO_TEST_CASE(a_lease_is_dead_at_its_very_instant) {
    office at;
    const bw::lease_desk desk = at.desk();
    const bw::lease_call call = desk.open();
    const auto lease = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    at.time = in_a_minute.microseconds - 1;
    BOOST_TEST(outcome_of(lease.secret(test_reason)) == "done");
    at.time = in_a_minute.microseconds;
    BOOST_TEST(outcome_of(lease.secret(test_reason)) == "expired");
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, in_a_minute, in_a_minute)) == "expired");
    // Never longer than the declared time to live.
    const auto longest = value_of(desk.lend<mail_send>(call, noon, noon + bw::hours(9)));
    BOOST_TEST((longest.expires() == noon + bw::minutes(15)));
    const auto unlimited = value_of(desk.lend<crm_read>(call, noon, noon + bw::hours(9)));
    BOOST_TEST((unlimited.expires() == noon + bw::hours(9)));
}

BOOST_AUTO_TEST_CASE(a_pause_ends_all_leases_and_lends_none) {
    office at;
    const bw::lease_desk desk = at.desk();
    const bw::lease_call call = desk.open();
    const auto lease = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    desk.stop();
    BOOST_TEST(desk.is_stopped());
    BOOST_TEST(outcome_of(lease.secret(test_reason)) == "paused");
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, noon, in_a_minute)) == "paused");
    desk.resume();
    BOOST_TEST(outcome_of(lease.secret(test_reason)) == "paused"); // dead stays dead
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, noon, in_a_minute)) == "done");
    const auto second = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    bw::lease_call finishing = desk.open(bw::when_paused::finish);
    const auto third = value_of(desk.lend<mail_send>(finishing, noon, in_a_minute));
    desk.revoke_all();
    BOOST_TEST(second.ended().has_value());
    BOOST_TEST(third.ended().has_value());
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, noon, in_a_minute)) == "done");
}

BOOST_AUTO_TEST_CASE(a_call_that_finishes_keeps_its_leases_when_the_agent_is_paused) {
    office at;
    const bw::lease_desk desk = at.desk();
    bw::lease_call ends = desk.open(bw::when_paused::cancel);
    bw::lease_call finishes = desk.open(bw::when_paused::finish);
    const auto dead = value_of(desk.lend<mail_send>(ends, noon, in_a_minute));
    const auto alive = value_of(desk.lend<mail_send>(finishes, noon, in_a_minute));
    BOOST_TEST((dead.is_live() && alive.is_live()));
    BOOST_TEST((ends.begin() && finishes.begin()));
    BOOST_TEST(desk.running() == 2u);
    desk.stop();
    BOOST_TEST(!dead.is_live());
    BOOST_TEST(alive.is_live());
    BOOST_TEST(outcome_of(alive.secret(test_reason)) == "done");
    BOOST_TEST(outcome_of(desk.lend<mail_send>(finishes, noon, in_a_minute)) == "paused");
    BOOST_TEST(desk.running() == 2u);
    desk.close(finishes);
    BOOST_TEST(!alive.is_live()); // with its call it ends all the same
    ends.close();
    BOOST_TEST(desk.running() == 0u);
}

BOOST_AUTO_TEST_CASE(a_call_that_was_opened_before_a_pause_does_not_begin_after_it) {
    office at;
    const bw::lease_desk desk = at.desk();
    bw::lease_call early = desk.open(), late = desk.open(bw::when_paused::finish);
    desk.stop();
    BOOST_TEST(!early.begin());
    bw::lease_call during = desk.open();
    BOOST_TEST(!during.begin());
    desk.resume();
    BOOST_TEST(!late.begin());
    BOOST_TEST(late.was_stopped());
    bw::lease_call after = desk.open();
    BOOST_TEST(after.begin());
    BOOST_TEST(!after.begin()); // a call begins once
    BOOST_TEST(desk.running() == 1u);
}

BOOST_AUTO_TEST_CASE(a_revocation_ends_the_leases_of_its_credential_only) {
    office at;
    const bw::lease_desk desk = at.desk();
    const bw::lease_call call = desk.open();
    const auto mail = value_of(desk.lend<mail_send>(call, noon, in_a_minute));
    const auto customers = value_of(desk.lend<crm_read>(call, noon, in_a_minute));
    value_of(at.book.revoke("mailer", "Dave <dave@example.com>", "it leaked", noon));
    BOOST_TEST(outcome_of(mail.secret(test_reason)) == "revoked");
    BOOST_TEST(outcome_of(customers.secret(test_reason)) == "done");
    BOOST_TEST(outcome_of(desk.lend<mail_read>(call, noon, in_a_minute)) == "revoked");
    at.stored = "trout";
    value_of(at.book.reinstate("mailer", "Dave <dave@example.com>", "new secret", noon));
    BOOST_TEST(outcome_of(mail.secret(test_reason)) == "revoked");
    const auto fresh = value_of(desk.lend<mail_read>(call, noon, in_a_minute));
    BOOST_TEST(value_of(fresh.secret(test_reason)) == "trout");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_lent_says_why) {
    office at;
    const bw::lease_desk desk = at.desk(), other = at.desk();
    const bw::lease_call call = desk.open();
    const auto nobody = desk.lend<nobodys>(call, noon, in_a_minute);
    BOOST_TEST(outcome_of(nobody) == "scope_missing");
    BOOST_TEST(nobody.why().subject == "nobody:grants");
    BOOST_TEST(outcome_of(other.lend<mail_send>(call, noon, in_a_minute)) == "internal_error");
    bw::lease_call ended = desk.open();
    desk.close(ended);
    BOOST_TEST(outcome_of(desk.lend<mail_send>(ended, noon, in_a_minute)) == "internal_error");
    const auto plain = value_of(desk.lend<files_read>(call, noon, in_a_minute));
    BOOST_TEST(outcome_of(plain.secret(test_reason)) == "secret_unavailable");
    BOOST_TEST(!plain.ended().has_value());
    at.stored.clear();
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, noon, in_a_minute)) == "secret_unavailable");
    at.stored = "trout";
    BOOST_TEST(outcome_of(desk.lend<mail_send>(call, noon, in_a_minute)) == "done");
    BOOST_TEST((desk.account_for(mail_send) == &mailer && desk.account_for(nobodys) == nullptr));
}

// Tools read while operators stop, revoke and rotate: what is read is always one whole secret.
BOOST_AUTO_TEST_CASE(many_threads_read_while_others_end_leases) {
    office at;
    at.stored = std::string(64, 'a');
    const bw::lease_desk desk = at.desk();
    std::atomic<bool> over{false};
    std::atomic<int> torn{0}, read{0}, after_stop{0};
    std::vector<std::thread> crew;
    for (int i = 0; i < 6; ++i) {
        crew.emplace_back([&] {
            while (!over) {
                bw::lease_call call = desk.open();
                const auto lease = desk.lend<mail_send>(call, noon, in_a_minute);
                if (!lease)
                    continue;
                const auto bytes = lease->secret(test_reason);
                if (!bytes)
                    continue;
                ++read;
                if (bytes->size() != 64 || *bytes != std::string(64, bytes->front()))
                    ++torn;
                call.close();
                if (lease->secret(test_reason))
                    ++after_stop;
            }
        });
    }
    crew.emplace_back([&] {
        for (int i = 0; i < 300; ++i) {
            if (i % 3 == 0) {
                if (at.book.revoke("mailer", "t", "t", noon))
                    (void)at.book.reinstate("mailer", "t", "t", noon);
            } else if (i % 3 == 1) {
                (void)at.book.rotate("mailer", noon);
            } else {
                desk.stop();
                desk.resume();
            }
            std::this_thread::yield();
        }
        while (read < 100)
            std::this_thread::yield();
        over = true;
    });
    for (std::thread& each : crew)
        each.join();
    BOOST_TEST(torn == 0);
    BOOST_TEST(after_stop == 0);
}

BOOST_AUTO_TEST_SUITE_END()
