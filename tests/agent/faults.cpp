// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

// Bad input: what a model, an operator or a clock gets wrong is refused with a reason, leaves a
// receipt and runs nothing. States that are damaged are in faults_state.cpp and faults_damage.cpp.

using bench::code;
using bench::value_of;

BOOST_AUTO_TEST_SUITE(agent_faults)

BOOST_FIXTURE_TEST_CASE(an_unknown_tool_is_refused_whatever_its_name_is_made_of, bench::state) {
    const std::vector<std::string> names{
        "transfer",  "pay/../pay", std::string(5000, 'x'), std::string("pay\0", 4),
        "\"},{\"",   "\u202epay",  "",                     std::string(127, 'x') + "\u00e9",
        "\xff\xfe", "pay\xc3",    "\xed\xa0\x80"};
    for (const std::string& name : names) {
        const auto came = session().dispatch(name, bench::json_of(bench::order()));
        BOOST_TEST(code(came) == "tool_unknown", name.substr(0, 20));
        BOOST_TEST(!came.why.hint.empty());
        BOOST_TEST(came.for_model().at("status") == "refused");
    }
    BOOST_TEST(static_cast<std::size_t>(refusals("tool_unknown")) == names.size());
    BOOST_TEST(at.pays + at.notes == 0);
    BOOST_TEST(bench::words(verified()) == "valid");
}

BOOST_FIXTURE_TEST_CASE(malformed_json_is_refused_for_every_tool, bench::state) {
    int tries = 0;
    for (const char* tool : {"pay", "note"})
        for (const std::string& json :
             {std::string(), std::string("{"), std::string("null"), std::string("[]"),
              std::string("{}"), std::string("{\"to\":\"\xff\"}"), std::string("{\"a\":1,\"a\":2}"),
              std::string("{'to':1}"), std::string(300, '{'), std::string("{\"about\":1}") + "x",
              R"({"about":"c","text":")" + std::string(2'000'000, 'x') + "\"}"}) {
            BOOST_TEST(code(session().dispatch(tool, json)) == "malformed_request",
                       tool << " " << json.substr(0, 20));
            ++tries;
        }
    BOOST_TEST(refusals("malformed_request") == tries);
    BOOST_TEST(at.pays + at.notes == 0);
}

BOOST_FIXTURE_TEST_CASE(arguments_out_of_range_are_refused_in_code_and_in_json, bench::state) {
    auto own = session();
    const std::vector<teller::order> orders{
        {"c", 0, "EUR", "m"},  {"c", -250, "EUR", "m"}, {"c", 1'000'001, "EUR", "m"},
        {"c", 250, "GBP", ""}, {"c", 250, "eur", "m"},  {std::string(41, 'c'), 250, "EUR", "m"},
        {"c", 250, "EUR", std::string(8001, 'm')}};
    for (const teller::order& each : orders) {
        BOOST_TEST(code(own.call<teller::pay>(each)) == "malformed_request");
        BOOST_TEST(code(own.dispatch("pay", bench::json_of(each))) == "malformed_request");
    }
    // In code a text may even hold what no JSON has.
    BOOST_TEST(code(own.call<teller::note>({"c", "\xff\xfe"})) == "malformed_request");
    BOOST_TEST(value_of(running->tickets().list()).tickets.empty());
    BOOST_TEST(refusals("malformed_request") == 15);
    BOOST_TEST(at.pays + at.notes == 0);
}

BOOST_FIXTURE_TEST_CASE(a_model_that_asks_for_a_never_action_is_told_so, bench::state) {
    for (const char* json : {"{}", R"({"table":"accounts"})", "drop it", ""})
        BOOST_TEST(code(session().dispatch("drop_table", json)) == "never");
    BOOST_TEST(refusals("never") == 4);
    BOOST_TEST(count("/action/tool", "drop_table") == 4);
    BOOST_TEST(count("/decision/effect", "deny") == 4);
}

