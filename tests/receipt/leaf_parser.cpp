// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/outline.hpp>

#include <boost/test/unit_test.hpp>

/// The reader of leaves at the borders of the bytes that it looks at together.

namespace {

bool is_read(const std::string& text) {
    bw::detail::leaf_parser parser(text);
    return !parser.failed() && parser.any() && parser.at_end();
}

// An object of one text, so long that the part in its middle meets every border.
std::string with(std::size_t before, const std::string& part, std::size_t after) {
    return R"({"a":")" + std::string(before, 'x') + part + std::string(after, 'y') + "\"}";
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_leaf_parser)

BOOST_AUTO_TEST_CASE(a_text_ends_at_its_quote_wherever_that_stands) {
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string text = with(size, "", 0);
        BOOST_TEST(is_read(text), size);
        BOOST_TEST(!is_read(text.substr(0, text.size() - 1)), size);
        BOOST_TEST(!is_read(text.substr(0, text.size() - 2)), size);
        BOOST_TEST(!is_read(text + " "), size);
        BOOST_TEST(!is_read(text + std::string(1, '\0')), size);
    }
}

BOOST_AUTO_TEST_CASE(what_must_be_escaped_is_refused_at_every_place) {
    for (std::size_t before = 0; before < 140; ++before)
        for (const std::size_t after : {std::size_t{0}, std::size_t{70}}) {
            for (const char* good : {"\\\"", "\\\\", "\\n", "\\u0001", "\x7f", "\xc3\xa9", " ",
                                     "\xf0\x9f\x98\x80", "\\u001f\\\"\\\\"})
                BOOST_TEST(is_read(with(before, good, after)), before << " " << good);
            for (const char* bad : {"\"", "\n", "\x01", "\x1f", "\\", "\\x", "\\u000a", "\\u0041",
                                    "\\u001F", "\\/", "\x80", "\xc3", "\xed\xa0\x80", "\xff"})
                BOOST_TEST(!is_read(with(before, bad, after)), before << " " << bad);
            BOOST_TEST(!is_read(with(before, std::string(1, '\0'), after)), before);
        }
}

BOOST_AUTO_TEST_CASE(names_must_rise_whatever_their_length) {
    const char* const rising[] = {"",          "A",          "Z",         "a",
                                  "aa",        "abcdefg",    "abcdefgh",  "abcdefgha",
                                  "abcdefghb", "abcdefghba", "abcdefgi",  "b",
                                  "bbbbbbbbbbbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbbbbbbbbbbc", "~"};
    for (const std::string_view first : rising)
        for (const std::string_view second : rising) {
            const std::string text = "{\"" + std::string(first) + "\":1,\"" +
                                     std::string(second) + "\":2}";
            BOOST_TEST(is_read(text) == (first < second), text);
        }
    BOOST_TEST(!is_read("{\"\xc3\xa9\":1}"));
    BOOST_TEST(!is_read(R"({"a\"":1})"));
    BOOST_TEST(!is_read("{\"a\xc3\xa9\":\"\xc3\xa9\"}"));
}

BOOST_AUTO_TEST_CASE(what_is_no_value_of_the_profile_is_refused) {
    for (const char* bad : {"", "{", "{}}", "{} ", " {}", "[", "[1,]", "{\"a\"}", "{\"a\":}",
                            "{\"a\":1,}", "{,}", "null", "{\"a\":null}", "1.5", "01", "-0", "tru",
                            "9007199254740992", "{\"a\":1 ,\"b\":2}", "\"a", "+1", "[[[[[[[[[[[[["
                            "[[[[1]]]]]]]]]]]]]]]]]"})
        BOOST_TEST(!is_read(bad), bad);
    for (const char* good : {"{}", "[]", "[1,true,false,\"\",{},[]]", "-9007199254740991",
                             "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]"})
        BOOST_TEST(is_read(good), good);
}

BOOST_AUTO_TEST_SUITE_END()
