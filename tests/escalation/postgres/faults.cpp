// SPDX-License-Identifier: BSL-1.0
#include "../sqlite/child.hpp"
#include "relay.hpp"

namespace {

using asked::later;
using asked::value_of;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string hint_of(const std::string& conninfo, bw::postgres_options options = {}) {
    options.patience = bw::duration{100};
    const auto opened = bw::postgres_store::open(conninfo, options);
    return opened ? "opened" : opened.why().subject + ": " + opened.why().hint;
}

// A desk whose server is reached over a wire that can be cut, and one beside it.
struct cut_off {
    on_server at;
    relay wire;
    std::unique_ptr<bw::postgres_store> beside = at.open();
    std::unique_ptr<bw::postgres_store> store = open();
    bw::escalation_desk<bw::postgres_store> desk{*store};

    std::unique_ptr<bw::postgres_store> open() {
        bw::postgres_options options;
        options.schema = at.schema;
        options.rejoin = bw::duration{200};
        return std::make_unique<bw::postgres_store>(
            value_of(bw::postgres_store::open(wire.conninfo(), options)));
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_postgres_faults, *boost::unit_test::precondition(needs_server{}))

BOOST_AUTO_TEST_CASE(no_refusal_repeats_a_password) {
    for (const char* text :
         {"postgresql://me:hunter22@127.0.0.1:1/none", "host=127.0.0.1 port=1 password=hunter22",
          "postgresql://me:hunter22%zz@127.0.0.1:1/none", "host=127.0.0.1 password='hunter22",
          "postgresql://me:x@127.0.0.1:1/none?nonsense=hunter22", "hunter22"}) {
        const std::string hint = hint_of(text);
        BOOST_TEST(!contains(hint, "hunter22"), hint);
        BOOST_TEST(hint != "opened");
    }
    BOOST_TEST(contains(hint_of("host=127.0.0.1 port=1"), "cannot be reached"));
    BOOST_TEST(contains(hint_of(server()->conninfo(), {.schema = "Not; a name"}), "small letters"));
}

BOOST_AUTO_TEST_CASE(what_the_text_says_reaches_the_library) {
    const on_server at;
    at.open();
    const std::string standby = server()->conninfo() + " target_session_attrs=standby";
    BOOST_TEST(contains(hint_of(standby, {.schema = at.schema}), "standby"));
    const std::string named = server()->conninfo() + " application_name=desk-9";
    const auto store = value_of(bw::postgres_store::open(named, {.schema = at.schema}));
    BOOST_TEST(other_session().one("SELECT count(*) > 0 FROM pg_stat_activity"
                                   " WHERE application_name='desk-9'") == "t");
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_and_an_equal_one_left_alone) {
    const on_server at;
    at.open();
    at.open();
    other_session other;
    BOOST_TEST(other.one("SELECT count(*) FROM " + at.schema + ".schema_version") == "1");
    other.one("INSERT INTO " + at.schema + ".schema_version VALUES(99)");
    const std::string hint = hint_of(server()->conninfo(), {.schema = at.schema});
    BOOST_TEST(contains(hint, "newer Bailiwick (version 99"), hint);
}

BOOST_AUTO_TEST_CASE(a_role_without_rights_is_told_what_it_lacks) {
    const on_server at;
    at.open();
    other_session other;
    other.one("CREATE ROLE weak LOGIN");
    const std::string weak = server()->conninfo() + " user=weak";
    BOOST_TEST(contains(hint_of(weak, {.schema = at.schema}), "grant it"));
    for (const char* each : {"USAGE ON SCHEMA ", "SELECT ON ALL TABLES IN SCHEMA ",
                             "INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "})
        other.one("GRANT " + std::string(each) + at.schema + " TO weak");
    auto store = value_of(bw::postgres_store::open(weak, {.schema = at.schema}));
    value_of(bw::escalation_desk(store).open(asked::request(), asked::noon));
    value_of(store.set_pause({true, "Dave", "drill", asked::noon}));
    BOOST_TEST(value_of(store.pause()).is_on);
    BOOST_TEST(!value_of(store.is_running("pg-0000000000")));
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_refused) {
    asked::counter<on_server> at;
    const bw::ticket ticket = at.granted();
    other_session other;
    const std::string table = at.fixture.schema + ".ticket";
    for (const char* edit : {"state='done'", "agent='x'", "due=due+1", "ended=1", "revision=9",
                             "record=replace(record, '250', '999')", "digest='sha256:'"}) {
        other.one("CREATE TABLE " + table + "_old AS SELECT * FROM " + table);
        other.one("UPDATE " + table + " SET " + edit);
        CHECK_REFUSED(at.store->load(ticket.id), state_unavailable);
        CHECK_REFUSED(at.desk.list(), state_unavailable);
        other.one("DELETE FROM " + table);
        other.one("INSERT INTO " + table + " SELECT * FROM " + table + "_old");
        other.one("DROP TABLE " + table + "_old");
    }
    BOOST_TEST((at.now_is(ticket) == ticket));
}

BOOST_AUTO_TEST_CASE(a_store_does_not_cross_a_fork) {
    asked::counter<on_server> at;
    const bw::ticket ticket = at.open();
    const pid_t child = in_child([&] {
        const auto loaded = at.store->load(ticket.id);
        return !loaded && contains(loaded.why().hint, "before a fork") ? 0 : 1;
    });
    BOOST_TEST(end_of(child) == 0);
    BOOST_TEST((at.now_is(ticket) == ticket));
}

BOOST_AUTO_TEST_CASE(a_lost_commit_that_happened_is_found) {
    cut_off at;
    int told = 0;
    auto hook = [&](const bw::ticket&) -> bw::answer<bw::done> {
        ++told;
        at.wire.next = relay::cut::after;
        return bw::done{};
    };
    const bw::ticket opened = value_of(at.desk.open(asked::request(), asked::noon, hook));
    BOOST_TEST(told == 1);
    BOOST_TEST((value_of(at.beside->load(opened.id)) == opened));
    const bw::ticket granted =
        value_of(at.desk.grant(opened.id, asked::as(asked::bob), "", later(1), hook));
    BOOST_TEST(told == 2);
    const auto taken = value_of(at.desk.start_next("agent-7", "", asked::claim_of, later(2), hook));
    BOOST_TEST(told == 3);
    BOOST_TEST_REQUIRE(taken.has_value());
    BOOST_TEST((value_of(at.beside->load(opened.id)) == *taken));
    BOOST_TEST(taken->attempts == 1u);
}

BOOST_AUTO_TEST_CASE(a_lost_commit_that_did_not_happen_is_made_once_more) {
    cut_off at;
    int told = 0;
    auto hook = [&](const bw::ticket&) -> bw::answer<bw::done> {
        ++told;
        at.wire.next = relay::cut::before;
        return bw::done{};
    };
    const bw::ticket opened = value_of(at.desk.open(asked::request(), asked::noon, hook));
    value_of(at.desk.grant(opened.id, asked::as(asked::bob), "", later(1), hook));
    const auto taken = value_of(at.desk.start_next("agent-7", "", asked::claim_of, later(2), hook));
    BOOST_TEST(told == 3);
    BOOST_TEST_REQUIRE(taken.has_value());
    BOOST_TEST((value_of(at.beside->load(opened.id)) == *taken));
}

BOOST_AUTO_TEST_CASE(a_count_whose_answer_was_lost_is_not_repeated) {
    cut_off at;
    const bw::counter_use use{"per hour", 1, 9, asked::at_deadline};
    value_of(at.store->spend(use, asked::noon));
    at.wire.next = relay::cut::after;
    CHECK_REFUSED(at.store->spend(use, asked::noon), state_unavailable);
    BOOST_TEST(value_of(at.beside->spent(use.name, asked::noon)) == 2);
    BOOST_TEST(value_of(at.store->spend(use, asked::noon)) == 3);
}

BOOST_AUTO_TEST_CASE(a_runner_comes_back_under_its_name_unless_declared_dead) {
    cut_off at;
    const std::string name = at.store->runner();
    BOOST_TEST(value_of(at.beside->is_running(name)));
    at.wire.cut_all();
    ::usleep(400'000);
    BOOST_TEST(at.store->runner() == name);
    BOOST_TEST(value_of(at.beside->is_running(name)));
    value_of(at.store->generation()); // a call of a connection that was cut
    other_session other;
    other.one("INSERT INTO " + at.at.schema + ".gone VALUES('" + name + "', now())");
    at.wire.cut_all();
    ::usleep(600'000);
    BOOST_TEST(at.store->runner() != name);
    BOOST_TEST(!value_of(at.beside->is_running(name)));
    BOOST_TEST(value_of(at.beside->is_running(at.store->runner())));
}

BOOST_AUTO_TEST_CASE(the_switch_reaches_others_even_when_no_notification_does) {
    asked::counter<on_server> at;
    const auto other = at.fixture.open();
    const auto before = value_of(other->generation());
    other_session silent;
    silent.one("ALTER TABLE " + at.fixture.schema + ".mark DISABLE TRIGGER ALL");
    silent.one("UPDATE " + at.fixture.schema + ".sequence SET value = value + 1");
    const long long since = bw::detail::steady_milliseconds();
    BOOST_TEST(asked::sees_growth(*other, before));
    BOOST_TEST(bw::detail::steady_milliseconds() - since < 2000);
}

BOOST_AUTO_TEST_CASE(a_decision_wakes_sooner_than_the_next_look) {
    asked::counter<on_server> at;
    const auto other = at.fixture.open();
    long long quickest = 10'000;
    for (int round = 0; round < 5; ++round) {
        const bw::ticket opened = at.open();
        std::thread decides([&] {
            ::usleep(100'000);
            value_of(
                bw::escalation_desk(*other).deny(opened.id, asked::as(asked::bob), "no", later(1)));
        });
        const long long since = bw::detail::steady_milliseconds();
        BOOST_TEST(
            value_of(at.store->wait_for_change(opened.id, opened.revision, bw::seconds(20))));
        quickest = std::min(quickest, bw::detail::steady_milliseconds() - since);
        decides.join();
    }
    BOOST_TEST(quickest < 400); // a look comes every 500 ms
}

BOOST_AUTO_TEST_CASE(a_server_that_is_away_is_no_answer) {
    const on_server at;
    const auto store = at.open({.patience = bw::duration{300}});
    const bw::ticket ticket =
        value_of(bw::escalation_desk(*store).open(asked::request(), asked::noon));
    const std::string name = store->runner();
    server()->crash();
    CHECK_REFUSED(store->load(ticket.id), state_unavailable);
    CHECK_REFUSED(store->pause(), state_unavailable);
    ::usleep(300'000);
    CHECK_REFUSED(store->generation(), state_unavailable);
    CHECK_REFUSED(store->spend({"x", 1, 9, asked::at_expiry}, asked::noon), state_unavailable);
    BOOST_TEST_REQUIRE(server()->begin());
    BOOST_TEST((value_of(store->load(ticket.id)) == ticket));
    value_of(store->generation());
    ::usleep(1'500'000);
    BOOST_TEST(store->runner() == name);
    const auto other = at.open();
    BOOST_TEST(value_of(other->is_running(name)));
}

BOOST_AUTO_TEST_CASE(who_finds_no_free_connection_is_told_so) {
    const on_server at;
    const auto store = at.open({.connections = 1, .patience = bw::duration{200}});
    std::string inside;
    auto hook = [&](const bw::ticket&) -> bw::answer<bw::done> {
        std::thread([&] {
            const auto busy = store->pause();
            inside = busy ? "free" : busy.why().hint;
        }).join();
        return bw::done{};
    };
    value_of(bw::escalation_desk(*store).open(asked::request(), asked::noon, hook));
    BOOST_TEST(contains(inside, "all 1 connections are in use"), inside);
    value_of(store->pause());
}

BOOST_AUTO_TEST_CASE(a_row_that_another_holds_is_waited_for_only_so_long) {
    const on_server at;
    const auto store = at.open({.lock_wait = bw::duration{200}});
    const bw::escalation_desk desk(*store);
    const bw::ticket ticket = value_of(desk.open(asked::request(), asked::noon));
    other_session holder;
    holder.one("BEGIN");
    holder.one("SELECT 1 FROM " + at.schema + ".ticket FOR UPDATE");
    const auto refused = desk.grant(ticket.id, asked::as(asked::bob), "", later(1));
    CHECK_REFUSED(refused, state_unavailable);
    BOOST_TEST(contains(refused.why().hint, "another process holds the ticket"));
    holder.one("ROLLBACK");
    value_of(desk.grant(ticket.id, asked::as(asked::bob), "", later(1)));
}

BOOST_AUTO_TEST_SUITE_END()
