// SPDX-License-Identifier: BSL-1.0
#include "board.hpp"

#include <thread>

// What is told, when, to whom, and how often.

using board::value_of;

BOOST_AUTO_TEST_SUITE(notify_notifier)

BOOST_FIXTURE_TEST_CASE(each_step_of_a_ticket_is_told_once, board::office) {
    auto teller = listen();
    const std::string id = ask();
    BOOST_TEST(value_of(teller.look()).delivered == 1u);
    BOOST_TEST(heard() == "waiting");
    BOOST_TEST(value_of(teller.look()).delivered == 0u);
    pass(bw::hours(3));
    value_of(teller.look());
    value_of(teller.look());
    BOOST_TEST(heard() == "near_deadline");
    grant(id);
    lose(id);
    value_of(teller.look());
    BOOST_TEST(heard() == "granted uncertain");
    value_of(desk.retry(id, board::as(board::alice), "again", time.at));
    value_of(teller.look());
    BOOST_TEST(heard() == "granted");
    pass(bw::hours(9));
    value_of(teller.look());
    BOOST_TEST(heard() == "expired"); // though no sweep has written it down
    value_of(desk.sweep(time.at));
    value_of(teller.look());
    value_of(teller.look());
    BOOST_TEST(heard().empty());
    BOOST_TEST(mark("notified:ear").find(id) == std::string::npos); // nothing more can come
}

BOOST_FIXTURE_TEST_CASE(what_is_opened_and_denied_between_two_looks_is_told, board::office) {
    auto teller = listen();
    value_of(teller.look());
    pass(bw::minutes(5));
    deny(ask());
    value_of(teller.look());
    BOOST_TEST(heard() == "denied"); // nobody is asked for what was decided
    pass(bw::minutes(5));
    value_of(teller.look());
    value_of(teller.look());
    BOOST_TEST(heard().empty());
}

BOOST_FIXTURE_TEST_CASE(a_restart_repeats_nothing_and_forgets_nothing, board::office) {
    const std::string old = ask();
    deny(old);
    const std::string first = ask(), second = ask();
    value_of(listen().look());
    BOOST_TEST(heard() == "waiting waiting"); // what was closed before the first look is no news
    value_of(listen().look());
    BOOST_TEST(heard().empty());
    pass(bw::hours(2));
    deny(first); // while nobody listens
    grant(second);
    deny(ask());
    pass(bw::minutes(30));
    value_of(listen().look());
    BOOST_TEST(ears.heard.size() == 3u);
    heard();
    value_of(listen().look());
    BOOST_TEST(heard().empty());
}

BOOST_FIXTURE_TEST_CASE(a_cursor_in_a_file_does_the_same, board::office) {
    bw::notifier_options options = named("ear");
    options.cursor_file = place / "cursor";
    ask();
    value_of(listen(options).look());
    BOOST_TEST(heard() == "waiting");
    value_of(listen(options).look());
    BOOST_TEST(heard().empty());
    BOOST_TEST(value_of(store.marks("notified:")).empty());
    std::ofstream(place / "cursor") << "{}";
    BOOST_TEST(asked::outcome_of(listen(options).look()) == "malformed_request");
}

BOOST_FIXTURE_TEST_CASE(what_was_sent_and_not_written_down_is_sent_again, board::office) {
    bw::notifier_options options = named("ear");
    options.cursor_file = place / "not-there/cursor";
    ask();
    BOOST_TEST(asked::outcome_of(listen(options).look()) == "state_unavailable");
    BOOST_TEST(heard() == "waiting");
    board::fs::create_directory(place / "not-there");
    value_of(listen(options).look());
    BOOST_TEST(heard() == "waiting"); // the same message, with the same id
    value_of(listen(options).look());
    BOOST_TEST(heard().empty());
}

BOOST_FIXTURE_TEST_CASE(who_is_told_is_the_caller_s_choice, board::office) {
    const std::string id = ask();
    const bw::ticket at = value_of(store.load(id));
    const auto told = [&](std::vector<bw::told_party> to, bw::notice what, bw::duration later) {
        std::string all;
        for (const bw::party& each :
             bw::message_about(at, what, "0", board::noon + later, {.to = std::move(to)}).to)
            all += each.name + " ";
        return all;
    };
    using enum bw::told_party;
    BOOST_TEST(told({owner, deputy}, bw::notice::waiting, {}) == "Dave ");
    BOOST_TEST(told({owner, deputy}, bw::notice::waiting, bw::hours(3)) == "Dave Carol ");
    BOOST_TEST(told({deputy}, bw::notice::near_deadline, {}) == "Carol ");
    BOOST_TEST(told({approvers, deputy}, bw::notice::near_deadline, {}) == "Alice Bob Carol ");
}

BOOST_FIXTURE_TEST_CASE(only_what_is_wanted_is_told, board::office) {
    bw::notifier_options options = named("ear");
    options.of = {bw::notice::uncertain};
    auto teller = listen(options);
    const std::string id = ask();
    value_of(teller.look());
    grant(id);
    lose(id);
    value_of(teller.look());
    BOOST_TEST(heard() == "uncertain");
    bw::notifier_options others = named("others");
    others.wanted.queue = "another-queue";
    value_of(listen(others).look());
    BOOST_TEST(heard().empty());
}

