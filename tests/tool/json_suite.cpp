// SPDX-License-Identifier: BSL-1.0
// json_suite/y_*.json is JSON and is accepted; n_*.json is none; s_<fault>_*.json is refused by that fault on purpose.
#include "files.hpp"
#include "hint_of.hpp"

#include <bailiwick/tool.hpp>

#include <algorithm>
#include <map>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace {

std::vector<std::filesystem::path> suite(char kind) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(tool_tests / "json_suite"))
        if (entry.path().filename().string()[0] == kind) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool starts_with_fault(const std::string& name, bw::decode_fault fault) {
    return name.starts_with("s_" + std::string(bw::word_of(fault)) + "_");
}

} // namespace

BOOST_AUTO_TEST_SUITE(tool_json_suite)

BOOST_AUTO_TEST_CASE(every_valid_text_is_accepted_and_survives_writing) {
    const auto files = suite('y');
    BOOST_TEST(files.size() >= 90u);
    for (const auto& file : files) {
        BOOST_TEST_CONTEXT(file.filename()) {
            const auto parsed = bw::parse_strict(bytes_of(file));
            BOOST_TEST_REQUIRE(parsed.has_value(), hint_of(parsed));
            for (const auto& text : {bw::json_text(*parsed), bw::json_text_in_lines(*parsed)}) {
                const auto again = bw::parse_strict(text);
                BOOST_TEST_REQUIRE(again.has_value(), hint_of(again));
                BOOST_TEST((*again == *parsed));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_invalid_text_is_refused) {
    const auto files = suite('n');
    BOOST_TEST(files.size() >= 140u);
    for (const auto& file : files) {
        BOOST_TEST_CONTEXT(file.filename()) {
            const auto parsed = bw::parse_strict(bytes_of(file));
            BOOST_TEST_REQUIRE(!parsed.has_value());
            const bw::decode_fault code = parsed.error().code;
            BOOST_TEST((code == bw::decode_fault::not_json ||
                        code == bw::decode_fault::invalid_utf8));
            BOOST_TEST(parsed.error().hint.find("byte ") != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_ambiguous_text_is_refused_by_name) {
    const auto files = suite('s');
    BOOST_TEST(files.size() >= 50u);
    for (const auto& file : files) {
        BOOST_TEST_CONTEXT(file.filename()) {
            const auto parsed = bw::parse_strict(bytes_of(file));
            BOOST_TEST_REQUIRE(!parsed.has_value());
            BOOST_TEST(starts_with_fault(file.filename().string(), parsed.error().code),
                       bw::word_of(parsed.error().code));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
