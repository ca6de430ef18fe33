// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(receipt_tiles)

BOOST_AUTO_TEST_CASE(paths_are_those_of_the_specification) {
    BOOST_TEST(bw::path_of({0, 1234067}) == "tile/0/x001/x234/067");
    BOOST_TEST(bw::path_of({0, 0}) == "tile/0/000");
    BOOST_TEST(bw::path_of({1, 999}) == "tile/1/999");
    BOOST_TEST(bw::path_of({1, 1000}) == "tile/1/x001/000");
    BOOST_TEST(bw::path_of({63, 5, 1}) == "tile/63/005.p/1");
    BOOST_TEST(bw::path_of({bw::tile_id::entries, 1000000, 255}) ==
               "tile/entries/x001/x000/000.p/255");
}

BOOST_AUTO_TEST_CASE(widths_are_those_of_the_specification) {
    BOOST_TEST(bw::full_tiles(70'000, 0) == 273u);
    BOOST_TEST(bw::partial_width(70'000, 0) == 112u);
    BOOST_TEST(bw::full_tiles(70'000, 1) == 1u);
    BOOST_TEST(bw::partial_width(70'000, 1) == 17u);
    BOOST_TEST(bw::full_tiles(70'000, 2) == 0u);
    BOOST_TEST(bw::partial_width(70'000, 2) == 1u);
    BOOST_TEST(bw::partial_width(70'000, 3) == 0u);
    BOOST_TEST(bw::full_tiles(256, 0) == 1u);
    BOOST_TEST(bw::partial_width(256, 1) == 1u);
    BOOST_TEST(bw::partial_width(~0ULL, 7) == 255u);
    BOOST_TEST(bw::partial_width(~0ULL, 8) == 0u);
}

BOOST_AUTO_TEST_CASE(bundles_hold_exactly_what_was_put_in) {
    std::string bundle;
    bw::add_entry(bundle, "a");
    bw::add_entry(bundle, std::string(65'535, 'b'));
    bw::add_entry(bundle, "");
    const auto entries = bw::entries_of(bundle, 3);
    BOOST_TEST_REQUIRE(entries.has_value());
    BOOST_TEST(entries->at(1).size() == 65'535u);
    BOOST_TEST(!bw::entries_of(bundle, 2).has_value());
    BOOST_TEST(!bw::entries_of(bundle, 4).has_value());
    for (const std::size_t cut : {std::size_t{1}, std::size_t{2}, std::size_t{3}})
        BOOST_TEST(!bw::entries_of(bundle.substr(0, bundle.size() - cut), 3).has_value());
    BOOST_TEST(!bw::hashes_of(std::string(33, 'x'), 1).has_value());
}

BOOST_AUTO_TEST_CASE(readers_fall_back_to_the_full_tile) {
    const workshop::folder here;
    std::vector<bw::hash256> hashes;
    std::string bundle;
    for (int i = 0; i < 256; ++i) {
        bw::add_entry(bundle, std::to_string(i));
        hashes.push_back(bw::leaf_hash(std::to_string(i)));
    }
    workshop::fs::create_directories(here / "tile/0");
    workshop::fs::create_directories(here / "tile/entries");
    workshop::spill(here / "tile/0/000", bw::tile_bytes(hashes));
    workshop::spill(here / "tile/entries/000", bundle);
    const auto tile = bw::read_tile(here / "", {0, 0, 7});
    BOOST_TEST_REQUIRE(tile.is_done());
    BOOST_TEST(tile->size() == 7u);
    const auto entries = bw::read_entries(here / "", {bw::tile_id::entries, 0, 7});
    BOOST_TEST_REQUIRE(entries.is_done());
    BOOST_TEST(entries->back() == "6");
    BOOST_TEST(!bw::read_tile(here / "", {0, 1, 7}).is_done());
}

BOOST_AUTO_TEST_CASE(seventy_thousand_leaves_fill_the_stated_files) {
    bw::detail::tree_edge edge;
    const bw::hash256 leaf = bw::leaf_hash("x");
    for (int i = 0; i < 70'000; ++i) edge.append("x", leaf);
    std::map<int, int> full, partial;
    for (const auto& each : edge.filled()) {
        ++full[each.id.level];
        if (each.id.level >= 0) BOOST_TEST(each.bytes->size() == 32u * 256u);
    }
    for (const auto& [tile, bytes] : edge.partial_since(0)) {
        partial[tile.level] += static_cast<int>(tile.width);
        if (tile.level >= 0) BOOST_TEST(bytes.size() == 32u * tile.width);
    }
    BOOST_TEST(full[0] == 273);
    BOOST_TEST(full[bw::tile_id::entries] == 273);
    BOOST_TEST(partial[0] == 112);
    BOOST_TEST(full[1] == 1);
    BOOST_TEST(partial[1] == 17);
    BOOST_TEST(partial[2] == 1);
    BOOST_TEST(full[2] == 0);
}

BOOST_AUTO_TEST_SUITE_END()
