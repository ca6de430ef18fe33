// SPDX-License-Identifier: BSL-1.0
#include "hint_of.hpp"
#include "samples.hpp"

#include <limits>
#include <stdexcept>

#include <boost/test/unit_test.hpp>

using fault = bw::decode_fault;
using samples::dispute;

namespace {

// A valid dispute with one member replaced, or dropped when the text is empty.
std::string with(std::string_view member, std::string_view text) {
    const boost::json::value whole = bw::encode(samples::valid_dispute());
    std::string json = "{";
    for (const auto& pair : whole.get_object()) {
        const std::string key{pair.key().data(), pair.key().size()};
        if (key == member && text.empty()) continue;
        if (json.size() > 1) json += ',';
        json += '"' + key + "\":";
        json += key == member ? std::string(text) : bw::json_text(pair.value());
    }
    return json + '}';
}

void check_fault(std::string_view member, std::string_view text, fault code,
                 std::string_view pointer) {
    BOOST_TEST_CONTEXT(member << " = " << text) {
        const auto decoded = bw::decode<dispute>(with(member, text));
        BOOST_TEST_REQUIRE(!decoded.has_value());
        BOOST_TEST(bw::word_of(decoded.error().code) == bw::word_of(code));
        BOOST_TEST(decoded.error().pointer == pointer);
        BOOST_TEST(decoded.error().hint.find(':') != std::string::npos);
    }
}

void check_accepted(std::string_view member, std::string_view text) {
    BOOST_TEST_CONTEXT(member << " = " << text) {
        const auto decoded = bw::decode<dispute>(with(member, text));
        BOOST_TEST(decoded.has_value(), hint_of(decoded));
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(tool_decode)

BOOST_AUTO_TEST_CASE(a_valid_text_is_the_value) {
    const auto decoded = bw::decode<dispute>(bw::to_json_text(samples::valid_dispute()));
    BOOST_TEST_REQUIRE(decoded.has_value(), hint_of(decoded));
    BOOST_TEST((*decoded == samples::valid_dispute()));
    BOOST_TEST(decoded->tags.size() == 2u);
}

BOOST_AUTO_TEST_CASE(order_and_white_space_do_not_matter) {
    const auto decoded = bw::decode<samples::person>(" {\n\"age\" : null ,\t\"name\" : \"Ada\"} ");
    BOOST_TEST_REQUIRE(decoded.has_value());
    BOOST_TEST((*decoded == samples::person{"Ada", std::nullopt}));
}

BOOST_AUTO_TEST_CASE(a_struct_without_members_takes_an_empty_object) {
    BOOST_TEST(bw::decode<samples::nothing>("{}").has_value());
    BOOST_TEST((bw::decode<samples::nothing>("{\"a\":1}").error().code == fault::unknown_field));
    BOOST_TEST((bw::decode<samples::nothing>("[]").error().code == fault::wrong_type));
    BOOST_TEST((bw::decode<samples::nothing>("").error().code == fault::not_json));
}

BOOST_AUTO_TEST_CASE(fields_are_exactly_those_of_the_struct) {
    const auto unknown = bw::decode<samples::person>(R"({"name":"Ada","age":1,"a/b":2})");
    BOOST_TEST((unknown.error().code == fault::unknown_field));
    BOOST_TEST(unknown.error().pointer == "/a~1b");
    BOOST_TEST(unknown.error().hint == "there is no field 'a/b': the fields are name, age");
    const auto missing = bw::decode<samples::person>(R"({"name":"Ada"})");
    BOOST_TEST((missing.error().code == fault::missing_field));
    BOOST_TEST(missing.error().pointer == "/age");
    BOOST_TEST(missing.error().hint ==
               "the field 'age' is missing: add it, or null if it has no value");
    const auto other_case = bw::decode<samples::person>(R"({"Name":"Ada","age":1})");
    BOOST_TEST((other_case.error().code == fault::unknown_field));
    for (const char* member : {"reference", "via", "cents", "probability", "urgent", "note", "tags",
                               "parties", "adviser", "currency", "priority", "pages", "scores",
                               "rates", "flags"})
        check_fault(member, "", fault::missing_field, std::string("/") + member);
    check_fault("parties", R"([{"name":"Ada"}])", fault::missing_field, "/parties/0/age");
    check_fault("adviser", R"({"name":"A","age":1,"x":1})", fault::unknown_field, "/adviser/x");
}

BOOST_AUTO_TEST_CASE(types_are_exact) {
    for (const char* text : {"1", "true", "null", "[]", "{}"})
        check_fault("reference", text, fault::wrong_type, "/reference");
    for (const char* text : {"1", "true", "null", "[\"mail\"]"})
        check_fault("via", text, fault::wrong_type, "/via");
    for (const char* text : {"1.0", "1e2", "\"1\"", "true", "null", "[1]", "0.5", "-0.0"})
        check_fault("cents", text, fault::wrong_type, "/cents");
    for (const char* text : {"\"0.5\"", "true", "null", "[]"})
        check_fault("probability", text, fault::wrong_type, "/probability");
    for (const char* text : {"0", "1", "\"true\"", "null"})
        check_fault("urgent", text, fault::wrong_type, "/urgent");
    for (const char* text : {"0", "false", "[]", "{}"})
        check_fault("note", text, fault::wrong_type, "/note");
    for (const char* text : {"\"a\"", "{}", "null", "{\"0\":\"a\"}"})
        check_fault("tags", text, fault::wrong_type, "/tags");
    check_fault("tags", R"(["a",1])", fault::wrong_type, "/tags/1");
    check_fault("tags", R"(["a",null])", fault::wrong_type, "/tags/1");
    check_fault("parties", R"([[]])", fault::wrong_type, "/parties/0");
    check_fault("parties", R"([{"name":"A","age":"1"}])", fault::wrong_type, "/parties/0/age");
    check_fault("adviser", "[]", fault::wrong_type, "/adviser");
    check_fault("scores", "[1,2.5]", fault::wrong_type, "/scores/1");
    check_fault("rates", "{}", fault::wrong_type, "/rates");
    check_fault("flags", "[true,0]", fault::wrong_type, "/flags/1");
}

BOOST_AUTO_TEST_CASE(a_batch_is_no_object) {
    const std::string batch = '[' + bw::to_json_text(samples::valid_dispute()) + ']';
    const auto decoded = bw::decode<dispute>(batch);
    BOOST_TEST((decoded.error().code == fault::wrong_type));
    BOOST_TEST(decoded.error().pointer == "");
}

BOOST_AUTO_TEST_CASE(ranges_are_those_of_the_type_and_of_the_field) {
    check_fault("cents", "0", fault::out_of_range, "/cents");
    check_fault("cents", "500001", fault::out_of_range, "/cents");
    check_fault("probability", "1.0000001", fault::out_of_range, "/probability");
    check_fault("probability", "-1e-9", fault::out_of_range, "/probability");
    check_fault("probability", "2", fault::out_of_range, "/probability");
    check_fault("priority", "128", fault::out_of_range, "/priority");
    check_fault("priority", "-129", fault::out_of_range, "/priority");
    check_fault("pages", "-1", fault::out_of_range, "/pages");
    check_fault("pages", "4294967296", fault::out_of_range, "/pages");
    check_fault("scores", "[0,6]", fault::out_of_range, "/scores/1");
    check_fault("scores", "[2147483648]", fault::out_of_range, "/scores/0");
    check_fault("parties", R"([{"name":"A","age":151}])", fault::out_of_range, "/parties/0/age");
    for (const char* text : {"1", "500000"}) check_accepted("cents", text);
    for (const char* text : {"0", "1", "0.0", "1.0", "-0", "-0.0", "1e-400"})
        check_accepted("probability", text);
    for (const char* text : {"127", "-128", "-0"}) check_accepted("priority", text);
    for (const char* text : {"0", "4294967295"}) check_accepted("pages", text);
    check_accepted("scores", "[-5,null,5]");
    const auto decoded = bw::decode<dispute>(with("priority", "128"));
    BOOST_TEST(decoded.error().hint ==
               "the field 'priority' is out of range: send a number from -128 to 127");
}

BOOST_AUTO_TEST_CASE(lengths_count_code_points_and_items) {
    check_accepted("note", "\"" + std::string(20, 'a') + "\"");
    check_fault("note", "\"" + std::string(21, 'a') + "\"", fault::too_long, "/note");
    std::string emoji;
    for (int i = 0; i < 20; ++i) emoji += "\xF0\x9F\x98\x80";
    check_accepted("note", '"' + emoji + '"');
    check_fault("note", '"' + emoji + "x\"", fault::too_long, "/note");
    check_fault("tags", R"(["a","b","c","d"])", fault::too_long, "/tags");
    check_accepted("tags", "[]");
    check_fault("parties", "[]", fault::too_short, "/parties");
    check_fault("parties", R"([{"name":"","age":null}])", fault::too_short, "/parties/0/name");
}

BOOST_AUTO_TEST_CASE(patterns_and_words_bind) {
    for (const char* text : {R"("AB-123")", R"("ab-1234")", R"("AB-1234567")", R"("AB-1234\n")",
                             R"("xAB-1234")", R"("")"})
        check_fault("reference", text, fault::pattern_mismatch, "/reference");
    check_fault("tags", R"(["ok","Not"])", fault::pattern_mismatch, "/tags/1");
    check_fault("currency", R"("eur")", fault::not_one_of, "/currency");
    check_fault("via", R"("Mail")", fault::not_one_of, "/via");
    check_fault("via", R"("unknown")", fault::not_one_of, "/via");
    const auto decoded = bw::decode<dispute>(with("via", R"("fax")"));
    BOOST_TEST(decoded.error().hint ==
               "the field 'via' takes no other value than these: mail, phone, letter");
}

BOOST_AUTO_TEST_CASE(faults_of_the_text_come_through) {
    check_fault("cents", "9007199254740992", fault::unsafe_integer, "/cents");
    check_fault("cents", "99999999999999999999", fault::unsafe_integer, "/cents");
    check_fault("probability", "9007199254740993", fault::unsafe_integer, "/probability");
    check_fault("probability", "1e999", fault::not_finite, "/probability");
    check_fault("note", R"("\ud800")", fault::invalid_utf8, "/note");
    check_fault("note", "\"\xff\"", fault::invalid_utf8, "/note");
    check_fault("note", R"("a","note":"b")", fault::duplicate_key, "/note");
    check_fault("tags", std::string(20, '[') + std::string(20, ']'), fault::too_deep,
                "/tags" + [] { std::string p; for (int i = 0; i < 15; ++i) p += "/0"; return p; }());
    check_fault("note", "nope", fault::not_json, "/note");
    const auto large = bw::decode<dispute>(with("note", "null"), {.bytes = 10});
    BOOST_TEST((large.error().code == fault::too_large));
}

BOOST_AUTO_TEST_CASE(nothing_is_half_decoded) {
    // The last member is wrong; what is returned holds a fault and no value at all.
    const auto decoded = bw::decode<dispute>(with("flags", "[true,7]"));
    BOOST_TEST(!decoded.has_value());
    BOOST_TEST(!static_cast<bool>(decoded));
    static_assert(sizeof(decoded) < sizeof(dispute) + sizeof(bw::decode_error));
}

BOOST_AUTO_TEST_CASE(parsed_values_decode_without_text) {
    const boost::json::value value = {{"name", "Ada"}, {"age", 7}};
    BOOST_TEST((bw::decode_value<samples::person>(value).value() == samples::person{"Ada", 7}));
    const boost::json::value wrong = {{"name", "Ada"}, {"age", 7.0}};
    BOOST_TEST((bw::decode_value<samples::person>(wrong).error().code == fault::wrong_type));
    BOOST_TEST((bw::decode_value<double>(std::numeric_limits<double>::infinity()).error().code ==
                fault::not_finite));
    BOOST_TEST((bw::decode_value<double>(std::uint64_t{1} << 60).error().code ==
                fault::unsafe_integer));
    BOOST_TEST((bw::decode_value<std::string>("\xff").error().code == fault::invalid_utf8));
    BOOST_TEST(bw::decode_value<std::uint64_t>(std::uint64_t{7}).value() == 7u);
}

BOOST_AUTO_TEST_CASE(typed_values_are_held_to_the_same_limits) {
    BOOST_TEST(!bw::validate(samples::valid_dispute()).has_value());
    const auto refused = [](auto change) {
        dispute value = samples::valid_dispute();
        change(value);
        const auto found = bw::validate(value);
        BOOST_TEST_REQUIRE(found.has_value());
        BOOST_TEST(!bw::decode_value<dispute>(bw::encode(value)).has_value());
        return std::string(bw::word_of(found->code)) + ' ' + found->pointer;
    };
    BOOST_TEST(refused([](dispute& d) { d.cents = 0; }) == "out_of_range /cents");
    BOOST_TEST(refused([](dispute& d) { d.cents = 1LL << 60; }) == "unsafe_integer /cents");
    BOOST_TEST(refused([](dispute& d) { d.note = "\xC0\x80"; }) == "invalid_utf8 /note");
    BOOST_TEST(refused([](dispute& d) { d.note = std::string(21, 'x'); }) == "too_long /note");
    BOOST_TEST(refused([](dispute& d) { d.parties.clear(); }) == "too_short /parties");
    BOOST_TEST(refused([](dispute& d) { d.tags = {"a", "B"}; }) == "pattern_mismatch /tags/1");
    BOOST_TEST(refused([](dispute& d) { d.currency = "GBP"; }) == "not_one_of /currency");
    BOOST_TEST(refused([](dispute& d) { d.via = samples::channel(9); }) == "not_one_of /via");
    BOOST_TEST(refused([](dispute& d) {
                   d.rates->at(1) = std::numeric_limits<double>::quiet_NaN();
               }) == "not_finite /rates/1");
}

namespace {

struct throwing_text {
    throwing_text() { throw std::runtime_error("no"); }
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(throwing_text, (), (a))

} // namespace

BOOST_AUTO_TEST_CASE(what_is_thrown_inside_becomes_a_fault) {
    const auto decoded = bw::decode<throwing_text>("{\"a\":1}");
    BOOST_TEST((decoded.error().code == fault::too_large));
    static_assert(noexcept(bw::decode<dispute>("")) && noexcept(bw::parse_strict("")) &&
                  noexcept(bw::validate(std::declval<const dispute&>())));
}

BOOST_AUTO_TEST_CASE(a_fault_is_a_described_struct_too) {
    const auto error = bw::decode<samples::person>("{}").error();
    BOOST_TEST(bw::to_json_text(error) ==
               R"({"code":"missing_field","pointer":"/name",)"
               R"("hint":"the field 'name' is missing: add it"})");
}

BOOST_AUTO_TEST_SUITE_END()
