// SPDX-License-Identifier: BSL-1.0
#include "golden.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using reader = bw::detail::cbor_reader;
using major = bw::detail::cbor_major;

std::string bytes_of(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bytes;
}
std::string integer(long long number) {
    std::string out;
    bw::detail::put_cbor_integer(out, number);
    return bw::hex_of(out);
}
bool is_read(std::string_view hex) {
    const std::string bytes = bytes_of(hex);
    reader from(bytes);
    from.any();
    return from.at_end();
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_cbor)

BOOST_AUTO_TEST_CASE(numbers_have_the_shortest_form_of_the_specification) {
    // RFC 8949, appendix A
    const std::pair<long long, const char*> examples[] = {
        {0, "00"}, {1, "01"}, {10, "0a"}, {23, "17"}, {24, "1818"}, {25, "1819"}, {100, "1864"},
        {255, "18ff"}, {256, "190100"}, {1000, "1903e8"}, {65535, "19ffff"},
        {65536, "1a00010000"}, {1000000, "1a000f4240"}, {4294967295, "1affffffff"},
        {4294967296, "1b0000000100000000"}, {1000000000000, "1b000000e8d4a51000"}, {-1, "20"},
        {-10, "29"}, {-24, "37"}, {-25, "3818"}, {-100, "3863"}, {-1000, "3903e7"}};
    for (const auto& [number, hex] : examples) {
        BOOST_TEST(integer(number) == hex);
        const std::string bytes = bytes_of(hex);
        reader from(bytes);
        BOOST_TEST(from.integer().value_or(7) == number);
        BOOST_TEST(from.at_end());
    }
}

BOOST_AUTO_TEST_CASE(longer_spellings_of_a_number_are_refused) {
    for (const char* each : {"1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff",
                             "1b0000000000000000", "1b00000000ffffffff", "3817", "5801", "9801"})
        BOOST_TEST(!is_read(each), each);
}

BOOST_AUTO_TEST_CASE(only_whole_and_definite_items_are_read) {
    for (const char* each : {"00", "1bffffffffffffffff", "40", "43010203", "60", "6161", "80",
                             "83010203", "a0", "a10102", "d200", "f6", "f4", "f5", "a1616101"})
        BOOST_TEST(is_read(each), each);
    for (const char* each : {"", "18", "19ff", "41", "61", "81", "8201", "a1", "a101", "d2", "1c",
                             "1f", "5f41ff", "7fff", "9fff", "bfff", "ff", "f7", "f800", "f93c00",
                             "fa00000000", "f0", "0000", "5bffffffffffffffff",
                             "9bffffffffffffffff"})
        BOOST_TEST(!is_read(each), each);
    BOOST_TEST(is_read("8181818181818100"));    // seven levels
    BOOST_TEST(!is_read("818181818181818100")); // eight levels
}

BOOST_AUTO_TEST_CASE(a_map_gives_its_numbered_entries_and_no_label_twice) {
    const auto sum = [](std::string_view hex) -> long long {
        const std::string bytes = bytes_of(hex);
        reader from(bytes);
        long long total = 0;
        from.map([&](long long label) { total += label * from.integer().value_or(0); });
        return from.at_end() ? total : -1;
    };
    BOOST_TEST(sum("a0") == 0);
    BOOST_TEST(sum("a201020304") == 14);
    BOOST_TEST(sum("a3010261610a0304") == 14);  // "a": 10 is passed over
    BOOST_TEST(sum("a201020104") == -1);        // twice
    BOOST_TEST(sum("a20102") == -1);
    BOOST_TEST(sum("8101") == -1);
    BOOST_TEST(sum("a10141") == -1);
    std::string many = "b840", more = "b841"; // 64 and 65 entries
    for (int label = 24; label < 24 + 65; ++label) {
        if (label < 24 + 64) many += integer(label) + "00";
        more += integer(label) + "00";
    }
    BOOST_TEST(sum(many) == 0);
    BOOST_TEST(sum(more) == -1);
    BOOST_TEST(sum("a21bffffffffffffffff010203") == 6); // beyond 63 bits: passed over
}

BOOST_AUTO_TEST_SUITE_END()
