// SPDX-License-Identifier: BSL-1.0
#include "telemetry.hpp"

#include <boost/test/unit_test.hpp>

namespace {

/// A collector in memory: gives the planned statuses in turn, then 200, and keeps what it took.
struct collector {
    std::vector<int> plan{};
    bw::duration retry_after{};
    std::string reply = "{}";
    std::vector<std::string> logs{}, traces{};
    int requests = 0;

    bw::answer<bw::otlp_reply> operator()(std::string_view path, const std::string& body) {
        const std::size_t at = static_cast<std::size_t>(requests++);
        const int status = at < plan.size() ? plan[at] : 200;
        if (status == 0)
            return bw::refusal{bw::reason::state_unavailable, "post", "", "no connection"};
        if (status == 200) (path == "/v1/logs" ? logs : traces).push_back(body);
        return bw::otlp_reply{status, status == 200 ? reply : "why", retry_after};
    }
    /// The indices of all records that it took.
    std::vector<std::string> indices() const {
        std::vector<std::string> all;
        for (const std::string& each : logs) {
            const auto whole = telemetry::parsed(each);
            for (const auto& resource : whole.at("resourceLogs").as_array())
                for (const auto& record :
                     resource.at_pointer("/scopeLogs/0/logRecords").as_array())
                    all.push_back(telemetry::attribute(record, "bailiwick.receipt.index"));
        }
        return all;
    }
};

/// A log with receipts of the session, and the waits that a feed of it has asked for.
struct bench {
    workshop::folder folder;
    bw::receipt_log log = *bw::receipt_log::open(folder / "log", workshop::options());
    std::vector<long long> waits{};

