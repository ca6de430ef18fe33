// SPDX-License-Identifier: BSL-1.0
#include "declaration_schema.hpp"
#include "office.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(declaration)

BOOST_AUTO_TEST_CASE(compile_time_text_is_run_time_text) {
    const bw::packet::subject taken = bw::packet::subject_of<office::sound>();
    BOOST_TEST(taken.declaration == bw::declaration_text<office::sound>);
}

BOOST_AUTO_TEST_CASE(it_is_canonical) {
    const std::string text(bw::declaration_text<office::sound>);
    BOOST_TEST(bw::canonical_text(office::json_of(text)) == text);
}

BOOST_AUTO_TEST_CASE(digest_is_the_digest_of_the_bytes) {
    const std::string text(bw::declaration_text<office::sound>);
    BOOST_TEST(bw::digest_of(text).view() == bw::digest<office::sound>.view());
}

BOOST_AUTO_TEST_CASE(every_change_changes_the_digest) {
    BOOST_TEST(bw::digest_of(bw::packet::subject_of<office::wider>().declaration).view() !=
               bw::digest<office::sound>.view());
}

BOOST_AUTO_TEST_CASE(durations_are_iso_8601) {
    const auto printed = [](bw::duration span) {
        std::string out;
        bw::detail::string_sink sink{out};
        bw::detail::put_duration(sink, span);
        return out;
    };
    BOOST_TEST(printed(bw::days(30)) == "\"P30D\"");
    BOOST_TEST(printed(bw::hours(4)) == "\"PT4H\"");
    BOOST_TEST(printed(bw::seconds(90)) == "\"PT1M30S\"");
    BOOST_TEST(printed(bw::duration{500}) == "\"PT0.5S\"");
    BOOST_TEST(printed(bw::duration{1'025}) == "\"PT1.025S\"");
    BOOST_TEST(printed(bw::duration{90'061'007}) == "\"P1DT1H1M1.007S\"");
    BOOST_TEST(printed(bw::duration{}) == "\"PT0S\"");
    for (long long span : {1LL, 10LL, 999LL, 1000LL, 59'999LL, 86'400'000LL, 90'061'007LL}) {
        const std::string text = printed(bw::duration{span});
        BOOST_TEST(bw::packet::detail::milliseconds_in(text.substr(1, text.size() - 2)) ==
                       static_cast<double>(span),
                   boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(text_is_escaped_as_rfc_8785_has_it) {
    std::string out;
    bw::detail::string_sink sink{out};
    bw::detail::put_text(sink, std::string_view("a\"\\/\b\f\n\r\t\x01\x1f\x7f\xc3\xa9", 14));
    BOOST_TEST(out == "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xc3\xa9\"");
}

BOOST_AUTO_TEST_CASE(members_are_in_the_order_of_utf_16) {
    // U+20AC, U+1F600 (a surrogate pair) and U+FB33 in that order: RFC 8785, section 3.2.3.
    const std::string text =
        "{\"1\":0,\"\xe2\x82\xac\":0,\"\xf0\x9f\x98\x80\":0,\"\xef\xac\xb3\":0}";
    BOOST_TEST(bw::canonical_text(office::json_of(
                   "{\"\xef\xac\xb3\":0,\"\xf0\x9f\x98\x80\":0,\"\xe2\x82\xac\":0,\"1\":0}")) ==
               text);
}

BOOST_AUTO_TEST_CASE(published_schema_is_the_schema_of_the_code) {
    const std::string path = std::string(BAILIWICK_TESTS) +
                             "/../docs/reference/declaration.schema.json";
    BOOST_TEST(office::same_as_file(path, declared::schema_text()),
               "run with BAILIWICK_UPDATE=1 to write " << path);
}

BOOST_AUTO_TEST_SUITE_END()
