// SPDX-License-Identifier: BSL-1.0
#include "place.hpp"

// An endpoint that is in trouble, or is not what it says: each ends the run, and nothing was done.

using bw::reason;
using loopback::response;

namespace {

/// Puts a value where the pointer says; the object around it is there.
void put(boost::json::value& in, std::string_view pointer, boost::json::value value) {
    const std::size_t last = pointer.rfind('/');
    boost::system::error_code none;
    boost::json::value* around = in.find_pointer(pointer.substr(0, last), none);
    BOOST_TEST_REQUIRE(around != nullptr);
    around->as_object()[pointer.substr(last + 1)] = std::move(value);
}

std::string answer_with(std::string_view pointer, boost::json::value value) {
    boost::json::value whole = place::recorded("1-question").exchanges[1].response;
    put(whole, pointer, std::move(value));
    return bw::json_text(whole);
}

struct faults : place::desk {
    std::size_t asked = 0;

    /// The refusal that comes of a server like this; the log is whole, and the key is nowhere.
    bw::refusal refused(const loopback::server::script& says, helpdesk::http_limits limits = {}) {
        loopback::server endpoint(says);
        auto model = place::model_at(endpoint.base(), limits);
        const auto came = ask(model, "Hello?");
        asked = endpoint.requests().size();
        BOOST_TEST(is_whole());
        BOOST_TEST(receipts().empty());
        BOOST_TEST(!holds(place::key));
        BOOST_TEST_REQUIRE(!came.is_done());
        BOOST_TEST(!came.why().hint.empty());
        BOOST_TEST(came.why().hint.find(place::key) == std::string::npos);
        return came.why();
    }
    reason code(response said, helpdesk::http_limits limits = {}) {
        return refused([&](const loopback::request&, std::size_t) { return said; }, limits).code;
    }
    reason code_of(std::string_view pointer, boost::json::value value) {
        return code({.body = answer_with(pointer, std::move(value))});
    }
    /// What a model says in one turn, when the server says this once.
    bw::answer<bw::run_report> said(std::string body) {
        loopback::server endpoint([&](const loopback::request&, std::size_t turn) {
            return response{.body = turn == 0 ? body : answer_with("/id", "x")};
        });
        auto model = place::model_at(endpoint.base());
        return ask(model, "Hello?");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(endpoint_faults, faults)

BOOST_AUTO_TEST_CASE(a_busy_endpoint_is_asked_three_times) {
    BOOST_TEST((code({.status = 500, .body = "{}"}) == reason::model_unavailable));
    BOOST_TEST(asked == 3u);
    BOOST_TEST((code({.status = 429, .body = "{}"}) == reason::resource_limit_exceeded));
    BOOST_TEST(asked == 3u);
    const auto why = refused([](const loopback::request&, std::size_t) {
        return response{.status = 429, .body = "{}", .headers = "Retry-After: 120\r\n"};
    });
    BOOST_TEST(why.hint.find("in 120 s") != std::string::npos);
    BOOST_TEST(asked == 1u); // too long to wait for
    const auto of = place::recorded("1-question");
    loopback::server recovers([&](const loopback::request&, std::size_t turn) {
        if (turn == 0) return response{.status = 503, .body = "busy"};
        return response{.body = bw::json_text(of.exchanges[1].response)};
    });
    auto model = place::model_at(recovers.base());
    BOOST_TEST(ask(model, "Hello?").is_done());
}

BOOST_AUTO_TEST_CASE(a_status_says_what_to_do) {
    BOOST_TEST((code({.status = 401, .body = "{}"}) == reason::secret_unavailable));
    BOOST_TEST((code({.status = 404, .body = "{}"}) == reason::malformed_request));
    const auto moved = refused([](const loopback::request&, std::size_t) {
        return response{.status = 307, .body = "{}",
                        .headers = "Location: http://127.0.0.1:1/v1/chat/completions\r\n"};
    });
    BOOST_TEST((moved.code == reason::out_of_bounds));
    BOOST_TEST(asked == 1u);
}

BOOST_AUTO_TEST_CASE(a_connection_that_breaks_or_hangs_ends_the_run) {
    const std::string whole = answer_with("/id", "x");
    BOOST_TEST((code({.body = whole, .sent = response::cut}) == reason::model_unavailable));
    BOOST_TEST((code({.sent = response::never}, {.whole = bw::duration{200}}) ==
                reason::timed_out));
    BOOST_TEST(asked == 1u); // it may be at work on the question still
    BOOST_TEST((code({.body = std::string(100'000, ' ') + whole}, {.answer_bytes = 65536}) ==
                reason::resource_limit_exceeded));
    std::string gone;
    {
        loopback::server was([](const loopback::request&, std::size_t) { return response{}; });
        gone = was.base();
    }
    auto model = place::model_at(gone);
    BOOST_TEST((ask(model, "Hello?").why().code == reason::model_unavailable));
}

BOOST_AUTO_TEST_CASE(garbage_is_no_answer) {
    const std::string whole = answer_with("/id", "x");
    for (const std::string& body :
         {std::string(), std::string("<html>busy</html>"), std::string("{\"model\":"),
          std::string("[]"), std::string("\"\xff\""), std::string("{\"a\":1,\"a\":2}"),
          std::string(40, '['), whole + "{}", std::string(R"({"error":{"message":"no"}})")})
        BOOST_TEST((code({.body = body}) == reason::malformed_request), body);
    for (const char* pointer :
         {"/model", "/choices", "/choices/0/message", "/choices/0/message/role",
          "/choices/0/message/content", "/choices/0/message/tool_calls",
          "/choices/0/finish_reason", "/usage/prompt_tokens"})
        BOOST_TEST((code_of(pointer, -1) == reason::malformed_request), pointer);
    BOOST_TEST((code_of("/choices", boost::json::array{}) == reason::malformed_request));
    for (boost::json::object call :
         {boost::json::object{}, boost::json::object{{"id", "a"}, {"type", "web_search"}},
          boost::json::object{{"id", "a"}, {"type", "function"},
                              {"function", {{"name", "look_up_case"},
                                            {"arguments", {{"number", "INC-1042"}}}}}}})
        BOOST_TEST((code_of("/choices/0/message/tool_calls", boost::json::array{call}) ==
                    reason::malformed_request));
}

BOOST_AUTO_TEST_CASE(another_model_than_the_declared_one_is_not_listened_to) {
    for (const char* other : {"gpt-4o", "gpt-4.1-mini", "gpt-4.1-mini-2025-04-15",
                              "gpt-4.1-mini-2025-04-14-ft", "GPT-4.1-mini-2025-04-14",
                              "gpt-4.1-mini/2025-04-14", ""})
        BOOST_TEST((code_of("/model", other) == reason::model_not_declared), other);
    for (const char* same : {"gpt-4.1-mini-2025-04-14", "gpt-4.1-mini:2025-04-14"})
        BOOST_TEST(said(answer_with("/model", same)).is_done(), same);
}

BOOST_AUTO_TEST_CASE(half_an_answer_is_none_and_a_refusal_is_one) {
    BOOST_TEST((code_of("/choices/0/finish_reason", "length") ==
                reason::resource_limit_exceeded));
    BOOST_TEST((code_of("/choices/0/finish_reason", "content_filter") == reason::model_unavailable));
    boost::json::value whole = place::recorded("1-question").exchanges[1].response;
    put(whole, "/choices/0/message/content", nullptr);
    put(whole, "/choices/0/message/refusal", "I cannot help with that.");
    const auto came = said(bw::json_text(whole));
    BOOST_TEST_REQUIRE(came.is_done());
    BOOST_TEST(came->text == "I cannot help with that.");
}

BOOST_AUTO_TEST_CASE(what_was_used_is_charged_and_ends_the_run) {
    helpdesk::bill one({.asked = 40, .answered = 160});
    BOOST_TEST(one.add(helpdesk::usage{1000, 100}, 0, 0) == 1); // 0.056 cents, begun
    BOOST_TEST(one.add(helpdesk::usage{1000, 100}, 0, 0) == 0);
    BOOST_TEST(one.add(helpdesk::usage{100'000, 0}, 0, 0) == 4);
    BOOST_TEST(one.add(std::nullopt, 100'000, 0) == 4); // a byte for a token
    auto rich = place::recorded("1-question");
    put(rich.exchanges[0].response, "/usage/prompt_tokens", 1'000'000);
    loopback::server endpoint(place::playing(rich));
    auto model = place::model_at(endpoint.base());
    const auto came = ask(model, rich.question);
    BOOST_TEST_REQUIRE(came.is_done());
    BOOST_TEST((came->end == bw::run_end::over_budget));
    BOOST_TEST(came->calls.at(0).came.why.subject == "cost");
    BOOST_TEST(is_whole());
}

BOOST_AUTO_TEST_CASE(what_the_model_sees_goes_only_where_the_charter_says) {
    const auto at = [](const char* base, const char* secret) {
        auto came = helpdesk::endpoint_at(base, "m", bw::secret::taken_from(secret));
        return came ? std::string("fine") : std::string(bw::word_of(came.why().code));
    };
    for (const char* fine : {"https://api.openai.com/v1", "https://api.openai.com/v1/",
                             "http://127.0.0.1:8080/v1", "http://localhost:11434/v1",
                             "http://[::1]:8080/v1", "https://127.0.0.1/v1"})
        BOOST_TEST(at(fine, "sk-1") == "fine", fine);
    for (const char* away : {"https://api.openai.com.evil.example/v1", "http://api.openai.com/v1",
                             "https://models.example/v1", "https://api.openai.com/v2",
                             "http://127.0.0.1.evil.example/v1"})
        BOOST_TEST(at(away, "sk-1") == "out_of_bounds", away);
    for (const char* odd : {"", "api.openai.com/v1", "file:///etc/passwd", "https://a:b@127.0.0.1/",
                            "http://127.0.0.1/v1?a=b", "http://127.0.0.1/v1#a"})
        BOOST_TEST(at(odd, "sk-1") == "malformed_request", odd);
    BOOST_TEST(at("https://api.openai.com/v1", "") == "secret_unavailable");
    BOOST_TEST(at("http://127.0.0.1/v1", "") == "fine");
    BOOST_TEST(at("http://127.0.0.1/v1", "sk\r\nHost: evil") == "secret_unavailable");
}

BOOST_AUTO_TEST_CASE(a_question_that_is_no_text_is_not_asked) {
    loopback::server endpoint([](const loopback::request&, std::size_t) { return response{}; });
    auto model = place::model_at(endpoint.base());
    BOOST_TEST((ask(model, "half a letter: \xC3").why().code == reason::malformed_request));
    BOOST_TEST(endpoint.requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
