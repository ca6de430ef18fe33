// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <thread>

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

static_assert(!std::is_copy_constructible_v<bw::durable_receipt>);
static_assert(!std::is_default_constructible_v<bw::durable_receipt>);
static_assert(!std::is_constructible_v<bw::durable_receipt, unsigned long long, bw::hash256>);
static_assert(std::is_move_constructible_v<bw::receipt_log>);

namespace {

bw::reason refused(const bw::answer<bw::receipt_log>& log) {
    BOOST_TEST_REQUIRE(!log.is_done());
    BOOST_TEST(!log.why().hint.empty());
    return log.why().code;
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_log)

BOOST_AUTO_TEST_CASE(a_log_keeps_what_it_was_given_over_many_openings) {
    const workshop::folder here;
    const std::string path = here / "deep/er/log";
    long long n = 0;
    for (const int more : {0, 1, 2, 253, 1, 300, 0, 5}) {
        auto log = bw::receipt_log::open(path, workshop::options(100, 1 << 20));
        BOOST_TEST_REQUIRE(log.is_done(), workshop::words(log));
        BOOST_TEST(log->size() == static_cast<unsigned long long>(n));
        for (int i = 0; i < more; ++i, ++n) {
            const auto receipt = log->append(workshop::receipt(n));
            BOOST_TEST_REQUIRE(receipt.is_done());
            BOOST_TEST(receipt->index() == static_cast<unsigned long long>(n));
            BOOST_TEST((receipt->leaf() == bw::leaf_hash(workshop::receipt(n))));
        }
        long long seen = 0;
        const auto read = log->for_each([&](unsigned long long index, std::string_view leaf) {
            BOOST_TEST(index == static_cast<unsigned long long>(seen));
            BOOST_TEST(leaf == workshop::receipt(seen++));
        });
        BOOST_TEST(read.is_done());
        BOOST_TEST(seen == n);
        if (n > 0) BOOST_TEST(*log->read(0) == workshop::receipt(0));
        if (n > 0)
            BOOST_TEST(*log->read(static_cast<unsigned long long>(n - 1)) ==
                       workshop::receipt(n - 1));
        BOOST_TEST(!log->read(static_cast<unsigned long long>(n)).is_done());
        const auto live = workshop::verify(path);
        BOOST_TEST((live.verdict == bw::log_verdict::valid), workshop::words(live));
        BOOST_TEST(live.size == static_cast<unsigned long long>(n));
    }
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
    BOOST_TEST(result.published == static_cast<unsigned long long>(n));
    const auto count = bw::read_log(path, [](unsigned long long index, std::string_view leaf) {
        BOOST_TEST(leaf == workshop::receipt(static_cast<long long>(index)));
    });
    BOOST_TEST(*count == static_cast<unsigned long long>(n));
}

BOOST_AUTO_TEST_CASE(a_log_needs_no_name_once_it_is_there) {
    const workshop::folder here;
    BOOST_TEST((refused(bw::receipt_log::open(here / "log")) == bw::reason::receipt_unavailable));
    BOOST_TEST(!workshop::fs::exists(here / "log"));
    { BOOST_TEST(bw::receipt_log::open(here / "log", workshop::options()).is_done()); }
    const auto log = bw::receipt_log::open((here / "log") + "//");
    BOOST_TEST_REQUIRE(log.is_done());
    BOOST_TEST(log->verifier().name == "agents.example/workshop");
    BOOST_TEST((workshop::key_of(here / "log") == log->verifier()));
    BOOST_TEST((refused(bw::receipt_log::open("")) == bw::reason::receipt_unavailable));
    BOOST_TEST((refused(bw::receipt_log::open(here / "b", {.origin = "two words"})) ==
                bw::reason::receipt_unavailable));
    BOOST_TEST((refused(bw::receipt_log::open(here / "b", {.origin = "a", .segment_bytes = 5})) ==
                bw::reason::receipt_unavailable));
}

BOOST_AUTO_TEST_CASE(the_checkpoint_covers_every_receipt_and_proofs_follow_publication) {
    const workshop::folder here;
    auto log = bw::receipt_log::open(here / "log", workshop::options());
    BOOST_TEST_REQUIRE(log.is_done());
    for (long long n = 0; n < 20; ++n) BOOST_TEST(log->append(workshop::receipt(n)).is_done());
    const bw::verifier_key key = log->verifier();
    const auto opened = bw::open_note(log->checkpoint(), {&key, 1});
    BOOST_TEST_REQUIRE(opened.is_done());
    BOOST_TEST(bw::read_checkpoint(opened->text)->size == 20u);
    BOOST_TEST(!bw::prove_receipt(here / "log", 3).is_done());
    BOOST_TEST(log->publish().is_done());
    BOOST_TEST(workshop::slurp(here / "log/checkpoint") == log->checkpoint());
    for (long long n = 0; n < 20; ++n) {
        const auto proof = bw::prove_receipt(here / "log", static_cast<unsigned long long>(n));
        BOOST_TEST_REQUIRE(proof.is_done());
        const std::string text = bw::text_of(*proof);
        BOOST_TEST((*bw::read_proof(text) == *proof));
        const auto valid = bw::verify_receipt(workshop::receipt(n), text, {&key, 1});
        BOOST_TEST((valid.verdict == bw::log_verdict::valid), workshop::words(valid));
        BOOST_TEST((bw::verify_receipt(workshop::receipt(n + 1), text, {&key, 1}).verdict ==
                    bw::log_verdict::invalid));
        BOOST_TEST((bw::verify_receipt(workshop::receipt(n), text, {}).verdict ==
                    bw::log_verdict::undecidable));
        if (n != 11) continue;
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string changed = text;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            BOOST_TEST((bw::verify_receipt(workshop::receipt(n), changed, {&key, 1}).verdict !=
                        bw::log_verdict::valid),
                       "byte " << at);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_leaf_has_a_size) {
    const workshop::folder here;
    auto log = bw::receipt_log::open(here / "log", workshop::options(256, 1 << 20));
    BOOST_TEST_REQUIRE(log.is_done());
    BOOST_TEST(!log->append("").is_done());
    BOOST_TEST(!log->append(std::string(65'536, 'x')).is_done());
    BOOST_TEST(log->append(std::string(65'535, 'x')).is_done());
    BOOST_TEST(log->append("x").is_done()); // a refused leaf breaks nothing
    BOOST_TEST(log->size() == 2u);
}

BOOST_AUTO_TEST_CASE(folders_that_cannot_hold_a_log_are_refused) {
    const workshop::folder here;
    workshop::spill(here / "file", "in the way");
    for (const char* each : {"file", "file/log", "/proc/nothing/here"}) {
        const std::string path = each[0] == '/' ? std::string(each) : here / each;
        BOOST_TEST((refused(bw::receipt_log::open(path, workshop::options())) ==
                    bw::reason::receipt_unavailable), path);
    }
    workshop::fs::create_directories(here / "log");
    workshop::spill(here / "log/.state", "in the way");
    BOOST_TEST((refused(bw::receipt_log::open(here / "log", workshop::options())) ==
                bw::reason::receipt_unavailable));
    if (::geteuid() != 0) {
        workshop::fs::create_directories(here / "closed");
        ::chmod((here / "closed").c_str(), 0500);
        BOOST_TEST((refused(bw::receipt_log::open(here / "closed/log", workshop::options())) ==
                    bw::reason::receipt_unavailable));
    }
}

BOOST_AUTO_TEST_CASE(one_process_writes_a_log) {
    const workshop::folder here;
    auto log = bw::receipt_log::open(here / "log", workshop::options());
    BOOST_TEST_REQUIRE(log.is_done());
    const pid_t child = ::fork();
    if (child == 0) {
        const auto second = bw::receipt_log::open(here / "log", workshop::options());
        const bool good = !second && second.why().code == bw::reason::receipt_unavailable &&
                          second.why().subject.find("another process") != std::string::npos;
        ::_exit(good ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    BOOST_TEST(status == 0);
    auto moved = *std::move(log);
    BOOST_TEST(moved.append("still open").is_done());
    auto other = bw::receipt_log::open(here / "other", workshop::options());
    moved = *std::move(other); // closes the first
    BOOST_TEST(bw::receipt_log::open(here / "log", workshop::options()).is_done());
}

BOOST_AUTO_TEST_CASE(what_does_not_belong_together_is_refused) {
    const workshop::folder here;
    const std::string path = here / "log";
    { BOOST_TEST(bw::receipt_log::open(path, workshop::options())->append("a").is_done()); }
    auto renamed = workshop::options();
    renamed.origin = "agents.example/other";
    BOOST_TEST((refused(bw::receipt_log::open(path, renamed)) == bw::reason::head_mismatch));

    for (const auto& [number, word] : {std::pair(3, "newer"), std::pair(1, "older")}) {
        workshop::spill(path + "/.state/version",
                        "bailiwick receipt log " + std::to_string(number) + "\nsomething else\n");
        const auto other = bw::receipt_log::open(path, workshop::options());
        BOOST_TEST((refused(other) == bw::reason::receipt_unavailable));
        BOOST_TEST(other.why().subject.find(word) != std::string::npos);
    }
    workshop::spill(path + "/.state/version", "");
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::head_mismatch));
    workshop::fs::remove(path + "/.state/version");
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::head_mismatch));
    workshop::spill(path + "/.state/version", bw::detail::version_text(16384));
    { BOOST_TEST(bw::receipt_log::open(path).is_done()); }

    workshop::fs::rename(path + ".key", path + ".kept");
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::secret_unavailable));
    BOOST_TEST(!workshop::fs::exists(path + ".key")); // a log is never continued under a new key
    BOOST_TEST(bw::create_key_file(path + ".key").is_done());
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::head_mismatch));
    workshop::fs::remove(path + ".vkey");
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::head_mismatch));
    workshop::fs::remove(path + ".vkey");
    workshop::fs::rename(path + ".kept", path + ".key");
    ::chmod((path + ".key").c_str(), 0644);
    BOOST_TEST((refused(bw::receipt_log::open(path)) == bw::reason::secret_unavailable));
    ::chmod((path + ".key").c_str(), 0600);
    { BOOST_TEST(bw::receipt_log::open(path).is_done()); }
    workshop::fs::remove(path + "/checkpoint");
    BOOST_TEST((refused(bw::receipt_log::open(path, workshop::options())) ==
                bw::reason::head_mismatch));
}

BOOST_AUTO_TEST_CASE(threads_share_a_log) {
    const workshop::folder here;
    auto log = bw::receipt_log::open(here / "log", workshop::options(64, 1 << 20));
    BOOST_TEST_REQUIRE(log.is_done());
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (long long n = 0; n < 100; ++n) {
                const auto receipt = log->append(workshop::receipt(n, "s-" + std::to_string(t)));
                if (!receipt || *log->read(receipt->index()) !=
                                    workshop::receipt(n, "s-" + std::to_string(t)))
                    std::abort();
                if (n % 30 == 0 && !log->publish()) std::abort();
            }
        });
    for (std::thread& each : threads) each.join();
    BOOST_TEST(log->size() == 800u);
    BOOST_TEST(log->publish().is_done());
    const auto result = workshop::verify(here / "log");
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
    BOOST_TEST(result.notes.empty());
}

BOOST_AUTO_TEST_CASE(the_null_log_counts) {
    bw::null_log log;
    BOOST_TEST(log.append("x")->index() == 0u);
    BOOST_TEST(log.append("y")->index() == 1u);
    BOOST_TEST(log.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