    bench() { append(0, 13); }
    void append(std::size_t from, std::size_t to) {
        const auto session = telemetry::session();
        for (; from < to; ++from)
            BOOST_TEST_REQUIRE(log.append(session.at(from).text).is_done());
    }
    auto feed(collector& to, bw::otlp_feed_options options = {}) {
        options.folder = folder / "log";
        options.cursor_file = folder / "cursor";
        const auto send = [&to](std::string_view path, const std::string& body) {
            return to(path, body);
        };
        const auto wait = [this](bw::duration span) { waits.push_back(span.milliseconds); };
        return bw::otlp_feed<decltype(send), decltype(wait)>(options, send, wait);
    }
};

std::vector<std::string> numbers(int from, int to) {
    std::vector<std::string> all;
    for (; from < to; ++from) all.push_back(std::to_string(from));
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_feed)

BOOST_AUTO_TEST_CASE(every_receipt_is_delivered_once_and_in_order_also_of_an_open_log) {
    bench at;
    collector to;
    auto feed = at.feed(to, {.batch = 4});
    const auto first = feed.run();
    BOOST_TEST_REQUIRE(first.is_done());
    BOOST_TEST(first->next == 13u);
    BOOST_TEST(first->delivered == 13u);
    BOOST_TEST(to.logs.size() == 4u);
    BOOST_TEST(to.indices() == numbers(0, 13));
    BOOST_TEST(feed.run()->delivered == 0u); // nothing new
    at.append(1, 3);
    BOOST_TEST(feed.run()->delivered == 2u);
    BOOST_TEST(to.indices() == numbers(0, 15));
    collector other; // another process, from the cursor on
    BOOST_TEST(at.feed(other).run()->delivered == 0u);
    at.append(3, 4);
    BOOST_TEST(at.feed(other).run()->next == 16u);
    BOOST_TEST(other.indices() == numbers(15, 16));
}

BOOST_AUTO_TEST_CASE(an_outcome_finds_its_intent_from_before_the_cursor) {
    bench at;
    at.append(1, 2);
    collector before, after;
    BOOST_TEST_REQUIRE(at.feed(before).run().is_done());
    BOOST_TEST(before.traces.size() == 1u);
    at.append(2, 3);
    BOOST_TEST_REQUIRE(at.feed(after).run().is_done());
    BOOST_TEST_REQUIRE(after.traces.size() == 1u);
    BOOST_TEST(after.traces[0].find("execute_tool send_mail") != std::string::npos);
    BOOST_TEST(telemetry::parsed(after.traces[0])
                   .at_pointer("/resourceSpans/0/scopeSpans/0/spans").as_array().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_busy_collector_is_asked_again_after_longer_and_longer_waits) {
    bench at;
    collector to{.plan = {503, 429, 0, 502, 504, 200}};
    const auto came = at.feed(to).run();
    BOOST_TEST_REQUIRE(came.is_done());
    BOOST_TEST(came->retries == 5u);
    BOOST_TEST(at.waits == (std::vector<long long>{500, 1000, 2000, 4000, 8000}));
    BOOST_TEST(to.indices() == numbers(0, 13));
}

BOOST_AUTO_TEST_CASE(a_wait_that_the_collector_asks_for_is_honoured_or_the_run_ends) {
    bench at;
    collector patient{.plan = {503}, .retry_after = bw::seconds(7)};
    BOOST_TEST_REQUIRE(at.feed(patient, {.batch = 100}).run().is_done());
    BOOST_TEST(at.waits == std::vector<long long>{7000});
    at.append(0, 1);
    collector busy{.plan = {429}, .retry_after = bw::hours(1)};
    const auto refused = at.feed(busy).run();
    BOOST_TEST(golden::reason_of(refused) == "timed_out");
    BOOST_TEST(busy.requests == 1);
    BOOST_TEST(at.waits.size() == 1u);
}

BOOST_AUTO_TEST_CASE(attempts_are_bounded_and_the_next_run_goes_on_where_this_one_ended) {
    bench at;
    collector down{.plan = std::vector<int>(50, 0)};
    auto feed = at.feed(down, {.batch = 5, .attempts = 3});
    BOOST_TEST(golden::reason_of(feed.run()) == "timed_out");
    BOOST_TEST(down.requests == 3);
    BOOST_TEST(!workshop::fs::exists(at.folder / "cursor"));
    down.plan = {0, 0, 0, 200, 0, 0, 0}; // the first batch's logs go through, its spans do not
    BOOST_TEST(golden::reason_of(feed.run()) == "timed_out");
    down.plan.clear();
    BOOST_TEST(feed.run()->next == 13u);
    auto twice = numbers(0, 5);
    for (const auto& each : numbers(0, 13)) twice.push_back(each);
    BOOST_TEST(down.indices() == twice); // at least once, and nothing is left out
    BOOST_TEST(down.traces.size() == 2u); // of three spans
}

BOOST_AUTO_TEST_CASE(what_the_collector_will_never_take_is_not_sent_again) {
    bench at;
    for (const int status : {400, 401, 404, 500, 302}) {
        collector to{.plan = {status}};
        const auto refused = at.feed(to).run();
        BOOST_TEST(golden::reason_of(refused) == "malformed_request", status);
        BOOST_TEST(to.requests == 1);
        BOOST_TEST(refused.why().hint.find("why") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(records_that_the_collector_left_out_are_counted) {
    bench at;
    collector to{.reply = R"({"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"old"}})"};
    const auto came = at.feed(to, {.traces = false}).run();
    BOOST_TEST_REQUIRE(came.is_done());
    BOOST_TEST(came->rejected == 3u);
    BOOST_TEST(came->complaint == "old");
    BOOST_TEST(to.traces.empty());
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_log_or_beyond_the_log_is_refused) {
    bench at;
    collector to;
    for (const char* each : {"other.example/log\n3\n", "", "3\n", "agents.example/workshop\nx\n",
                             "agents.example/workshop\n3\nmore\n"}) {
        workshop::spill(at.folder / "cursor", each);
        BOOST_TEST(golden::reason_of(at.feed(to).run()) == "malformed_request", each);
    }
    workshop::spill(at.folder / "cursor", "agents.example/workshop\n14\n");
    BOOST_TEST(golden::reason_of(at.feed(to).run()) == "head_mismatch");
    BOOST_TEST(to.requests == 0);
    workshop::spill(at.folder / "cursor", "agents.example/workshop\n13\n");
    BOOST_TEST(at.feed(to).run().is_done());
}

BOOST_AUTO_TEST_SUITE_END()
