// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

namespace {

bw::vault_record record_of(std::string receipt, std::string name, std::string subject = {},
                           bw::instant at = {1'000'000}) {
    return {std::move(receipt), std::move(name),    bw::new_salt(),
            "{\"email\":\"ada@personal.test\"}", std::move(subject), at};
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_vault)

BOOST_AUTO_TEST_CASE(a_vault_discloses_what_it_was_given) {
    const workshop::folder here;
    const auto kept = record_of("r-1", "action.args", "ada");
    {
        auto vault = bw::vault::open(here / "vault");
        BOOST_TEST_REQUIRE(vault.is_done(), workshop::words(vault));
        BOOST_TEST(vault->put(kept).is_done());
        const std::vector<bw::vault_record> more{record_of("r-1", "data.0"), record_of("r-2", "a")};
        BOOST_TEST(vault->put(more).is_done());
    }
    auto vault = bw::vault::open(here / "vault");
    const auto found = vault->disclose("r-1");
    BOOST_TEST_REQUIRE(found.is_done());
    BOOST_TEST_REQUIRE(found->size() == 2u);
    BOOST_TEST((found->front() == kept));
    BOOST_TEST(found->front().commitment() == kept.commitment());
    BOOST_TEST(vault->disclose("r-9")->empty());
    BOOST_TEST(*vault->count() == 3);
    struct stat mode {};
    ::stat((here / "vault").c_str(), &mode);
    BOOST_TEST((mode.st_mode & 0777) == 0600u);
}

BOOST_AUTO_TEST_CASE(all_of_a_receipts_records_are_kept_or_none) {
    const workshop::folder here;
    auto vault = bw::vault::open(here / "vault");
    BOOST_TEST(vault->put(record_of("r-1", "a")).is_done());
    const std::vector<bw::vault_record> some{record_of("r-1", "b"), record_of("r-1", "a")};
    const auto refused = vault->put(some);
    BOOST_TEST_REQUIRE(!refused.is_done());
    BOOST_TEST((refused.why().code == bw::reason::receipt_unavailable));
    BOOST_TEST(vault->disclose("r-1")->size() == 1u);
    BOOST_TEST(vault->put(record_of("r-1", "b")).is_done());
}

BOOST_AUTO_TEST_CASE(erasing_leaves_no_value_in_any_file) {
    const workshop::folder here;
    auto vault = bw::vault::open(here / "vault");
    std::vector<bw::vault_record> records;
    for (int i = 0; i < 300; ++i)
        records.push_back(record_of("r-" + std::to_string(i), "a", i % 2 ? "ada" : "bob",
                                    {i * 1'000'000LL}));
    BOOST_TEST(vault->put(records).is_done());
    BOOST_TEST(vault->erase_receipt("r-7")->size() == 1u);
    BOOST_TEST(vault->erase_receipt("r-7")->empty());
    BOOST_TEST(vault->erase_subject("")->empty());
    BOOST_TEST(vault->erase_subject("ada")->size() == 149u);
    BOOST_TEST(vault->erase_before({100'000'000})->size() == 50u);
    BOOST_TEST(*vault->count() == 100);
    BOOST_TEST(vault->erase_subject("bob")->size() == 100u);
    for (const auto& file : workshop::fs::directory_iterator(here / ""))
        BOOST_TEST(workshop::slurp(file.path()).find("personal") == std::string::npos,
                   file.path() << " still has a value");
}

BOOST_AUTO_TEST_CASE(two_openings_share_a_vault) {
    const workshop::folder here;
    auto first = bw::vault::open(here / "vault"), second = bw::vault::open(here / "vault");
    BOOST_TEST(first->put(record_of("r-1", "a")).is_done());
    BOOST_TEST(second->put(record_of("r-2", "a")).is_done());
    BOOST_TEST(second->erase_receipt("r-1")->size() == 1u);
    BOOST_TEST(first->disclose("r-1")->empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_vault_is_refused) {
    const workshop::folder here;
    const auto refuses = [&](const std::string& path) {
        const auto vault = bw::vault::open(path);
        BOOST_TEST_REQUIRE(!vault.is_done());
        BOOST_TEST((vault.why().code == bw::reason::receipt_unavailable));
        return vault.why().subject;
    };
    workshop::spill(here / "text", std::string(5000, 'x'));
    refuses(here / "text");
    refuses(here / "missing/vault");
    workshop::fs::create_directories(here / "folder");
    refuses(here / "folder");
    sqlite3* other = nullptr;
    sqlite3_open((here / "other").c_str(), &other);
    sqlite3_exec(other, "CREATE TABLE t(x)", nullptr, nullptr, nullptr);
    sqlite3_close(other);
    BOOST_TEST(refuses(here / "other").find("another program") != std::string::npos);
    { BOOST_TEST(bw::vault::open(here / "newer").is_done()); }
    sqlite3_open((here / "newer").c_str(), &other);
    sqlite3_exec(other, "PRAGMA user_version=2", nullptr, nullptr, nullptr);
    sqlite3_close(other);
    BOOST_TEST(refuses(here / "newer").find("newer") != std::string::npos);
    {
        auto vault = bw::vault::open(here / "bent");
        for (int i = 0; i < 200; ++i)
            BOOST_TEST_REQUIRE(vault->put(record_of("r-" + std::to_string(i), "a")).is_done());
    }
    const std::size_t size = workshop::fs::file_size(here / "bent");
    for (std::size_t at = 4096; at < size; at += 4096)
        workshop::overwrite(here / "bent", at, "\x55\x55\x55\x55");
    refuses(here / "bent");
}

BOOST_AUTO_TEST_CASE(the_log_stays_valid_and_never_held_a_personal_value) {
    const workshop::folder here;
    const std::string path = here / "log";
    auto vault = bw::vault::open(here / "vault");
    auto log = bw::receipt_log::open(path, workshop::options(5, 16384));
    std::vector<std::string> commitments;
    for (long long n = 0; n < 12; ++n) {
        auto intent = *bw::read_receipt<bw::record::intent>(workshop::receipt(n));
        const auto kept = record_of(intent.id, "action.args", "ada");
        BOOST_TEST_REQUIRE(vault->put(kept).is_done());
        intent.action.args = kept.commitment();
        commitments.push_back(kept.commitment());
        BOOST_TEST_REQUIRE(log->append(*bw::leaf_text(intent)).is_done());
    }
    const auto look = [&] {
        std::string all;
        for (const auto& file : workshop::fs::recursive_directory_iterator(path))
            if (file.is_regular_file()) all += workshop::slurp(file.path());
        return all;
    };
    BOOST_TEST(look().find(commitments.back()) != std::string::npos);
    BOOST_TEST(look().find("personal") == std::string::npos);
    BOOST_TEST(look().find("ada") == std::string::npos);
    BOOST_TEST(vault->erase_subject("ada")->size() == 12u);
    BOOST_TEST(log->publish().is_done());
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), workshop::words(result));
}

BOOST_AUTO_TEST_CASE(a_process_that_opens_and_closes_it_meanwhile_does_no_harm) {
    const workshop::folder here;
    const std::string path = here / "vault.db";
    auto kept = bw::vault::open(path);
    BOOST_TEST_REQUIRE(kept.is_done(), workshop::words(kept));
    { BOOST_TEST(bw::vault::open(path).is_done()); } // a second opening here drops no lock either
    const pid_t other = ::fork();
    if (other == 0) {
        for (int turn = 0; turn < 100; ++turn)
            if (!bw::vault::open(path)) ::_exit(1);
        ::_exit(0);
    }
    constexpr int count = 500;
    for (int n = 0; n < count; ++n) {
        const bw::vault_record one{"r-" + std::to_string(n), "action.args", bw::new_salt(), "{}",
                                   "", {1}};
        BOOST_TEST_REQUIRE(kept->put(one).is_done());
    }
    int status = 0;
    ::waitpid(other, &status, 0);
    BOOST_TEST(status == 0);
    const auto again = bw::vault::open(path);
    BOOST_TEST_REQUIRE(again.is_done(), workshop::words(again));
    for (int n = 0; n < count; n += 7)
        BOOST_TEST(again->disclose("r-" + std::to_string(n))->size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
