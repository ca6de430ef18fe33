// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <csignal>
#include <random>

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

namespace {

using workshop::receipt;

// The state that a killed process leaves: `count` receipts in the journal, none published.
struct crashed_log {
    explicit crashed_log(const workshop::folder& here, int count, std::size_t long_leaf = 0)
        : path(here / "crashed"), work(here / "work") {
        auto log = bw::receipt_log::open(here / "live", workshop::options(1000, 65536));
        for (int n = 0; n < count; ++n) {
            leaves.push_back(n + 1 == count && long_leaf > 0 ? std::string(long_leaf, 'x')
                                                             : receipt(n));
            BOOST_TEST_REQUIRE(log->append(leaves.back()).is_done());
        }
        workshop::copy(here / "live", path);
    }

    std::string journal() const { return work + "/.state/journal/0.jnl"; }
    void again() const { workshop::copy(path, work); }

    // How many receipts came back; less than 0 if the log was refused.
    int reopened() const {
        auto log = bw::receipt_log::open(work, workshop::options());
        if (!log) {
            BOOST_TEST((log.why().code == bw::reason::head_mismatch), workshop::words(log));
            return -1;
        }
        for (unsigned long long i = 0; i < log->size(); ++i)
            if (*log->read(i) != leaves.at(i)) return -2;
        return static_cast<int>(log->size());
    }