BOOST_FIXTURE_TEST_CASE(a_hook_that_is_away_is_tried_again_until_it_is_back, board::office) {
    auto teller = listen();
    const std::string first = ask(), second = ask();
    ears.answer = bw::refusal{bw::reason::state_unavailable, "notify", "relay", "away"};
    const bw::notifier_report report = value_of(teller.look());
    BOOST_TEST((report.trouble && report.trouble->subject == "relay"));
    BOOST_TEST(ears.asked == 1); // who is away is not asked for each ticket
    BOOST_TEST(report.undeliverable == 0u);
    ears.answer.reset();
    value_of(teller.look());
    BOOST_TEST(heard() == "waiting waiting");
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_delivered_is_told_and_not_dropped_in_silence,
                        board::office) {
    bw::notifier_options options = named("ear");
    std::vector<std::string> lost;
    options.on_undeliverable = [&](const bw::notice_message& one, const bw::refusal& why) {
        lost.push_back(one.ticket + " " + std::string(bw::word_of(why.code)));
    };
    const std::string id = ask();
    ears.answer = bw::refusal{bw::reason::tool_failed, "notify", "relay", "status 400"};
    BOOST_TEST(value_of(listen(options).look()).undeliverable == 1u);
    BOOST_TEST(lost == (std::vector<std::string>{id + " tool_failed"}),
               boost::test_tools::per_element());
    BOOST_TEST(mark("undelivered:ear").find("status 400") != std::string::npos);
    board::check_is_clean(mark("undelivered:ear"));
    BOOST_TEST(value_of(listen(options).look()).undeliverable == 0u); // told once
    ears.answer.reset();
    grant(id);
    auto teller = listen(options);
    value_of(teller.look());
    BOOST_TEST(heard() == "granted"); // the next message is not held up
    BOOST_TEST(teller.undelivered() == 1u); // the count survives the restart
}

BOOST_FIXTURE_TEST_CASE(what_came_too_late_or_for_too_long_is_given_up_and_told, board::office) {
    const std::string first = ask();
    ears.answer = bw::refusal{bw::reason::timed_out, "notify", "relay", "slow"};
    auto teller = listen();
    value_of(teller.look());
    pass(bw::hours(1));
    deny(first);
    ears.answer.reset();
    BOOST_TEST(value_of(teller.look()).undeliverable == 1u); // it asked for a decision
    BOOST_TEST(heard() == "denied");
    bw::notifier_options options = named("short");
    options.give_up_after = bw::minutes(10);
    auto other = listen(options);
    ask();
    ears.answer = bw::refusal{bw::reason::timed_out, "notify", "relay", "slow"};
    BOOST_TEST(value_of(other.look()).undeliverable == 0u);
    pass(bw::minutes(11));
    BOOST_TEST(value_of(other.look()).undeliverable == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_message_tells_nothing_personal_unless_that_is_declared, board::letter) {
    board::check_is_clean(boost::json::serialize(bw::message_json(message())));
    board::check_is_clean(bw::letter_of(message()));
    using enum bw::personal_field;
    const bw::message_options all{.with = {arguments, requester, why, evidence}};
    const std::string told = boost::json::serialize(bw::message_json(message(all)));
    for (const char* each : {"customer-9", "User One", "owes her sister", "number 17"})
        BOOST_TEST(told.find(each) != std::string::npos, each);
    const std::string some =
        boost::json::serialize(bw::message_json(message({.with = {why}})));
    BOOST_TEST(some.find("owes her sister") != std::string::npos);
    BOOST_TEST(some.find("customer-9") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_message_names_what_people_need, board::letter) {
    const boost::json::object wanted{{"id", id + ".0"},
                                     {"event", "waiting"},
                                     {"ticket", id},
                                     {"agent", "agent-7"},
                                     {"tool", "pay"},
                                     {"queue", "payments"},
                                     {"state", "waiting"},
                                     {"deadline", "2026-11-21T16:00:00.000000Z"},
                                     {"owner", "dave@example.com"},
                                     {"command", "./desk tickets show " + id},
                                     {"to", {"dave@example.com"}}};
    BOOST_TEST((bw::message_json(message()) == wanted));
}

BOOST_FIXTURE_TEST_CASE(a_thread_tells_while_others_go_on, board::office) {
    bw::notifier_options options = named("thread");
    options.look_every = bw::duration{10};
    const std::string told = place / "told";
    bw::command_hook hook({.words = {place.script("tell", "cat >> " + told)}});
    bw::notifier teller(store, std::move(hook), options, bw::time_source(time));
    std::jthread beside([&](std::stop_token stop) { teller.run(stop); });
    const std::string id = ask();
    for (int i = 0; i < 500 && place.text("told").empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    BOOST_TEST(place.text("told").find(id) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
