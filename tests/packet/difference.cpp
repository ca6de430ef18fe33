// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

namespace {

using bw::packet::change;
using bw::packet::turn;

std::vector<change> between(const std::string& old, const std::string& now) {
    return bw::packet::differences(office::json_of(old), office::json_of(now));
}

/// The one change between two declarations that differ in one place.
change only(const std::string& old, const std::string& now) {
    const std::vector<change> all = between(old, now);
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    return all[0];
}

bool says(const change& one, turn is, std::string_view words) {
    BOOST_TEST(one.words == words);
    BOOST_TEST((one.is == is), one.words << " is a " << bw::word_of(one.is));
    return one.is == is && one.words == words;
}

} // namespace

BOOST_AUTO_TEST_SUITE(difference)

BOOST_AUTO_TEST_CASE(equal_declarations_have_none) {
    const std::string text(bw::declaration_text<office::sound>);
    BOOST_TEST(between(text, text).empty());
}

BOOST_AUTO_TEST_CASE(a_wider_charter_is_told_in_a_reviewers_words) {
    const auto all = between(std::string(bw::declaration_text<office::sound>),
                             std::string(bw::declaration_text<office::wider>));
    std::vector<std::string> words;
    for (const change& each : all)
        words.push_back(std::string(bw::word_of(each.is)) + ": " + each.words);
    const auto has = [&](const std::string& wanted) {
        return std::find(words.begin(), words.end(), wanted) != words.end();
    };
    BOOST_TEST(has("widening: send_mail moved from approval to automatic"));
    BOOST_TEST(has("widening: crm:admin is newly granted (credential desk-reader)"));
    BOOST_TEST(has("widening: move_money is no longer listed as never"));
    BOOST_TEST(has("widening: budget: time changed from PT10M to PT20M"));
    BOOST_TEST(has("narrowing: budget: steps changed from 20 to 10"));
    BOOST_TEST((all.front().is == turn::widening));
}

BOOST_AUTO_TEST_CASE(verdicts_have_an_order) {
    const auto row = [](const char* verdict) {
        return std::string(R"({"matrix":[{"tool":"pay","verdict":")") + verdict + R"("}]})";
    };
    BOOST_TEST(says(only(row("approval"), row("automatic")), turn::widening,
                    "pay moved from approval to automatic"));
    BOOST_TEST(says(only(row("automatic"), row("never")), turn::narrowing,
                    "pay moved from automatic to never"));
    BOOST_TEST(says(only(R"({"matrix":[]})", row("never")), turn::narrowing,
                    "pay is newly listed as never"));
    BOOST_TEST(says(only(row("never"), R"({"matrix":[]})"), turn::widening,
                    "pay is no longer listed as never"));
    BOOST_TEST(says(only(R"({"matrix":[]})", row("approval")), turn::widening,
                    "pay is newly listed as approval"));
}

BOOST_AUTO_TEST_CASE(fewer_approvers_widen) {
    const auto row = [](int approvers) {
        return R"({"matrix":[{"approvers":)" + std::to_string(approvers) +
               R"(,"tool":"pay","verdict":"approval"}]})";
    };
    BOOST_TEST(says(only(row(2), row(1)), turn::widening, "pay: approvers changed from 2 to 1"));
    BOOST_TEST(says(only(row(1), row(2)), turn::narrowing, "pay: approvers changed from 1 to 2"));
}

BOOST_AUTO_TEST_CASE(grants_and_reads) {
    BOOST_TEST(says(only(R"({"credentials":[{"grants":["a"],"name":"c"}]})",
                         R"({"credentials":[{"grants":["a","mail:send"],"name":"c"}]})"),
                    turn::widening, "mail:send is newly granted (credential c)"));
    BOOST_TEST(says(only(R"({"tools":[{"contract":{"name":"t","reads":["x"]}}]})",
                         R"({"tools":[{"contract":{"name":"t"}}]})"),
                    turn::narrowing, "t no longer reads x"));
    BOOST_TEST(says(only(R"({"tools":[]})", R"({"tools":[{"contract":{"name":"t"}}]})"),
                    turn::widening, "new tool t"));
}

BOOST_AUTO_TEST_CASE(a_limit_that_goes_away_is_endless) {
    const auto limit = [](const std::string& length) {
        return R"({"tools":[{"arguments":[{"kind":"text")" + length +
               R"(,"name":"body"}],"contract":{"name":"t"}}]})";
    };
    BOOST_TEST(says(only(limit(R"(,"max_length":100)"), limit("")), turn::widening,
                    "t.body: max_length changed from 100 to nothing"));
    BOOST_TEST(says(only(limit(R"(,"max_length":100)"), limit(R"(,"max_length":50)")),
                    turn::narrowing, "t.body: max_length changed from 100 to 50"));
}

BOOST_AUTO_TEST_CASE(spans_and_rates_and_days_compare_by_what_they_mean) {
    BOOST_TEST(says(only(R"({"pause":{"bound":"PT59S"}})", R"({"pause":{"bound":"PT1M"}})"),
                    turn::widening, "pause: bound changed from PT59S to PT1M"));
    const auto rate = [](const char* limit) {
        return std::string(R"({"tools":[{"contract":{"limit":)") + limit + R"(,"name":"t"}}]})";
    };
    BOOST_TEST(says(only(rate(R"({"calls":60,"per":"PT1M"})"), rate(R"({"calls":2,"per":"PT1S"})")),
                    turn::widening, "t: limit changed from 60 in PT1M to 2 in PT1S"));
    const auto waiver = [](const char* day) {
        return std::string(R"({"waivers":[{"expires":")") + day +
               R"(","offender":"c","rule":311}]})";
    };
    BOOST_TEST(says(only(waiver("2027-01-31"), waiver("2027-02-01")), turn::widening,
                    "BW311 for c: expires changed from 2027-01-31 to 2027-02-01"));
    BOOST_TEST(says(only(R"({"waivers":[]})", waiver("2027-01-31")), turn::widening,
                    "new waiver BW311 for c"));
}

