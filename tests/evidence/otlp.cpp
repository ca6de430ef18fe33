// SPDX-License-Identifier: BSL-1.0
#include "telemetry.hpp"

#include <set>

#include <boost/test/unit_test.hpp>

namespace {

using telemetry::attribute;

boost::json::array records(const std::string& text) {
    return telemetry::parsed(text)
        .at_pointer("/resourceLogs/0/scopeLogs/0/logRecords").as_array();
}
boost::json::array spans(const std::string& text) {
    return telemetry::parsed(text).at_pointer("/resourceSpans/0/scopeSpans/0/spans").as_array();
}

/// Every path of member names in a value with the kind of its end, list indices left out.
void collect(const boost::json::value& value, const std::string& path, std::set<std::string>& to) {
    if (value.is_object())
        for (const auto& each : value.get_object())
            collect(each.value(), path + "/" + std::string(each.key()), to);
    else if (value.is_array())
        for (const auto& each : value.get_array()) collect(each, path, to);
    else to.insert(path + (value.is_string() ? " text" : value.is_bool() ? " flag" : " number"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_otlp)

BOOST_AUTO_TEST_CASE(every_leaf_has_one_record_that_says_where_it_is) {
    const auto session = telemetry::session();
    const auto all = records(bw::otlp_logs(session));
    BOOST_TEST_REQUIRE(all.size() == session.size());
    for (std::size_t at = 0; at < all.size(); ++at) {
        BOOST_TEST(attribute(all[at], "bailiwick.receipt.index") == std::to_string(at));
        BOOST_TEST(attribute(all[at], "bailiwick.receipt.leaf_hash") ==
                   bw::hex_of(bw::leaf_hash(session[at].text)));
        BOOST_TEST(attribute(all[at], "bailiwick.log.origin") == telemetry::origin);
        BOOST_TEST(attribute(all[at], "gen_ai.conversation.id") == "s-7");
        BOOST_TEST(all[at].at("eventName").as_string() == "agent.receipt");
        BOOST_TEST(all[at].at("timeUnixNano").as_string() ==
                   std::to_string(telemetry::start + static_cast<long long>(at) * 1'000'000) +
                       "000");
    }
    BOOST_TEST(!all[0].as_object().contains("traceId")); // of no action
    BOOST_TEST(all[1].at("traceId") == all[2].at("traceId"));
    BOOST_TEST(all[1].at("traceId") != all[3].at("traceId"));
    BOOST_TEST(attribute(all[1], "gen_ai.tool.name") == "send_mail");
    BOOST_TEST(attribute(all[1], "gen_ai.operation.name") == "execute_tool");
}

BOOST_AUTO_TEST_CASE(what_went_wrong_stands_out) {
    const auto all = records(bw::otlp_logs(telemetry::session()));
    const int expected[] = {9, 9, 9, 13, 9, 9, 9, 17, 9, 17, 9, 9, 9};
    for (std::size_t at = 0; at < all.size(); ++at)
        BOOST_TEST(all[at].at("severityNumber").as_int64() == expected[at], at);
    BOOST_TEST(attribute(all[3], "bailiwick.decision.effect") == "deny");
    BOOST_TEST(attribute(all[7], "error.type") == "error");
    BOOST_TEST(attribute(all[2], "error.type") == "");
}

BOOST_AUTO_TEST_CASE(no_value_no_name_and_no_typed_word_leaves_the_log) {
    const auto session = telemetry::session();
    const std::string text = bw::otlp_logs(session) + bw::otlp_traces(session);
    for (const char* each : {"@example.com", "typed words", "private-ref", "tool.call.arguments",
                             "tool.call.result"})
        BOOST_TEST(text.find(each) == std::string::npos, each);
    for (const char* each : {"c1:arguments", "c1:result", "c1:trigger"})
        BOOST_TEST(text.find(each) != std::string::npos, each);
}

BOOST_AUTO_TEST_CASE(only_what_was_carried_out_has_a_span_and_only_one) {
    const auto all = spans(bw::otlp_traces(telemetry::session()));
    BOOST_TEST_REQUIRE(all.size() == 3u);
    const char* const acts[] = {"act-1", "act-4", "act-8"};
    const char* const statuses[] = {"ok", "error", "indeterminate"};
    std::set<std::string> ids;
    for (std::size_t at = 0; at < 3; ++at) {
        BOOST_TEST(all[at].at("name").as_string() == "execute_tool send_mail");
        BOOST_TEST(all[at].at("kind").as_int64() == 1);
        BOOST_TEST(attribute(all[at], "gen_ai.tool.call.id") == acts[at]);
        BOOST_TEST(attribute(all[at], "bailiwick.outcome.status") == statuses[at]);
        BOOST_TEST(all[at].at("traceId").as_string().size() == 32u);
        BOOST_TEST(all[at].at("spanId").as_string().size() == 16u);
        BOOST_TEST(all[at].as_object().contains("status") == (at > 0));
        ids.insert(std::string(all[at].at("spanId").as_string()));
    }
    BOOST_TEST(ids.size() == 3u);
    // 250 ms before the outcome, and not at the intent, after which people were asked.
    BOOST_TEST(all[1].at("endTimeUnixNano").as_string() == "1764000007000000000");
    BOOST_TEST(all[1].at("startTimeUnixNano").as_string() == "1764000006750000000");
    BOOST_TEST(all[1].at("status").at("code").as_int64() == 2);
}

BOOST_AUTO_TEST_CASE(a_span_never_ends_before_it_starts) {
    auto early = telemetry::outcome(1, "act-x", bw::record::status::ok);
    early.outcome.ms = 900'000'000;
    const std::vector<bw::logged_receipt> clocks{
        {"a", 0, *bw::leaf_text(telemetry::intent(5, "act-x", bw::record::effect::allow))},
        {"b", 0, *bw::leaf_text(early)}};
    const auto all = spans(bw::otlp_traces(clocks));
    BOOST_TEST(all.at(0).at("startTimeUnixNano") == all.at(0).at("endTimeUnixNano"));
    BOOST_TEST(attribute(all.at(0), "bailiwick.intent.origin") == "a");
    BOOST_TEST(attribute(all.at(0), "bailiwick.outcome.origin") == "b");
}

BOOST_AUTO_TEST_CASE(the_trace_that_the_producer_names_is_kept_and_a_bad_one_is_not) {
    auto named = telemetry::intent(1, "act-1", bw::record::effect::allow);
    named.trace = {"5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174"};
    auto bad = telemetry::intent(2, "act-2", bw::record::effect::allow);
    bad.trace = {"00000000000000000000000000000000", "xee19b7ec3c1b174"};
    const std::vector<bw::logged_receipt> two{
        {"a", 0, *bw::leaf_text(named)},
        {"a", 1, *bw::leaf_text(bad)},
        {"a", 2, *bw::leaf_text(telemetry::outcome(3, "act-1", bw::record::status::ok))},
        {"a", 3, *bw::leaf_text(telemetry::outcome(4, "act-2", bw::record::status::ok))}};
    const auto all = records(bw::otlp_logs(two));
    BOOST_TEST(all[0].at("traceId").as_string() == named.trace->trace_id);
    BOOST_TEST(all[0].at("spanId").as_string() == named.trace->span_id);
    BOOST_TEST(all[1].at("traceId").as_string() != bad.trace->trace_id);
    BOOST_TEST(!all[1].as_object().contains("spanId"));
    const auto made = spans(bw::otlp_traces(two));
    BOOST_TEST(made[0].at("parentSpanId").as_string() == named.trace->span_id);
    BOOST_TEST(made[0].at("spanId").as_string() != named.trace->span_id);
    BOOST_TEST(!made[1].as_object().contains("parentSpanId"));
}

BOOST_AUTO_TEST_CASE(a_leaf_that_is_no_receipt_has_a_record_all_the_same) {
    const std::vector<bw::logged_receipt> one{{"o", 3, "not a receipt"}};
    const auto all = records(bw::otlp_logs(one));
    BOOST_TEST_REQUIRE(all.size() == 1u);
    BOOST_TEST(attribute(all[0], "bailiwick.receipt.type") == "unreadable");
    BOOST_TEST(attribute(all[0], "bailiwick.receipt.index") == "3");
    BOOST_TEST(bw::otlp_traces(one) == R"({"resourceSpans":[]})");
    BOOST_TEST(bw::otlp_logs({}) == R"({"resourceLogs":[]})");
}

BOOST_AUTO_TEST_CASE(agents_are_told_apart_by_their_resource) {
    auto session = telemetry::session();
    auto other = telemetry::outcome(20, "act-20", bw::record::status::ok);
    other.agent.version = "2.2";
    session.push_back({"o", 0, *bw::leaf_text(other)});
    const auto whole = telemetry::parsed(bw::otlp_logs(session));
    BOOST_TEST(whole.at("resourceLogs").as_array().size() == 2u);
    BOOST_TEST(attribute(whole.at_pointer("/resourceLogs/1/resource"), "service.version") ==
               "2.2");
}

BOOST_AUTO_TEST_CASE(the_shape_is_that_of_the_published_examples) {
    const auto data = workshop::shared_data();
    if (!data) return;
    std::set<std::string> known{"/resourceSpans/scopeSpans/spans/status/code number",
                                "/resourceSpans/scopeSpans/spans/status/message text",
                                "/resourceSpans/scopeSpans/spans/attributes/value/intValue text",
                                "/resourceSpans/scopeSpans/spans/attributes/value/boolValue flag"};
    for (const char* each : {"logs", "events", "trace"})
        collect(telemetry::parsed(workshop::slurp(*data + "/otlp/examples/" + each + ".json")), "",
                known);
    std::set<std::string> ours;
    const auto session = telemetry::session();
    collect(telemetry::parsed(bw::otlp_logs(session)), "", ours);
    collect(telemetry::parsed(bw::otlp_traces(session)), "", ours);
    BOOST_TEST(ours.size() > 20u);
    for (const std::string& each : ours) BOOST_TEST(known.contains(each), each);
}

BOOST_AUTO_TEST_SUITE_END()