BOOST_FIXTURE_TEST_CASE(a_ticket_is_not_granted_twice_late_or_by_its_requester, bench::state) {
    const std::string id = granted();
    BOOST_TEST(code(by(teller::alice).grant(id, "again")) == "already_recorded");
    BOOST_TEST(code(by(teller::bob).grant(id, "me too")) == "decision_not_allowed");
    BOOST_TEST(code(by(bw::voter{"User One", "user-1@example.com"}).grant(id, "")) ==
               "self_approval");
    const std::string late = ask();
    time.move(bw::hours(4));
    BOOST_TEST(code(by(teller::bob).grant(late, "late")) == "expired");
    BOOST_TEST(refusals("already_recorded") == 1);
    BOOST_TEST(refusals("decision_not_allowed") == 1);
    BOOST_TEST(refusals("self_approval") == 1);
    BOOST_TEST(refusals("expired") == 1);
    BOOST_TEST(count("/type", "approval") == 1);
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(a_ticket_that_nobody_opened_is_refused, bench::state) {
    for (const char* id : {"", "01", "01M7YZMHG0BGGN55V1FEZ4B2QY", "%", "' OR 1=1 --", "../x"}) {
        BOOST_TEST(run(id) == "unknown_request", id);
        BOOST_TEST(code(by(teller::alice).grant(id, "fine")) == "unknown_request", id);
        BOOST_TEST(code(by(teller::alice).cancel(id, "not needed")) == "unknown_request", id);
    }
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(a_clock_that_goes_back_reopens_nothing_that_was_closed, bench::state) {
    const std::string swept = ask(), done = granted();
    BOOST_TEST(run(done) == "done");
    time.move(bw::hours(5));
    BOOST_TEST(value_of(by(teller::dave).sweep()).size() == 1u);
    time.move(bw::hours(-24));
    BOOST_TEST(code(by(teller::alice).grant(swept, "in time?")) == "expired");
    BOOST_TEST(run(swept) == "expired");
    BOOST_TEST(run(done) == "already_consumed");
    // Calls and questions go on, and their receipts stay a valid log.
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "done");
    const std::string id = granted();
    BOOST_TEST((ticket(id).deadline == bench::noon + bw::hours(-15)));
    BOOST_TEST(run(id) == "done");
    restart();
    BOOST_TEST(stands(id) == "done");
    BOOST_TEST(at.pays == 2);
    BOOST_TEST(bench::words(verified()) == "valid");
}

BOOST_FIXTURE_TEST_CASE(a_clock_that_goes_back_in_a_tool_makes_it_neither_late_nor_unrecorded,
                        bench::state) {
    at.while_paying = [&](const teller::order&) { time.move(bw::hours(-1)); };
    const std::string id = granted();
    BOOST_TEST(run(id) == "done");
    BOOST_TEST(count("/outcome/status", "ok") == 1);
    BOOST_TEST(bench::words(verified()) == "valid");
    // A budget of time does not grow without end, nor does the clock end a run at once.
    auto own = session();
    time.move(bw::hours(-1));
    BOOST_TEST(code(own.dispatch("note", R"({"about":"c","text":"t"})")) == "done");
    time.move(bw::days(3));
    BOOST_TEST(code(own.dispatch("note", R"({"about":"c","text":"u"})")) ==
               "resource_limit_exceeded");
}

BOOST_FIXTURE_TEST_CASE(a_pause_without_name_or_reason_is_refused_and_with_both_it_lasts,
                        bench::state) {
    BOOST_TEST(code(by(teller::dave).pause("")) == "malformed_request");
    BOOST_TEST(code(by(bw::voter{}).pause("stop")) == "malformed_request");
    value_of(by(teller::dave).pause("it pays odd amounts"));
    const std::vector<std::string> tools{"pay", "note", "drop_table", "nothing"};
    for (const std::string& tool : tools)
        BOOST_TEST(code(session().dispatch(tool, "{}")) != "done", tool);
    restart();
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "paused");
    BOOST_TEST(code(session().dispatch("pay", bench::json_of(bench::order()))) == "paused");
    BOOST_TEST(at.notes == 0);
    value_of(by(teller::dave).resume("a typo in the case"));
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "done");
    BOOST_TEST(refusals("paused") >= 2);
    BOOST_TEST(count("/type", "control") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
