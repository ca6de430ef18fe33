// SPDX-License-Identifier: BSL-1.0
#include "published.hpp"

#include <boost/test/unit_test.hpp>

/// A published log copied through a reader of its URLs, which here are files.

namespace {

using workshop::words;

// Reads below a folder, bounded as a server's answer is.
bw::answer<std::string> read_below(const std::string& folder, const std::string& url,
                                   std::size_t most) {
    const std::string path = folder + url.substr(std::string("https://log.example").size());
    if (!workshop::fs::is_regular_file(path))
        return bw::refusal{bw::reason::no_evidence, "fetch", url, "there is nothing"};
    std::string bytes = workshop::slurp(path);
    if (bytes.size() > most)
        return bw::refusal{bw::reason::state_unavailable, "fetch", url, "too much"};
    return bytes;
}

bw::answer<bw::checkpoint> copy(const std::string& from, const std::string& to,
                                const bw::fetch_limits& limits = {}) {
    return bw::fetch_log(
        [&](const std::string& url, std::size_t most) { return read_below(from, url, most); },
        "https://log.example/", to, limits);
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_fetch)

BOOST_AUTO_TEST_CASE(a_copy_has_what_the_checkpoint_names_and_verifies) {
    for (const int size : {0, 1, 255, 256, 257, 600}) {
        const workshop::folder here;
        const std::string log = published::log_of(here, size);
        unsigned long long here_at_last = 0, of = 0;
        const bw::fetch_limits limits{.progress = [&](unsigned long long now,
                                                      unsigned long long all) {
            here_at_last = now;
            of = all;
        }};
        const auto head = copy(log, here / "copy", limits);
        if (size == 0 && !head) continue; // a log without receipts may have no checkpoint yet
        BOOST_TEST_REQUIRE(head.is_done(), size << ": " << words(head));
        BOOST_TEST(head->size == static_cast<unsigned long long>(size));
        BOOST_TEST(here_at_last == of);
        const auto came = published::judged(here / "copy", log, 2);
        BOOST_TEST((came.verdict == bw::log_verdict::valid), size << ": " << words(came));
        BOOST_TEST(came.size == static_cast<unsigned long long>(size));
        BOOST_TEST(!workshop::fs::exists(here / "copy/.state"));
    }
}

BOOST_AUTO_TEST_CASE(what_was_pruned_is_not_missed_in_a_copy) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 900);
    bw::prune_order order{.below = 512, .retention = bw::duration{1}, .by = "ana@example.com",
                          .reason = "the year is over"};
    order.said = *bw::read_receipt<bw::record::intent>(workshop::receipt(5000));
    order.said.act.clear();
    BOOST_TEST_REQUIRE(bw::prune_log(log, workshop::options(), order).is_done());
    unsigned long long here_at_last = 0, of = 1;
    const bw::fetch_limits limits{.progress = [&](unsigned long long now, unsigned long long all) {
        here_at_last = now;
        of = all;
    }};
    const auto head = copy(log, here / "copy", limits);
    BOOST_TEST_REQUIRE(head.is_done(), words(head));
    BOOST_TEST(here_at_last == of);
    const auto came = published::judged(here / "copy", log);
    BOOST_TEST((came.verdict == bw::log_verdict::valid), words(came));
    BOOST_TEST(came.pruned_below == 512u);
    workshop::fs::remove(log + "/tile/entries/002");
    const auto torn = copy(log, here / "torn");
    BOOST_TEST_REQUIRE(!torn.is_done());
    BOOST_TEST(torn.why().subject.find("entries/002") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_a_partial_tile_is_gone_the_full_one_serves) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 200);
    const std::string note = workshop::slurp(log + "/checkpoint");
    {
        auto more = bw::receipt_log::open(log, workshop::options(100'000, 1 << 20));
        for (int n = 200; n < 300; ++n)
            BOOST_TEST_REQUIRE(more->append(workshop::receipt(n)).is_done());
    }
    const std::string parts = log + "/tile/";
    for (const char* each : {"0/000.p", "entries/000.p"})
        workshop::fs::remove_all(parts + each);
    workshop::spill(log + "/checkpoint", note); // as a server that is behind gives it
    const auto head = copy(log, here / "copy");
    BOOST_TEST_REQUIRE(head.is_done(), words(head));
    const auto came = published::judged(here / "copy", log);
    BOOST_TEST((came.verdict == bw::log_verdict::valid), words(came));
    BOOST_TEST(came.size == 200u);
}

BOOST_AUTO_TEST_CASE(what_is_missing_there_is_named) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 300);
    for (const char* each : {"/tile/0/000", "/tile/entries/000", "/tile/entries/001.p/44",
                             "/tile/1/000.p/1", "/checkpoint"}) {
        const std::string bytes = workshop::slurp(log + each);
        workshop::fs::remove(log + each);
        workshop::fs::remove_all(here / "copy");
        const auto came = copy(log, here / "copy");
        BOOST_TEST_REQUIRE(!came.is_done(), each);
        BOOST_TEST((came.why().code == bw::reason::no_evidence));
        BOOST_TEST(came.why().subject.find(each) != std::string::npos, came.why().subject);
        workshop::spill(log + each, bytes);
    }
    workshop::fs::remove_all(here / "copy");
    BOOST_TEST(copy(log, here / "copy").is_done());
}

BOOST_AUTO_TEST_CASE(no_more_is_taken_than_was_said) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 300);
    const auto came = copy(log, here / "copy", {.bytes = 100'000});
    BOOST_TEST_REQUIRE(!came.is_done());
    BOOST_TEST(came.why().subject.find("100000 bytes") != std::string::npos, words(came));
}

BOOST_AUTO_TEST_CASE(what_is_no_checkpoint_begins_no_copy) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 3);
    workshop::spill(log + "/checkpoint", "<html>hello</html>\n");
    const auto came = copy(log, here / "copy");
    BOOST_TEST_REQUIRE(!came.is_done());
    BOOST_TEST(came.why().subject.find("no signed checkpoint") != std::string::npos);
    BOOST_TEST(!workshop::fs::exists(here / "copy"));
}

BOOST_AUTO_TEST_SUITE_END()