BOOST_AUTO_TEST_CASE(conditions_widen_when_they_let_more_through) {
    const auto row = [](const char* is, int limit) {
        return R"({"matrix":[{"tool":"pay","verdict":"automatic","when":[{"argument":"cents","is":")" +
               std::string(is) + R"(","limit":)" + std::to_string(limit) + "}]}]}";
    };
    BOOST_TEST(says(only(row("at_most", 100), row("at_most", 200)), turn::widening,
                    "pay: condition on cents changed from at_most 100 to at_most 200"));
    BOOST_TEST(says(only(row("at_least", 100), row("at_least", 200)), turn::narrowing,
                    "pay: condition on cents changed from at_least 100 to at_least 200"));
    BOOST_TEST(says(only(row("at_most", 100), row("at_least", 100)), turn::other,
                    "pay: condition on cents changed from at_most 100 to at_least 100"));
    BOOST_TEST(says(only(row("at_most", 100), R"({"matrix":[{"tool":"pay","verdict":"automatic"}]})"),
                    turn::widening, "pay is no longer limited in cents"));
}

BOOST_AUTO_TEST_CASE(limits_in_words_widen_when_they_go) {
    const auto argument = [](const std::string& limit) {
        return R"({"tools":[{"arguments":[{"kind":"text")" + limit +
               R"(,"name":"body"}],"contract":{"name":"t"}}]})";
    };
    BOOST_TEST(says(only(argument(R"(,"pattern":"^a$")"), argument("")), turn::widening,
                    "t.body: pattern changed from ^a$ to nothing"));
    BOOST_TEST(says(only(argument(R"(,"one_of":["a","b"])"), argument("")), turn::widening,
                    "t.body is no longer limited to a list of values"));
    BOOST_TEST(says(only(argument(R"(,"one_of":["a"])"), argument(R"(,"one_of":["a","b"])")),
                    turn::widening, "t.body: one_of gains b"));
}

BOOST_AUTO_TEST_CASE(effects_have_an_order_and_currencies_have_none) {
    BOOST_TEST(says(only(R"({"tools":[{"contract":{"does":"read","name":"t"}}]})",
                         R"({"tools":[{"contract":{"does":"send","name":"t"}}]})"),
                    turn::widening, "t: does changed from read to send"));
    BOOST_TEST(says(only(R"({"budget":{"cost":{"currency":"EUR","minor":50}}})",
                         R"({"budget":{"cost":{"currency":"JPY","minor":90}}})"),
                    turn::other,
                    "budget: cost changed from 50 minor units of EUR to 90 minor units of JPY"));
}

BOOST_AUTO_TEST_CASE(other_hands_are_neither) {
    BOOST_TEST(says(only(R"({"owners":{"queue":"Ana"}})", R"({"owners":{"queue":"Ben"}})"),
                    turn::other, "owners: queue changed from Ana to Ben"));
}

BOOST_AUTO_TEST_CASE(order_alone_is_a_change_that_is_told) {
    BOOST_TEST(says(only(R"({"people":[{"name":"a"},{"name":"b"}]})",
                         R"({"people":[{"name":"b"},{"name":"a"}]})"),
                    turn::other, "people: people is in another order"));
}

BOOST_AUTO_TEST_CASE(no_difference_goes_untold) {
    // Whatever single value of a real declaration is changed, something is said about it.
    const boost::json::value old = office::json_of(std::string(bw::declaration_text<office::sound>));
    std::size_t tried = 0;
    const std::function<void(boost::json::value&, const boost::json::value&)> change_each =
        [&](boost::json::value& at, const boost::json::value& root) {
            if (at.is_object()) {
                for (auto& member : at.get_object()) change_each(member.value(), root);
            } else if (at.is_array()) {
                for (auto& item : at.get_array()) change_each(item, root);
            } else {
                const boost::json::value was = at;
                if (at.is_string()) at = "changed";
                else if (at.is_bool()) at = !at.get_bool();
                else at = 7777;
                BOOST_TEST(!bw::packet::differences(old, root).empty());
                ++tried;
                at = was;
            }
        };
    boost::json::value now = old;
    change_each(now, now);
    BOOST_TEST(tried > 150u);
}

BOOST_AUTO_TEST_SUITE_END()
