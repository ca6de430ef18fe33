// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/tool/pattern.hpp>

#include <random>
#include <regex>
#include <string>

#include <boost/test/unit_test.hpp>

static_assert(bw::pattern_is_valid("^[A-Z]{2}-\\d{4,6}$"));
static_assert(bw::pattern_matches("^[A-Z]{2}-\\d{4,6}$", "AB-12345"));
static_assert(!bw::pattern_matches("^[A-Z]{2}-\\d{4,6}$", "AB-123"));

BOOST_AUTO_TEST_SUITE(tool_pattern)

BOOST_AUTO_TEST_CASE(the_subset_is_valid) {
    for (const char* pattern :
         {"^$", "^a$", "^a?b*c+$", "^a{3}b{2,}c{1,4}$", "^.$", "^[a-z0-9_.-]+$", "^[^@ ]+@[^@ ]+$",
          "^\\d\\w\\s$", "^[\\d\\w\\s]$", "^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$",
          "^[\\]\\[\\-\\\\]$", "^[-a]$", "^[a-]$", "^[a^]$", "^[.$*+?(){}|/]$", "^a{0}$",
          "^a{0,10000}$", "^/-_:;,!\"#%&'<=>@`~ $"})
        BOOST_TEST(bw::pattern_is_valid(pattern), pattern);
}

BOOST_AUTO_TEST_CASE(everything_else_is_invalid) {
    for (const char* pattern :
         {"", "^", "$", "a", "^a", "a$", "^(a)$", "^a|b$", "^(?:a)$", "^a**$", "^a+?$", "^a??$",
          "^a{2}{3}$", "^*$", "^?a$", "^+$", "^{2}$", "^a{$", "^a}$", "^a{}$", "^a{,3}$", "^a{x}$",
          "^a{3,2}$", "^a{10001}$", "^a{99999999999999999999}$", "^a{2$", "^[$", "^[]$", "^[^]$",
          "^[a$", "^[z-a]$", "^[\\d-z]$", "^[a-\\d]$", "^[[:alpha:]]$", "^[a[b]$", "^]$", "^\\1$",
          "^\\b$", "^\\D$", "^\\x41$", "^\\u0041$", "^\\n$", "^\\-$", "^\\a$", "^a\\$", "^a^$",
          "^a$b$", "^\xC3\xA9$", "^\t$", "^(?=a)$", "^[\\b]$", "^\\p{L}$"})
        BOOST_TEST(!bw::pattern_is_valid(pattern), pattern);
    BOOST_TEST(!bw::pattern_is_valid("^" + std::string(511, 'a') + "$"));
    BOOST_TEST(bw::pattern_is_valid("^" + std::string(510, 'a') + "$"));
}

BOOST_AUTO_TEST_CASE(invalid_patterns_and_bytes_match_nothing) {
    BOOST_TEST(!bw::pattern_matches("^(a)$", "a"));
    BOOST_TEST(!bw::pattern_matches("a", "a"));
    BOOST_TEST(!bw::pattern_matches("^.*$", "\xff"));
    BOOST_TEST(!bw::pattern_matches("^[^a]*$", "b\xC0\x80"));
}

BOOST_AUTO_TEST_CASE(matching_is_by_code_points) {
    BOOST_TEST(bw::pattern_matches("^.$", "\xF0\x9F\x98\x80"));
    BOOST_TEST(bw::pattern_matches("^[^a]{2}$", "\xC3\xA9\xE2\x82\xAC"));
    BOOST_TEST(!bw::pattern_matches("^\\w$", "\xC3\xA9"));
    BOOST_TEST(!bw::pattern_matches("^\\d$", "\xD9\xA1"));
    for (const char* space : {" ", "\t", "\n", "\v", "\f", "\r", "\xC2\xA0", "\xE1\x9A\x80",
                              "\xE2\x80\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
                              "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
        BOOST_TEST(bw::pattern_matches("^\\s$", space));
        BOOST_TEST(!bw::pattern_matches("^[^\\s]$", space));
    }
    BOOST_TEST(!bw::pattern_matches("^\\s$", "\xE2\x80\x8B"));
    for (const char* line_end : {"\n", "\r", "\xE2\x80\xA8", "\xE2\x80\xA9"})
        BOOST_TEST(!bw::pattern_matches("^.$", line_end));
    BOOST_TEST(bw::pattern_matches("^.$", "\xC2\x85"));
    BOOST_TEST(bw::pattern_matches("^.$", std::string_view("\0", 1)));
}

BOOST_AUTO_TEST_CASE(the_whole_text_must_match) {
    BOOST_TEST(!bw::pattern_matches("^a$", "a\n"));
    BOOST_TEST(!bw::pattern_matches("^a$", "\na"));
    BOOST_TEST(!bw::pattern_matches("^a$", "ab"));
    BOOST_TEST(bw::pattern_matches("^$", ""));
    BOOST_TEST(!bw::pattern_matches("^$", "\n"));
}

BOOST_AUTO_TEST_CASE(no_pattern_is_slow) {
    std::string pattern = "^";
    for (int i = 0; i < 100; ++i) pattern += "a*";
    const std::string text(20000, 'a');
    BOOST_TEST(bw::pattern_matches(pattern + "$", text));
    BOOST_TEST(!bw::pattern_matches(pattern + "b$", text));
    BOOST_TEST(!bw::pattern_matches("^a{0,10000}a{0,10000}a{0,9999}$", std::string(30000, 'a')));
    BOOST_TEST(bw::pattern_matches("^a{0,10000}a{0,10000}a{0,9999}$", std::string(29999, 'a')));
}

BOOST_AUTO_TEST_CASE(it_agrees_with_another_engine) {
    std::mt19937 random(20260728);
    const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    const auto pick = [&](std::initializer_list<const char*> from) {
        return std::string(from.begin()[below(static_cast<unsigned>(from.size()))]);
    };
    int matches = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string pattern = "^";
        const unsigned items = below(5);
        for (unsigned i = 0; i < items; ++i) {
            pattern += pick({"a", "b", "-", ".", "\\.", "\\d", "\\w", "\\s", "[ab]", "[^a]", "[a-c]",
                             "[\\d_-]", "[^\\w]", "[.]", "\\$"});
            pattern += pick({"", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{1,3}"});
        }
        pattern += "$";
        BOOST_TEST_REQUIRE(bw::pattern_is_valid(pattern), pattern);
        const std::regex other(pattern, std::regex::ECMAScript);
        for (int trial = 0; trial < 20; ++trial) {
            std::string text;
            const unsigned length = below(7);
            for (unsigned i = 0; i < length; ++i) text += "abc-._ 1$\n"[below(10)];
            const bool expected = std::regex_match(text, other);
            matches += expected;
            BOOST_TEST_REQUIRE(bw::pattern_matches(pattern, text) == expected,
                               pattern + " on '" + text + "'");
        }
    }
    BOOST_TEST(matches > 4000);
}

BOOST_AUTO_TEST_SUITE_END()
