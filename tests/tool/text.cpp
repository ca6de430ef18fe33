// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/tool.hpp>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(tool_text)

BOOST_AUTO_TEST_CASE(one_line) {
    const boost::json::value value = {{"a", {1, 2.5, true, nullptr}}, {"b", "x\"\\\n\t\r\x01\x7f"}};
    BOOST_TEST(bw::json_text(value) ==
               "{\"a\":[1,2.5,true,null],\"b\":\"x\\\"\\\\\\n\\t\\r\\u0001\x7f\"}");
    BOOST_TEST(bw::json_text(boost::json::object{}) == "{}");
    BOOST_TEST(bw::json_text(boost::json::array{}) == "[]");
}

BOOST_AUTO_TEST_CASE(several_lines) {
    const boost::json::value value = {{"a", {1, 2}},
                                      {"b", boost::json::object{}},
                                      {"c", boost::json::array{}}};
    BOOST_TEST(bw::json_text_in_lines(value) ==
               "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}\n");
}

BOOST_AUTO_TEST_CASE(numbers_have_their_shortest_exact_form) {
    BOOST_TEST(bw::json_text(1.5) == "1.5");
    BOOST_TEST(bw::json_text(1.0) == "1.0");
    BOOST_TEST(bw::json_text(0.1) == "0.1");
    BOOST_TEST(bw::json_text(9007199254740994.0) == "9007199254740994.0");
    BOOST_TEST(bw::json_text(-0.0) == "-0.0");
    BOOST_TEST(bw::json_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    BOOST_TEST(bw::json_text(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    BOOST_TEST(bw::json_text(std::numeric_limits<double>::infinity()) == "null");
    BOOST_TEST(bw::json_text(std::numeric_limits<double>::quiet_NaN()) == "null");
}

BOOST_AUTO_TEST_CASE(every_double_comes_back) {
    std::mt19937_64 random(20260311);
    for (int round = 0; round < 20000; ++round) {
        const std::uint64_t bits = random();
        double number = 0;
        static_assert(sizeof number == sizeof bits);
        std::memcpy(&number, &bits, sizeof number);
        if (!std::isfinite(number)) continue;
        const std::string text = bw::json_text(number);
        const auto parsed = bw::parse_strict(text);
        BOOST_TEST_REQUIRE(parsed.has_value(), text);
        BOOST_TEST_REQUIRE(parsed->to_number<double>() == number, text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
