// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/tool.hpp>

#include <boost/test/unit_test.hpp>

namespace {

bw::decode_error refused(std::string_view json, bw::decode_limits limits = {}) {
    auto parsed = bw::parse_strict(json, limits);
    BOOST_TEST_REQUIRE(!parsed.has_value());
    return std::move(parsed).error();
}

void check_fault(std::string_view json, bw::decode_fault code, std::string_view pointer) {
    BOOST_TEST_CONTEXT(json) {
        const bw::decode_error error = refused(json);
        BOOST_TEST(bw::word_of(error.code) == bw::word_of(code));
        BOOST_TEST(error.pointer == pointer);
        BOOST_TEST(!error.hint.empty());
    }
}

} // namespace

using fault = bw::decode_fault;

BOOST_AUTO_TEST_SUITE(tool_strict_json)

BOOST_AUTO_TEST_CASE(faults_point_at_their_place) {
    check_fault(R"({"a":{"b":[0,{"c":1,"c":2}]}})", fault::duplicate_key, "/a/b/1/c");
    check_fault(R"({"a":1,"a":2})", fault::duplicate_key, "/a");
    check_fault(R"({"a":1,"\u0061":2})", fault::duplicate_key, "/a");
    check_fault(R"([[],[1,2,1e400]])", fault::not_finite, "/1/2");
    check_fault(R"({"a":[9007199254740992]})", fault::unsafe_integer, "/a/0");
    check_fault(R"({"a":-9007199254740992})", fault::unsafe_integer, "/a");
    check_fault(R"({"a":12345678901234567890123})", fault::unsafe_integer, "/a");
    check_fault(R"({"a":["x","\ud800"]})", fault::invalid_utf8, "/a/1");
    check_fault("{\"a\":{\"b\":\"\xff\"}}", fault::invalid_utf8, "/a/b");
    check_fault(R"({"a":1,"b":tru})", fault::not_json, "/b");
    check_fault(R"({"a":[1,2,)", fault::not_json, "/a/2");
    check_fault(R"({"a":1} {})", fault::not_json, "");
    check_fault("", fault::not_json, "");
}

BOOST_AUTO_TEST_CASE(pointers_escape_as_rfc_6901_says) {
    check_fault(R"({"a/b":{"m~n":1e400}})", fault::not_finite, "/a~1b/m~0n");
    check_fault(R"({"":1e400})", fault::not_finite, "/");
    check_fault(R"({"~1":1e400})", fault::not_finite, "/~01");
    check_fault(R"({"\u0000":1e400})", fault::not_finite, std::string_view("/\0", 2));
}

BOOST_AUTO_TEST_CASE(syntax_faults_state_their_byte) {
    BOOST_TEST(refused("[1,]").hint.find("byte 3") != std::string::npos);
    BOOST_TEST(refused("{} x").hint.find("byte 3") != std::string::npos);
    BOOST_TEST(refused("{").hint.find("byte 1") != std::string::npos);
    BOOST_TEST(refused("\xEF\xBB\xBF{}").hint.find("byte 0") != std::string::npos);
    BOOST_TEST(refused("\"\\ud800\"").hint.find("byte 1") != std::string::npos);
    BOOST_TEST(refused("[\"\xC0\xAF\"]").hint.find("byte 2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_first_fault_of_a_text_wins) {
    check_fault("[1e400,\"\xff\"]", fault::not_finite, "/0");
    check_fault("[x,\"\xff\"]", fault::not_json, "/0");
    check_fault("[\"\xff\",1e400]", fault::invalid_utf8, "/0");
    check_fault(R"({"a":1,"a":"\ud800"})", fault::duplicate_key, "/a");
}

BOOST_AUTO_TEST_CASE(depth_has_a_limit) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    BOOST_TEST(bw::parse_strict(nested(16)).has_value());
    BOOST_TEST((refused(nested(17)).code == fault::too_deep));
    BOOST_TEST(refused("[[[[1]]]]", {.depth = 3}).pointer == "/0/0/0");
    BOOST_TEST(bw::parse_strict("[[[[1]]]]", {.depth = 4}).has_value());
    BOOST_TEST(bw::parse_strict("1", {.depth = 0}).has_value());
    BOOST_TEST((refused("[]", {.depth = 0}).code == fault::too_deep));
    const bw::decode_limits huge{.depth = 1u << 30, .bytes = 1u << 30};
    BOOST_TEST(bw::parse_strict(nested(256), huge).has_value());
    BOOST_TEST((refused(nested(257), huge).code == fault::too_deep));
    BOOST_TEST((refused(std::string(1u << 20, '[')).code == fault::too_deep));
    BOOST_TEST((refused(std::string(5u << 20, '['), huge).code == fault::too_deep));
}

BOOST_AUTO_TEST_CASE(size_has_a_limit) {
    const std::string fits = '"' + std::string((1u << 20) - 2, 'a') + '"';
    BOOST_TEST(bw::parse_strict(fits).has_value());
    BOOST_TEST((refused(fits + ' ').code == fault::too_large));
    BOOST_TEST((refused("[1,2]", {.bytes = 4}).code == fault::too_large));
    BOOST_TEST(bw::parse_strict("[1,2]", {.bytes = 5}).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_repeated_of_a_text_is_short_and_clean) {
    const std::string key(5000, 'k');
    const auto error = refused("{\"" + key + "\":1,\"" + key + "\":2}");
    BOOST_TEST((error.code == fault::duplicate_key));
    BOOST_TEST(error.pointer.size() < 140u);
    BOOST_TEST(error.hint.size() < 200u);
    const auto control = refused(R"({"\u001b[2J\n":1,"\u001b[2J\n":2})");
    BOOST_TEST(control.hint.find('\x1b') == std::string::npos);
    BOOST_TEST(control.hint.find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_kind_and_value) {
    BOOST_TEST(bw::parse_strict("-0").value().is_int64());
    BOOST_TEST(bw::parse_strict("1.0").value().is_double());
    BOOST_TEST(bw::parse_strict("9007199254740991").value().get_int64() == 9007199254740991);
    BOOST_TEST(bw::parse_strict("1e-400").value().get_double() == 0.0);
    // Both are off in the last digit when Boost.JSON 1.81 reads them itself.
    BOOST_TEST(bw::parse_strict("7.2057594037927933e16").value().get_double() ==
               72057594037927933.0);
    BOOST_TEST(bw::parse_strict("1.7976931348623157e308").value().get_double() ==
               1.7976931348623157e308);
    BOOST_TEST(bw::parse_strict("5e-324").value().get_double() == 5e-324);
}

BOOST_AUTO_TEST_CASE(text_may_hold_a_nul) {
    const auto parsed = bw::parse_strict(R"("a\u0000b")");
    BOOST_TEST_REQUIRE(parsed.has_value());
    BOOST_TEST(parsed->get_string().size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
