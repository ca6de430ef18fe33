// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

/// Threads that write at the same time: they share syncs, and nothing else.

namespace {

using workshop::receipt;

std::atomic<int> syncs{0};
std::atomic<int> good_syncs{0};

// Slow enough that everybody else arrives meanwhile.
int slow_sync(int) {
    ++syncs;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return 0;
}
constexpr bw::detail::disk_calls slow_disk{.sync = slow_sync};

int failing_sync(int) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (good_syncs-- > 0) return 0;
    errno = EIO;
    return -1;
}
constexpr bw::detail::disk_calls failing_disk{.sync = failing_sync};

template <class Work> void with_threads(int many, Work work) {
    std::vector<std::thread> threads;
    for (int each = 0; each < many; ++each) threads.emplace_back([=] { work(each); });
    for (std::thread& each : threads) each.join();
}

} // namespace

BOOST_AUTO_TEST_SUITE(together)

BOOST_AUTO_TEST_CASE(threads_share_syncs_and_every_receipt_has_a_place_of_its_own) {
    const workshop::folder folder;
    const std::string path = folder / "log";
    auto options = workshop::options(100'000, 1 << 20);
    options.disk = &slow_disk;
    constexpr int threads = 16, each_writes = 20;
    std::vector<std::vector<unsigned long long>> places(threads);
    {
        auto log = bw::receipt_log::open(path, options);
        BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
        const int before = syncs;
        with_threads(threads, [&](int who) {
            for (int n = 0; n < each_writes; ++n) {
                const auto written = log->append(receipt(n, "s-" + std::to_string(who)));
                if (!written) continue;
                places[static_cast<std::size_t>(who)].push_back(written->index());
                // What is acknowledged can be read at once, and is what this thread wrote.
                const auto read = log->read(written->index());
                if (!read || *read != receipt(n, "s-" + std::to_string(who)))
                    places[static_cast<std::size_t>(who)].pop_back();
            }
        });
        BOOST_TEST(log->size() == static_cast<unsigned long long>(threads * each_writes));
        BOOST_TEST(syncs - before < threads * each_writes / 2);
    }
    std::set<unsigned long long> all;
    for (const auto& one : places) {
        BOOST_TEST(std::is_sorted(one.begin(), one.end()));
        all.insert(one.begin(), one.end());
    }
    BOOST_TEST(all.size() == static_cast<std::size_t>(threads * each_writes));
    BOOST_TEST(workshop::words(workshop::verify(path)) == "valid");
}

BOOST_AUTO_TEST_CASE(a_receipt_that_is_too_large_is_no_others_refusal) {
    const workshop::folder folder;
    const std::string path = folder / "log";
    auto options = workshop::options(100'000, 1 << 20);
    options.disk = &slow_disk;
    std::atomic<int> refused{0}, written{0};
    {
        auto log = bw::receipt_log::open(path, options);
        BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
        with_threads(8, [&](int who) {
            for (int n = 0; n < 10; ++n) {
                const bool is_large = who == 3;
                const auto came =
                    log->append(is_large ? std::string(70'000, 'x')
                                         : receipt(n, "s-" + std::to_string(who)));
                if (came) ++written;
                else if (is_large && came.why().code == bw::reason::malformed_request) ++refused;
            }
        });
    }
    BOOST_TEST(refused == 10);
    BOOST_TEST(written == 70);
    BOOST_TEST(workshop::words(workshop::verify(path)) == "valid");
}

BOOST_AUTO_TEST_CASE(a_block_larger_than_a_segment_is_written_in_parts) {
    const workshop::folder folder;
    const std::string path = folder / "log";
    auto options = workshop::options(100'000, 8192);
    options.disk = &slow_disk;
    std::atomic<int> written{0};
    {
        auto log = bw::receipt_log::open(path, options);
        BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
        with_threads(16, [&](int who) {
            for (int n = 0; n < 6; ++n)
                if (log->append(receipt(n, "s-" + std::to_string(who)))) ++written;
        });
    }
    BOOST_TEST(written == 96);
    BOOST_TEST(workshop::words(workshop::verify(path)) == "valid");
}

BOOST_AUTO_TEST_CASE(when_the_shared_sync_fails_nobody_is_told_that_it_went_well) {
    const workshop::folder folder;
    const std::string path = folder / "log";
    auto options = workshop::options(100'000, 1 << 20);
    std::atomic<int> acknowledged{0};
    {
        good_syncs = 1'000'000;
        options.disk = &failing_disk;
        auto log = bw::receipt_log::open(path, options);
        BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
        good_syncs = 6;
        with_threads(8, [&](int who) {
            for (int n = 0; n < 20; ++n)
                if (log->append(receipt(n, "s-" + std::to_string(who)))) ++acknowledged;
        });
        const auto late = log->append(receipt(0, "late"));
        BOOST_TEST(workshop::words(late).starts_with("receipt_unavailable"));
    }
    good_syncs = 1'000'000;
    BOOST_TEST(acknowledged > 0);
    BOOST_TEST(acknowledged < 160);
    auto again = bw::receipt_log::open(path, workshop::options(100'000, 1 << 20));
    BOOST_REQUIRE_MESSAGE(again, workshop::words(again));
    BOOST_TEST(again->size() >= static_cast<unsigned long long>(acknowledged.load()));
}

BOOST_AUTO_TEST_CASE(threads_share_a_vault_and_one_refusal_is_its_own) {
    const workshop::folder folder;
    auto values = bw::vault::open(folder / "vault.db");
    BOOST_REQUIRE_MESSAGE(values, workshop::words(values));
    BOOST_REQUIRE(values->put({"taken", "action.args", "salt", "{}", "", {1}}));
    std::atomic<int> kept{0}, refused{0};
    with_threads(8, [&](int who) {
        for (int n = 0; n < 25; ++n) {
            const std::string id = who == 5 ? "taken" : std::to_string(who * 100 + n);
            const bool is_kept =
                values->put({id, "action.args", bw::new_salt(), "{\"n\":1}", "", {1}}).is_done();
            ++(is_kept ? kept : refused);
        }
    });
    BOOST_TEST(kept == 175);
    BOOST_TEST(refused == 25);
    BOOST_TEST(*values->count() == 176);
}

BOOST_AUTO_TEST_CASE(what_is_submitted_becomes_durable_in_its_order) {
    for (const bool has_threads : {true, false}) {
        const workshop::folder folder;
        const std::string path = folder / "log";
        auto options = workshop::options(64, 1 << 18);
        options.has_threads = has_threads;
        options.most_waiting = 100;
        constexpr unsigned count = 3000;
        {
            auto log = bw::receipt_log::open(path, options);
            BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
            std::vector<bw::submitted_receipt> under_way;
            for (unsigned n = 0; n < count; ++n) {
                if (n % 3 == 0) { // let go: it is written all the same
                    static_cast<void>(log->submit(receipt(n)));
                    continue;
                }
                under_way.push_back(log->submit(receipt(n)));
            }
            const auto last = log->append(receipt(count));
            BOOST_TEST_REQUIRE(last.is_done(), workshop::words(last));
            BOOST_TEST(last->index() == count);
            BOOST_TEST(under_way.front().is_ready());
            unsigned long long place = 0;
            for (auto& each : under_way) {
                const auto came = std::move(each).wait();
                BOOST_TEST_REQUIRE(came.is_done(), workshop::words(came));
                place += place % 3 == 0;
                BOOST_TEST(came->index() == place);
                ++place;
            }
            const auto refused = log->submit("").wait();
            BOOST_TEST((!refused && refused.why().code == bw::reason::malformed_request));
            for (const unsigned n : {0u, 255u, 256u, 1999u, count})
                BOOST_TEST(*log->read(n) == receipt(n));
            unsigned long long visited = 0;
            BOOST_TEST(log->for_each([&](unsigned long long n, std::string_view text) {
                              BOOST_TEST(n == visited++);
                              BOOST_TEST(text == receipt(static_cast<long long>(n)));
                          }).is_done());
            BOOST_TEST(visited == count + 1);
        }
        const auto result = workshop::verify(path);
        BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
        BOOST_TEST(result.published == count + 1);
        for (const auto& left : workshop::fs::directory_iterator(path + "/.state")) {
            const std::string name = left.path().filename();
            BOOST_TEST((name == "lock" || name == "version" || name == "journal"), name);
        }
        const std::ptrdiff_t segments = std::distance(
            workshop::fs::directory_iterator(path + "/.state/journal"), {});
        BOOST_TEST(segments == 1); // the others are retired
    }
}

BOOST_AUTO_TEST_CASE(a_fault_of_the_disk_answers_for_everything_that_is_under_way) {
    const workshop::folder folder;
    auto options = workshop::options(100'000, 1 << 20);
    options.disk = &failing_disk;
    options.has_threads = true;
    good_syncs = 100'000;
    auto log = bw::receipt_log::open(folder / "log", options);
    BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
    BOOST_TEST(log->append(receipt(0)).is_done());
    good_syncs = 0;
    std::vector<bw::submitted_receipt> under_way;
    for (int n = 1; n < 50; ++n) under_way.push_back(log->submit(receipt(n)));
    for (auto& each : under_way) {
        const auto came = std::move(each).wait();
        BOOST_TEST((!came && came.why().code == bw::reason::receipt_unavailable));
    }
    BOOST_TEST(!log->append(receipt(50)).is_done());
    BOOST_TEST(log->size() == 1u);
}

BOOST_AUTO_TEST_CASE(threads_append_submit_read_and_publish_at_the_same_time) {
    const workshop::folder folder;
    const std::string path = folder / "log";
    auto options = workshop::options(16, 1 << 16);
    options.has_threads = true;
    constexpr int threads = 6, each_writes = 150;
    {
        auto log = bw::receipt_log::open(path, options);
        BOOST_REQUIRE_MESSAGE(log, workshop::words(log));
        std::atomic<int> wrong{0};
        with_threads(threads, [&](int who) {
            for (int n = 0; n < each_writes; ++n) {
                const std::string text = receipt(n, "s-" + std::to_string(who));
                const auto came = who % 2 == 0 ? log->append(text) : log->submit(text).wait();
                wrong += !came || *log->read(came->index()) != text;
                if (n % 50 == who) wrong += !log->publish().is_done();
            }
        });
        BOOST_TEST(wrong == 0);
        BOOST_TEST(log->size() == static_cast<unsigned>(threads * each_writes));
    }
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
}

BOOST_AUTO_TEST_SUITE_END()
