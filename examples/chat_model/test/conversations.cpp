// SPDX-License-Identifier: BSL-1.0
#include "place.hpp"

// The whole path over real HTTP: model, gate, receipts. The server plays the recorded transcripts.

using place::text_at;

namespace {

/// One transcript, asked through HTTP; what came of it, and what the server has seen.
struct played : place::desk {
    bw::run_report came;
    std::vector<loopback::request> seen;
    helpdesk::transcript of;

    void play(const std::string& name) {
        of = place::recorded(name);
        loopback::server endpoint(place::playing(of));
        auto model = place::model_at(endpoint.base());
        auto said = ask(model, of.question);
        if (!said) BOOST_TEST_MESSAGE(said.why().hint);
        BOOST_TEST_REQUIRE(said.is_done());
        came = *std::move(said);
        seen = endpoint.requests();
        BOOST_TEST(seen.size() == of.exchanges.size());
        BOOST_TEST(is_whole());
        BOOST_TEST(!holds(place::key));
        for (const boost::json::value& each : receipts())
            if (text_at(each, "/type") == "intent")
                BOOST_TEST(text_at(each, "/decision/model") == "gpt-4.1-mini@2025-04-14");
    }
    boost::json::value asked(std::size_t turn) const {
        const auto parsed = bw::parse_strict(seen.at(turn).body, {.depth = 32});
        BOOST_TEST_REQUIRE(parsed.has_value());
        return *parsed;
    }
    /// What was told to the model last, before the answer of this turn.
    std::string told(std::size_t turn) const {
        const auto whole = asked(turn);
        return text_at(whole.at("messages").as_array().back(), "/content");
    }
    bw::dispatch_status status(std::size_t call) const { return came.calls.at(call).came.status; }
    bw::reason why(std::size_t call) const { return came.calls.at(call).came.why.code; }
    std::vector<std::string> decisions() const {
        std::vector<std::string> all;
        for (const boost::json::value& each : receipts())
            if (text_at(each, "/type") == "intent")
                all.push_back(text_at(each, "/action/tool") + " " +
                              text_at(each, "/decision/effect"));
        return all;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(conversations)

BOOST_FIXTURE_TEST_CASE(a_question_is_answered_by_one_call, played) {
    play("1-question");
    BOOST_REQUIRE_EQUAL(came.calls.size(), 1u);
    BOOST_TEST((status(0) == bw::dispatch_status::done));
    BOOST_TEST(came.text.find("office-eu") != std::string::npos);
    BOOST_TEST(told(1).find("valid for thirty seconds") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_request_is_what_the_protocol_wants, played) {
    play("1-question");
    BOOST_TEST(seen[0].head.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
    BOOST_TEST(seen[0].header("Authorization") == "Bearer " + std::string(place::key));
    BOOST_TEST(seen[0].header("Content-Type") == "application/json");
    BOOST_TEST(seen[0].body.find(place::key) == std::string::npos);
    const auto first = asked(0), second = asked(1);
    BOOST_TEST(text_at(first, "/model") == "gpt-4.1-mini-2025-04-14");
    BOOST_TEST(text_at(first, "/stream") == "false");
    BOOST_TEST(first.at("messages").as_array().size() == 2u);
    BOOST_TEST(text_at(first, "/messages/0/role") == "system");
    BOOST_TEST(text_at(first, "/messages/1/content") == of.question);
    BOOST_REQUIRE_EQUAL(first.at("tools").as_array().size(), 4u);
    BOOST_TEST(text_at(first, "/tools/0/function/name") == "search_articles");
    BOOST_TEST(text_at(first, "/tools/0/function/strict") == "true");
    BOOST_TEST(text_at(second, "/messages/2/role") == "assistant");
    BOOST_TEST(text_at(second, "/messages/2/tool_calls/0/function/name") == "search_articles");
    BOOST_TEST(text_at(second, "/messages/3/tool_call_id") ==
               text_at(second, "/messages/2/tool_calls/0/id"));
}

BOOST_FIXTURE_TEST_CASE(an_injected_order_is_refused_with_a_receipt, played) {
    play("2-injection");
    BOOST_REQUIRE_EQUAL(came.calls.size(), 2u);
    BOOST_TEST((why(1) == bw::reason::never));
    BOOST_TEST(told(2).find("\"reason\":\"never\"") != std::string::npos);
    const std::vector<std::string> wanted{"search_articles allow", "delete_account deny"};
    BOOST_TEST(decisions() == wanted, boost::test_tools::per_element());
    // An assistant's text beside its calls goes back to it as it was.
    BOOST_TEST(text_at(asked(2), "/messages/4/content") ==
               "I will do what the article asks first.");
}

BOOST_FIXTURE_TEST_CASE(a_reset_waits_until_a_lead_has_agreed_and_runs_once, played) {
    play("3-approval");
    BOOST_REQUIRE_EQUAL(came.calls.size(), 3u);
    BOOST_TEST((status(2) == bw::dispatch_status::waiting));
    BOOST_TEST(came.text.find("has to agree first") != std::string::npos);
    BOOST_TEST(!std::filesystem::exists(office->resets()));
    const std::string ticket = came.calls[2].came.ticket;
    BOOST_TEST(text_at(asked(2), "/messages/6/content").find(ticket) != std::string::npos);
    BOOST_TEST(office->look_up("INC-1042").notes.size() == 1u);

    bw::operator_desk by_jana(*agent, {jana.name, jana.contact});
    BOOST_TEST((by_jana.grant(ticket, "it is me").why().code ==
                bw::reason::self_approval));
    bw::operator_desk by_nadia(*agent, {std::string(helpdesk::nadia.name),
                                        std::string(helpdesk::nadia.contact)});
    BOOST_TEST_REQUIRE(by_nadia.grant(ticket, "police report seen").is_done());
    bw::session once(*agent, {.trigger = {.reference = "ticket:" + ticket},
                              .requester = {"Nadia Haddad", "nadia.haddad@office.example"}});
    BOOST_TEST((once.run_granted(ticket).status == bw::dispatch_status::done));
    BOOST_TEST((once.run_granted(ticket).why.code == bw::reason::already_consumed));
    BOOST_TEST(helpdesk::whole_file(office->resets()) == "e2071 for INC-1042\n");
    BOOST_TEST(is_whole());
}

BOOST_FIXTURE_TEST_CASE(arguments_are_refused_by_name_until_they_fit, played) {
    play("4-corrected");
    BOOST_REQUIRE_EQUAL(came.calls.size(), 3u);
    BOOST_TEST((why(0) == bw::reason::malformed_request));
    BOOST_TEST(came.calls[0].came.why.subject == "/number");
    BOOST_TEST((why(1) == bw::reason::malformed_request));
    BOOST_TEST((status(2) == bw::dispatch_status::done));
    BOOST_TEST(told(1).find("/number") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_model_that_invents_a_tool_is_stopped, played) {
    play("5-loop");
    BOOST_TEST((came.end == bw::run_end::over_budget));
    BOOST_TEST(came.calls.size() == 9u); // one more than the charter's steps
    for (std::size_t i = 0; i < 8; ++i) BOOST_TEST((why(i) == bw::reason::tool_unknown));
    BOOST_TEST(receipts().size() == 9u);
}

BOOST_AUTO_TEST_CASE(the_recorded_model_tells_the_same_without_a_network) {
    for (const char* name : {"1-question", "2-injection", "3-approval", "4-corrected", "5-loop"}) {
        place::desk desk;
        helpdesk::recorded_model model(place::recorded(name));
        const auto came = desk.ask(model, model.recorded().question);
        BOOST_TEST(came.is_done(), name);
        BOOST_TEST(desk.is_whole());
    }
}

BOOST_AUTO_TEST_CASE(a_recording_goes_on_only_where_the_gate_says_the_same) {
    place::desk desk;
    helpdesk::transcript changed = place::recorded("2-injection");
    changed.exchanges[2].told = "\"status\":\"done\"";
    helpdesk::recorded_model model(std::move(changed));
    const auto came = desk.ask(model, "How does a guest of mine get onto the Wi-Fi?");
    BOOST_TEST_REQUIRE(!came.is_done());
    BOOST_TEST((came.why().code == bw::reason::no_evidence));
}

BOOST_AUTO_TEST_CASE(a_conversation_keeps_what_was_said_and_not_what_tools_told) {
    place::desk desk;
    const auto of = place::recorded("1-question");
    loopback::server endpoint([&](const loopback::request&, std::size_t turn) {
        return loopback::response{.body = bw::json_text(of.exchanges[turn % 2].response)};
    });
    auto model = place::model_at(endpoint.base());
    helpdesk::conversation said;
    for (int i = 0; i < 2; ++i)
        BOOST_TEST((helpdesk::ask(*desk.agent, model, said, desk.jana, of.question).end ==
                    bw::run_end::model_stopped));
    BOOST_TEST(said.size() == 4u);
    const auto third = bw::parse_strict(endpoint.requests().at(2).body, {.depth = 32});
    BOOST_TEST_REQUIRE(third.has_value());
    BOOST_TEST(third->at("messages").as_array().size() == 4u);
    BOOST_TEST(endpoint.requests()[2].body.find("\"role\":\"tool\"") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