    std::string path, work;
    std::vector<std::string> leaves{};
};

// Where the frames of a first segment lie, and how many stored bytes hold more than padding.
std::vector<std::pair<std::size_t, std::size_t>> frames_of(const std::string& journal,
                                                           unsigned long long first = 0) {
    std::vector<std::pair<std::size_t, std::size_t>> frames;
    std::size_t at = 0;
    const auto visit = [&](const bw::detail::frame& each, std::string_view stored) {
        const std::size_t sectors = (each.size + bw::detail::sector_room - 1) /
                                    bw::detail::sector_room;
        frames.emplace_back(at, sectors * bw::detail::sector_bytes);
        at += stored.size();
    };
    const auto scan = bw::detail::scan_segment(bw::detail::segment_text(journal), first, visit);
    BOOST_TEST((scan.end == bw::detail::segment_end::clean));
    return frames;
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_recovery)

BOOST_AUTO_TEST_CASE(a_crash_loses_nothing_that_was_acknowledged) {
    const workshop::folder here;
    const crashed_log crashed(here, 7);
    crashed.again();
    BOOST_TEST(crashed.reopened() == 7);
    const auto result = workshop::verify(crashed.work);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
    BOOST_TEST(result.published == 7u);
    // Before it is opened again, the log is valid too: the journal is checked with it.
    const auto before = workshop::verify(crashed.path);
    BOOST_TEST((before.verdict == bw::log_verdict::valid), workshop::words(before));
    BOOST_TEST(before.size == 7u);
    BOOST_TEST(before.published == 0u);
    BOOST_TEST((before.root == result.root));
}

BOOST_AUTO_TEST_CASE(any_changed_byte_of_the_last_two_frames_loses_nothing) {
    const workshop::folder here;
    const crashed_log crashed(here, 4);
    const std::string bytes = workshop::slurp(crashed.path + "/.state/journal/0.jnl");
    const auto frames = frames_of(bytes);
    BOOST_TEST_REQUIRE(frames.size() == 4u);
    crashed.again();
    int checked = 0, lost = 0;
    for (std::size_t frame = 2; frame < 4; ++frame)
        for (std::size_t at = 0; at < 4096; at += at < frames[frame].second ? 1u : 97u)
            for (const int mask : {1, 0x80, 0xFF, 0}) {
                const std::size_t place = frames[frame].first + at;
                const char changed = mask == 0 ? '\0' : static_cast<char>(bytes[place] ^ mask);
                if (changed == bytes[place]) continue;
                crashed.again();
                workshop::overwrite(crashed.journal(), place, {&changed, 1});
                const int count = crashed.reopened();
                lost += count != -1 && count != 4;
                ++checked;
            }
    BOOST_TEST(checked > 5000);
    BOOST_TEST(lost == 0);
}

BOOST_AUTO_TEST_CASE(any_cut_of_the_last_two_frames_loses_nothing) {
    const workshop::folder here;
    const crashed_log crashed(here, 4);
    const auto frames = frames_of(workshop::slurp(crashed.path + "/.state/journal/0.jnl"));
    int lost = 0;
    for (std::size_t at = frames[2].first; at < frames[3].first + 4096; ++at) {
        const bool inside = at % 4096 < frames[2].second + 8;
        if (!inside && at % 53 != 0) continue;
        crashed.again();
        workshop::fs::resize_file(crashed.journal(), at);
        const int count = crashed.reopened();
        lost += count != -1 && count != 4;
    }
    BOOST_TEST(lost == 0);
}

BOOST_AUTO_TEST_CASE(a_torn_last_write_is_dropped_whatever_sectors_it_lost) {
    const workshop::folder here;
    for (const std::size_t leaf : {300u, 2000u, 9000u}) {
        const crashed_log crashed(here, 3, leaf);
        const std::string bytes = workshop::slurp(crashed.path + "/.state/journal/0.jnl");
        const auto [start, size] = frames_of(bytes).back();
        const std::size_t sectors = (size + 511) / 512;
        std::mt19937 random(5);
        for (unsigned round = 1; round < 200; ++round) {
            const unsigned long lost = (sectors <= 6 ? round : random()) % (1ul << sectors);
            if (lost == 0) continue;
            crashed.again();
            const bool was_used = round % 2 == 0; // else the segment was new
            for (std::size_t each = 0; each < sectors; ++each)
                if ((lost >> each & 1) != 0)
                    workshop::overwrite(crashed.journal(), start + each * 512,
                                        std::string(512, was_used ? 'o' : '\0'));
            const auto verified = workshop::verify(crashed.work);
            BOOST_TEST((verified.verdict == bw::log_verdict::valid), workshop::words(verified));
            BOOST_TEST(crashed.reopened() == 2, "sectors " << lost << " of " << sectors);
            BOOST_TEST((workshop::verify(crashed.work).verdict == bw::log_verdict::valid));
        }
        workshop::fs::remove_all(here / "live");
    }
}

BOOST_AUTO_TEST_CASE(a_changed_stamp_of_a_whole_frame_loses_nothing_and_is_noticed) {
    const workshop::folder here;
    const crashed_log crashed(here, 3, 2000);
    const std::string bytes = workshop::slurp(crashed.path + "/.state/journal/0.jnl");
    for (const auto& [start, size] : frames_of(bytes))
        for (std::size_t at = start + bw::detail::sector_room; at < start + size;
             at += bw::detail::sector_bytes) {
            crashed.again();
            workshop::overwrite(crashed.journal(), at, "oooo");
            BOOST_TEST((workshop::verify(crashed.work).verdict == bw::log_verdict::invalid));
            BOOST_TEST(crashed.reopened() == 3);
        }
}

BOOST_AUTO_TEST_CASE(what_an_earlier_use_of_a_segment_left_is_no_part_of_it) {
    const workshop::folder here;
    const auto options = workshop::options(2, 16384);
    const std::string path = here / "log";
    std::size_t used_again = 0;
    for (int round = 0; round < 6; ++round) {
        auto log = bw::receipt_log::open(path, options);
        BOOST_TEST_REQUIRE(log.is_done(), workshop::words(log));
        const auto start = static_cast<long long>(log->size());
        for (long long n = start; n < start + 21; ++n)
            BOOST_TEST_REQUIRE(log->append(receipt(n)).is_done());
        workshop::copy(path, here / "work"); // as a crash would leave it
        for (const auto& each : workshop::fs::directory_iterator(path + "/.state/journal")) {
            const auto first = std::stoull(each.path().stem().string());
            const std::string stored = workshop::slurp(each.path());
            const auto frames = frames_of(stored, first);
            const std::size_t end = frames.empty() ? 0 : frames.size() * 4096;
            used_again += !bw::detail::all_zero(std::string_view(stored).substr(end));
        }
        const auto verified = workshop::verify(here / "work");
        BOOST_TEST((verified.verdict == bw::log_verdict::valid), workshop::words(verified));
        const auto crashed = bw::receipt_log::open(here / "work", workshop::options());
        BOOST_TEST_REQUIRE(crashed.is_done(), workshop::words(crashed));
        BOOST_TEST(crashed->size() == log->size());
    }
    BOOST_TEST(used_again > 0u);
}

BOOST_AUTO_TEST_CASE(what_was_written_otherwise_refuses_to_open) {
    const workshop::folder here;
    const crashed_log crashed(here, 3);
    const std::string bytes = workshop::slurp(crashed.path + "/.state/journal/0.jnl");
    const auto is_refused = [&](std::string_view what) {
        BOOST_TEST(crashed.reopened() == -1, what);
        BOOST_TEST((workshop::verify(crashed.work).verdict == bw::log_verdict::invalid), what);
        crashed.again();
    };
    crashed.again();
    workshop::overwrite(crashed.journal(), 4096 + 100, std::string(4, '\0'));
    is_refused("a damaged frame before a good one");
    workshop::overwrite(crashed.journal(), 4096, bytes.substr(8192, 4096));
    is_refused("a gap in the numbers");
    workshop::overwrite(crashed.journal(), 8192, bytes.substr(4096, 4096));
    is_refused("a frame twice");
    workshop::fs::rename(crashed.journal(), crashed.work + "/.state/journal/1.jnl");
    is_refused("a segment under another number");
    workshop::spill(crashed.work + "/.state/journal/notes.txt", "x");
    is_refused("a strange file");
    workshop::overwrite(crashed.journal(), 0, std::string(4096, '\0'));
    is_refused("a frame that was wiped");

    // Frames that are whole, but not the log's: another key, another root, a broken chain.
    const auto frame_with = [&](const bw::note_signer& signer, const bw::hash256& root,
                                std::uint32_t previous) {
        const std::string_view leaf = crashed.leaves[2];
        const std::string note =
            signer.note(bw::text_of(bw::checkpoint{"agents.example/workshop", 3, root}));
        std::uint32_t checksum = 0;
        std::string frame;
        bw::detail::put_frame(frame, 2, {&leaf, 1}, note, previous, checksum);
        std::string stored;
        bw::detail::put_sectors(stored, frame, bw::detail::stamp_of(0));
        return stored;
    };
    const auto own = bw::open_key_file(crashed.path + ".key", "agents.example/workshop");
    const auto other = bw::note_signer::of_seed("agents.example/workshop", std::string(32, 'k'));
    bw::tree_frontier tree;
    for (const std::string& each : crashed.leaves) tree.append(bw::leaf_hash(each));
    const auto previous =
        static_cast<std::uint32_t>(bw::detail::big_endian_at(bytes, 8192 + 20, 4));
    workshop::overwrite(crashed.journal(), 8192, frame_with(*own, tree.root(), previous));
    BOOST_TEST(crashed.reopened() == 3); // the accepting twin
    crashed.again();
    workshop::overwrite(crashed.journal(), 8192, frame_with(*other, tree.root(), previous));
    is_refused("another key");
    workshop::overwrite(crashed.journal(), 8192, frame_with(*own, bw::empty_root(), previous));
    is_refused("another root");
    workshop::overwrite(crashed.journal(), 8192, frame_with(*own, tree.root(), previous + 1));
    is_refused("a broken chain");
}

BOOST_AUTO_TEST_CASE(a_checkpoint_newer_than_the_tiles_refuses_to_open) {
    const workshop::folder here;
    const std::string path = here / "log";
    {
        auto log = bw::receipt_log::open(path, workshop::options());
        for (int n = 0; n < 3; ++n) BOOST_TEST(log->append(receipt(n)).is_done());
    }
    for (const char* each : {"tile/0/000.p/3", "tile/entries/000.p/3", "checkpoint"}) {
        workshop::copy(path, here / "work");
        workshop::fs::remove(here / ("work/" + std::string(each)));
        const auto log = bw::receipt_log::open(here / "work", workshop::options());
        BOOST_TEST_REQUIRE(!log.is_done(), each);
        BOOST_TEST((log.why().code == bw::reason::head_mismatch));
        workshop::copy(path, here / "work");
        workshop::overwrite(here / ("work/" + std::string(each)), 40, "\xAA");
        BOOST_TEST(!bw::receipt_log::open(here / "work", workshop::options()).is_done(), each);
    }
}

BOOST_AUTO_TEST_CASE(a_process_killed_at_any_moment_loses_nothing_and_signs_one_root_a_size) {
    const workshop::folder here;
    const std::string path = here / "log";
    std::mt19937 random(std::random_device{}());
    std::map<unsigned long long, std::string> heads; // every checkpoint that left a process
    long long acknowledged = 0;
    for (int round = 0; round < workshop::rounds(50, 1000); ++round) {
        int ends[2];
        BOOST_TEST_REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto log = bw::receipt_log::open(path, workshop::options(3, 16384));
            if (!log) ::_exit(1);
            for (auto n = static_cast<long long>(log->size());; ++n) {
                if (!log->append(receipt(n))) ::_exit(2);
                const std::string head = log->checkpoint();
                if (::write(ends[1], head.data(), head.size()) < 0) ::_exit(3);
            }
        }
        ::close(ends[1]);
        ::usleep(static_cast<useconds_t>(random() % 20'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        BOOST_TEST_REQUIRE(WIFSIGNALED(status), "the child ended with " << status);
        std::string told;
        char block[65536];
        for (ssize_t got = 0; (got = ::read(ends[0], block, sizeof block)) > 0;)
            told.append(block, static_cast<std::size_t>(got));
        ::close(ends[0]);
        for (std::size_t at = 0; (at = told.find("agents.example/workshop\n", at)) !=
                                 std::string::npos && at + 70 < told.size(); ++at) {
            const std::size_t size_at = at + 24, root_at = told.find('\n', size_at) + 1;
            const auto size = std::stoull(told.substr(size_at));
            const std::string root = told.substr(root_at, 44);
            if (root.size() < 44) break;
            const auto [known, fresh] = heads.emplace(size, root);
            BOOST_TEST(known->second == root, "two roots for size " << size);
            acknowledged = std::max(acknowledged, static_cast<long long>(size));
        }
    }
    BOOST_TEST(acknowledged > 0);
    auto log = bw::receipt_log::open(path, workshop::options());
    BOOST_TEST_REQUIRE(log.is_done(), workshop::words(log));
    BOOST_TEST(static_cast<long long>(log->size()) >= acknowledged);
    bool same = true;
    BOOST_TEST(log->for_each([&](unsigned long long index, std::string_view leaf) {
        same &= leaf == receipt(static_cast<long long>(index));
    }).is_done());
    BOOST_TEST(same);
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
    bw::tree_frontier tree;
    for (long long n = 0; n < acknowledged; ++n) {
        tree.append(bw::leaf_hash(receipt(n)));
        const auto head = heads.find(tree.size());
        if (head != heads.end()) same &= head->second == bw::base64_of(tree.root().view());
    }
    BOOST_TEST(same);
}

BOOST_AUTO_TEST_SUITE_END()
