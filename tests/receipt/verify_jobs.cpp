// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

/// A log checked by many threads is judged as by one.

namespace {

using workshop::words;

void write_log(const std::string& path, int receipts) {
    auto log = *bw::receipt_log::open(path, workshop::options(256, 1 << 20));
    for (int n = 0; n < receipts; ++n)
        BOOST_TEST_REQUIRE(log.append(workshop::receipt(n)).is_done());
}

bw::verification verify_with(const std::string& path, unsigned jobs,
                             std::span<const std::string> kept = {}) {
    const bw::verifier_key key = workshop::key_of(path);
    return bw::verify_log(path, {&key, 1}, kept, {.jobs = jobs});
}

// Everything that a check says, in its order.
std::string all_of(const bw::verification& came) {
    std::string text = words(came) + "; " + std::to_string(came.size) + "; " +
                       bw::hex_of(came.root) + "; " + std::to_string(came.open_intents) + "; " +
                       std::to_string(came.complete_up_to);
    for (const bw::finding& each : came.notes) text += "; " + each.where + ": " + each.what;
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_verify_jobs)

BOOST_AUTO_TEST_CASE(any_number_of_threads_says_the_same) {
    const workshop::folder here;
    const std::string path = here / "log";
    write_log(path, 1100);
    const std::string alone = all_of(verify_with(path, 1));
    BOOST_TEST(alone.starts_with("valid; 1100"), alone);
    for (const unsigned jobs : {0u, 2u, 3u, 8u, 33u})
        BOOST_TEST(all_of(verify_with(path, jobs)) == alone);

    const std::string middle = path + "/tile/entries/002";
    const std::string whole = workshop::slurp(middle);
    workshop::overwrite(middle, 1000, "Z");
    const std::string damaged = all_of(verify_with(path, 1));
    BOOST_TEST(damaged.starts_with("invalid; receipt 51"), damaged);
    for (const unsigned jobs : {2u, 8u}) BOOST_TEST(all_of(verify_with(path, jobs)) == damaged);

    workshop::fs::remove(middle);
    const std::string gone = all_of(verify_with(path, 1));
    BOOST_TEST(gone.find("tile/entries/002") != gone.npos, gone);
    for (const unsigned jobs : {2u, 8u}) BOOST_TEST(all_of(verify_with(path, jobs)) == gone);
}

BOOST_AUTO_TEST_CASE(older_checkpoints_inside_a_tile_are_compared_as_those_between_tiles) {
    const workshop::folder here;
    const std::string path = here / "log";
    std::vector<std::string> kept;
    {
        auto log = *bw::receipt_log::open(path, workshop::options(100'000, 1 << 20));
        for (int n = 0; n < 600; ++n) {
            BOOST_TEST_REQUIRE(log.append(workshop::receipt(n)).is_done());
            if (n != 99 && n != 255 && n != 300) continue;
            BOOST_TEST_REQUIRE(log.publish().is_done());
            kept.push_back(workshop::slurp(path + "/checkpoint"));
        }
    }
    for (std::size_t each = 0; each < kept.size(); ++each) {
        const auto came = verify_with(path, 2, {&kept[each], 1});
        BOOST_TEST((came.verdict == bw::log_verdict::valid), words(came));
        BOOST_TEST(came.complete_up_to == (std::vector<unsigned long long>{100, 256, 301})[each]);
    }
    const workshop::folder other;
    write_log(other / "log", 100);
    const std::string foreign = workshop::slurp(other / "log" + "/checkpoint");
    const auto both = std::vector{workshop::key_of(path), workshop::key_of(other / "log")};
    const auto came = bw::verify_log(path, both, {&foreign, 1}, {.jobs = 2});
    BOOST_TEST((came.complete_up_to == 100 || came.verdict == bw::log_verdict::invalid));
}

BOOST_AUTO_TEST_CASE(progress_counts_up_to_all_published_receipts) {
    const workshop::folder here;
    const std::string path = here / "log";
    write_log(path, 700);
    for (const unsigned jobs : {1u, 4u}) {
        std::vector<unsigned long long> heard;
        const bw::verifier_key key = workshop::key_of(path);
        const auto hear = [&](unsigned long long read, unsigned long long all) {
            BOOST_TEST(all == 700u);
            heard.push_back(read);
        };
        const auto came = bw::verify_log(path, {&key, 1}, {}, {.jobs = jobs, .progress = hear});
        BOOST_TEST((came.verdict == bw::log_verdict::valid), words(came));
        BOOST_TEST(heard == (std::vector<unsigned long long>{256, 512, 700}));
    }
}

BOOST_AUTO_TEST_CASE(a_bundle_that_is_longer_than_any_can_be_is_not_read) {
    const workshop::folder here;
    const std::string path = here / "log";
    write_log(path, 256);
    workshop::fs::resize_file(path + "/tile/entries/000", 1ULL << 36); // holes, no disk
    const auto came = verify_with(path, 2);
    BOOST_TEST((came.verdict == bw::log_verdict::invalid));
    BOOST_TEST(words(came).find("longer than it can be") != std::string::npos, words(came));
}

BOOST_AUTO_TEST_SUITE_END()
