// SPDX-License-Identifier: BSL-1.0
#include "hint_of.hpp"
#include "samples.hpp"

#include <cmath>
#include <cstring>
#include <random>

#include <boost/test/unit_test.hpp>

namespace {

class maker {
public:
    explicit maker(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return random_() % limit; }

    std::string text(std::size_t longest) {
        constexpr const char* pieces[] = {"a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\x01",
                                          "\x7f", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
        std::string result;
        for (std::size_t left = below(longest + 1); left > 0; --left)
            result += below(40) == 0 ? std::string(1, '\0') : pieces[below(std::size(pieces))];
        return result;
    }

    double number() {
        double result = 0;
        do {
            const std::uint64_t bits = random_();
            std::memcpy(&result, &bits, sizeof result);
        } while (!std::isfinite(result));
        if (below(4) == 0) result = std::trunc(std::fmod(result, 1e18));
        return result;
    }

    samples::person person() {
        samples::person result{"x" + text(79), std::nullopt};
        if (below(2)) result.age = static_cast<unsigned char>(below(151));
        return result;
    }

    samples::dispute dispute() {
        samples::dispute result;
        result.reference = "QX-" + std::to_string(1000 + below(900000));
        result.via = static_cast<samples::channel>(below(3));
        result.cents = static_cast<std::int64_t>(1 + below(500000));
        result.probability = static_cast<double>(below(1000001)) / 1e6;
        result.urgent = below(2);
        if (below(2)) result.note = text(20);
        for (std::size_t i = below(4); i > 0; --i) result.tags.push_back("tag");
        for (std::size_t i = 1 + below(2); i > 0; --i) result.parties.push_back(person());
        if (below(2)) result.adviser = person();
        result.currency = below(2) ? "EUR" : "USD";
        result.priority = static_cast<std::int8_t>(static_cast<int>(below(256)) - 128);
        result.pages = static_cast<std::uint32_t>(random_());
        for (std::size_t i = below(4); i > 0; --i) {
            result.scores.emplace_back();
            if (below(2)) result.scores.back() = static_cast<int>(below(11)) - 5;
        }
        if (below(2)) {
            result.rates.emplace();
            for (std::size_t i = below(5); i > 0; --i) result.rates->push_back(number());
        }
        for (std::size_t i = below(9); i > 0; --i) result.flags.push_back(below(2) == 1);
        return result;
    }

private:
    std::mt19937_64 random_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(tool_round_trip)

BOOST_AUTO_TEST_CASE(what_was_written_reads_back_equal) {
    maker make(20260311);
    for (int round = 0; round < 5000; ++round) {
        const samples::dispute value = make.dispute();
        const std::string text = bw::to_json_text(value);
        BOOST_TEST_REQUIRE(!bw::validate(value).has_value(), text);
        const auto decoded = bw::decode<samples::dispute>(text);
        BOOST_TEST_REQUIRE(decoded.has_value(), hint_of(decoded) + " in " + text);
        BOOST_TEST_REQUIRE((*decoded == value), text);
        BOOST_TEST_REQUIRE(bw::to_json_text(*decoded) == text);
        const std::string lines = bw::json_text_in_lines(bw::encode(value));
        BOOST_TEST_REQUIRE((bw::decode<samples::dispute>(lines).value() == value), lines);
    }
}

BOOST_AUTO_TEST_CASE(a_cut_or_damaged_text_never_decodes_to_something_else) {
    maker make(7);
    for (int round = 0; round < 300; ++round) {
        const std::string text = bw::to_json_text(make.dispute());
        for (std::size_t cut = 0; cut < text.size(); cut += 1 + make.below(9))
            BOOST_TEST_REQUIRE(!bw::decode<samples::dispute>(text.substr(0, cut)).has_value());
        for (int damage = 0; damage < 50; ++damage) {
            std::string damaged = text;
            damaged[make.below(text.size())] = static_cast<char>(make.below(256));
            const auto decoded = bw::decode<samples::dispute>(damaged);
            if (!decoded) continue;
            const auto again = bw::decode<samples::dispute>(bw::to_json_text(*decoded));
            BOOST_TEST_REQUIRE((again.value() == *decoded), damaged);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
