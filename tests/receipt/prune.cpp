// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

namespace {

using workshop::receipt;
using workshop::words;

// A receipt of `workshop::receipt` has the time of its number in milliseconds after this.
constexpr bw::instant start{1'764'000'000'000'000};
constexpr bw::instant at(long long n) { return {start.microseconds + n * 1000}; }

bw::record::header said(long long n) {
    bw::record::header head = *bw::read_receipt<bw::record::intent>(receipt(n));
    head.act.clear();
    head.session = "s-" + std::to_string(n);
    head.n = 0;
    return head;
}

bw::prune_order before(long long n, long long now = 100'000) {
    return {.before = at(n), .retention = bw::duration{1000}, .said = said(now),
            .by = "ana@example.com", .reason = "the year is over", .basis = "retention PT1S"};
}

template <class Receipt> std::string of_action(std::string act, long long n, Receipt one = {}) {
    static_cast<bw::record::header&>(one) =
        *bw::read_receipt<bw::record::intent>(receipt(n));
    one.act = std::move(act);
    return *bw::leaf_text(one);
}
std::string asked(const std::string& act, long long n, bw::record::effect effect) {
    auto one = *bw::read_receipt<bw::record::intent>(receipt(n));
    one.act = act;
    one.decision.effect = effect;
    return *bw::leaf_text(one);
}
std::string ended(const std::string& act, long long n, bw::record::status status) {
    bw::record::outcome one;
    one.outcome.status = status;
    return of_action(act, n, one);
}

void fill(const std::string& path, long long from, long long to) {
    auto log = bw::receipt_log::open(path, workshop::options());
    BOOST_TEST_REQUIRE(log.is_done());
    for (long long n = from; n < to; ++n) BOOST_TEST_REQUIRE(log->append(receipt(n)).is_done());
}
void fill(const std::string& path, const std::vector<std::string>& leaves) {
    auto log = bw::receipt_log::open(path, workshop::options());
    for (const std::string& each : leaves) BOOST_TEST_REQUIRE(log->append(each).is_done());
}

bw::answer<bw::log_pruning> prune(const std::string& path, const bw::prune_order& order) {
    return bw::prune_log(path, workshop::options(), order);
}

std::size_t files_in(const std::string& path) {
    std::size_t count = 0;
    for (const auto& each : workshop::fs::recursive_directory_iterator(path))
        count += each.is_regular_file();
    return count;
}

bool says(const std::vector<bw::finding>& all, std::string_view part) {
    for (const bw::finding& each : all)
        if (each.what.find(part) != std::string::npos) return true;
    return false;
}

void must_be_valid(const std::string& path, unsigned long long below) {
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), words(result));
    BOOST_TEST(result.pruned_below == below);
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_prune)

BOOST_AUTO_TEST_CASE(a_pruned_log_opens_appends_proves_and_verifies) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 1000);
    const auto pruned = prune(log, before(600));
    BOOST_TEST_REQUIRE(pruned.is_done(), words(pruned));
    BOOST_TEST(pruned->below == 512u);
    BOOST_TEST(pruned->receipt == 1000u);
    BOOST_TEST(pruned->files == 4u);
    BOOST_TEST(!workshop::fs::exists(log + "/tile/entries/001"));
    BOOST_TEST(!workshop::fs::exists(log + "/tile/0/001"));
    must_be_valid(log, 512);
    BOOST_TEST(says(workshop::verify(log).notes, "pruned below 512 on 2025-11-24 under receipt "
                                                 "1000 (retention PT1S)"));
    fill(log, 1001, 1300);
    must_be_valid(log, 512);

    const auto opened = bw::receipt_log::open(log, workshop::options());
    BOOST_TEST(opened->size() == 1300u);
    BOOST_TEST(*opened->read(512) == receipt(512));
    const auto gone = opened->read(511);
    BOOST_TEST_REQUIRE(!gone);
    BOOST_TEST((gone.why().code == bw::reason::no_evidence));
    BOOST_TEST(gone.why().hint.find("pruned below 512") != std::string::npos);
    unsigned long long first = 0, count = 0;
    BOOST_TEST(opened->for_each([&](unsigned long long index, std::string_view) {
                         if (count++ == 0) first = index;
                     }).is_done());
    BOOST_TEST(first == 512u);
    BOOST_TEST(count == 788u);

    const bw::verifier_key key = workshop::key_of(log);
    for (const unsigned long long index : {512ULL, 767ULL, 768ULL, 1299ULL}) {
        const auto proof = bw::prove_receipt(log, index);
        BOOST_TEST_REQUIRE(proof.is_done(), words(proof));
        const auto leaf = opened->read(index);
        BOOST_TEST((bw::verify_receipt(*leaf, bw::text_of(*proof), {&key, 1}).verdict ==
                    bw::log_verdict::valid));
    }
    const auto unproven = bw::prove_receipt(log, 511);
    BOOST_TEST_REQUIRE(!unproven);
    BOOST_TEST(unproven.why().hint.find("pruned below 512") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_pruned_log_is_read_from_where_it_begins) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 900);
    BOOST_TEST_REQUIRE(prune(log, before(600)).is_done());
    const auto past = [](unsigned long long, std::string_view) { BOOST_TEST(false); };
    BOOST_TEST(bw::read_log(log, past, 901).is_done());
    BOOST_TEST(bw::read_log(log, past, 5000).is_done());
    unsigned long long only = 0;
    const auto stop = [&](unsigned long long index, std::string_view) {
        only += index;
        return false;
    };
    BOOST_TEST(*bw::read_log(log, stop, 700) == 701u);
    BOOST_TEST(only == 700u);
    for (const unsigned long long from : {0ULL, 300ULL, 512ULL, 600ULL, 900ULL}) {
        std::vector<unsigned long long> seen;
        const auto read = bw::read_log(log, [&](unsigned long long index, std::string_view) {
            seen.push_back(index);
        }, from);
        BOOST_TEST_REQUIRE(read.is_done(), words(read));
        BOOST_TEST(seen.front() == (from < 512 ? 512 : from));
        BOOST_TEST(seen.back() == 900u);
        BOOST_TEST(*read == 901u);
    }
}

BOOST_AUTO_TEST_CASE(bundles_that_no_receipt_says_were_pruned_are_missing) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 900);
    workshop::fs::remove(log + "/tile/entries/000");
    workshop::fs::remove(log + "/tile/0/000");
    BOOST_TEST((workshop::verify(log).verdict == bw::log_verdict::invalid));
    BOOST_TEST(!bw::read_log(log, [](unsigned long long, std::string_view) {}).is_done());
}

BOOST_AUTO_TEST_CASE(more_than_the_receipt_says_may_not_be_missing) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 1200);
    BOOST_TEST_REQUIRE(prune(log, before(300)).is_done());
    must_be_valid(log, 256);
    workshop::copy(log, here / "copy");
    workshop::fs::remove(log + "/tile/entries/001");
    BOOST_TEST((workshop::verify(log).verdict == bw::log_verdict::invalid));
    workshop::fs::remove(here / "copy/tile/0/002");
    BOOST_TEST((workshop::verify(here / "copy").verdict == bw::log_verdict::invalid));
}

BOOST_AUTO_TEST_CASE(a_change_in_what_is_left_is_seen) {
    const workshop::folder here;
    const std::string log = here / "log", copy = here / "copy";
    fill(log, 0, 1000);
    BOOST_TEST_REQUIRE(prune(log, before(600)).is_done());
    int changed = 0;
    for (const auto& each : workshop::fs::recursive_directory_iterator(log + "/tile")) {
        if (!each.is_regular_file()) continue;
        for (const std::size_t place : {std::size_t{5}, std::size_t{40}, each.file_size() - 1}) {
            workshop::copy(log, copy);
            const std::string path =
                copy + each.path().string().substr(log.size());
            std::string bytes = workshop::slurp(path);
            if (place >= bytes.size()) continue;
            bytes[place] = static_cast<char>(bytes[place] ^ 1);
            workshop::spill(path, bytes);
            BOOST_TEST((workshop::verify(copy).verdict == bw::log_verdict::invalid), path);
            ++changed;
        }
    }
    BOOST_TEST(changed >= 15);
}

BOOST_AUTO_TEST_CASE(what_is_younger_than_the_retention_is_kept) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 1000);
    const std::size_t files = files_in(log + "/tile");
    const auto refused = [&](const bw::prune_order& order, bw::reason why) {
        const auto pruned = prune(log, order);
        BOOST_TEST_REQUIRE(!pruned);
        BOOST_TEST((pruned.why().code == why), words(pruned));
        BOOST_TEST(files_in(log + "/tile") == files);
    };
    refused(before(600, 1500), bw::reason::decision_not_allowed);
    auto order = before(600);
    order.retention = {};
    refused(order, bw::reason::malformed_request);
    order = before(600);
    order.reason.clear();
    refused(order, bw::reason::malformed_request);
    order = before(0, 1500);
    order.before.reset();
    order.below = 512;
    refused(order, bw::reason::decision_not_allowed);
    refused(before(200), bw::reason::already_recorded);
    order.said = said(1512);
    BOOST_TEST(prune(log, order)->below == 512u);
    // Without a day or an index the retention alone decides.
    order.below.reset();
    order.said = said(1800);
    BOOST_TEST(prune(log, order)->below == 768u);
    must_be_valid(log, 768);
}

BOOST_AUTO_TEST_CASE(what_is_not_over_is_kept_and_all_behind_it) {
    using bw::record::effect;
    using bw::record::status;
    const workshop::folder here;
    std::vector<std::string> leaves;
    for (long long n = 0; n < 1000; ++n) leaves.push_back(receipt(n));
    leaves[10] = asked("over", 10, effect::allow);
    leaves[11] = ended("over", 11, status::indeterminate);
    leaves[20] = asked("elsewhere", 20, effect::require_approval);
    leaves[300] = asked("open", 300, effect::allow);
    const std::string log = here / "log", beside = here / "beside";
    fill(log, leaves);
    fill(beside, {ended("elsewhere", 0, status::ok)});

    auto order = before(900);
    const auto kept = prune(log, order);
    BOOST_TEST_REQUIRE(!kept); // nobody has said that "elsewhere" is over
    BOOST_TEST(kept.why().hint.find("elsewhere") != std::string::npos);
    order.beside = {beside};
    const auto pruned = prune(log, order);
    BOOST_TEST_REQUIRE(pruned.is_done(), words(pruned));
    BOOST_TEST(pruned->below == 256u);
    BOOST_TEST(pruned->kept_for == "open");
    must_be_valid(log, 256);
    BOOST_TEST(workshop::verify(log).open_intents == 1u);
    fill(log, {ended("open", 1001, status::error)});
    BOOST_TEST(prune(log, order)->below == 768u);
    must_be_valid(log, 768);
}

BOOST_AUTO_TEST_CASE(an_outcome_whose_intent_was_pruned_is_no_fault) {
    const workshop::folder here;
    std::vector<std::string> leaves;
    for (long long n = 0; n < 600; ++n) leaves.push_back(receipt(n));
    leaves[255] = asked("across", 255, bw::record::effect::allow);
    leaves[256] = ended("across", 256, bw::record::status::ok);
    const std::string log = here / "log";
    fill(log, leaves);
    BOOST_TEST_REQUIRE(prune(log, before(400)).is_done());
    must_be_valid(log, 256);
    const bw::log_to_check one{log, {workshop::key_of(log)}, {}};
    const auto all = bw::verify_together({&one, 1});
    BOOST_TEST((all[0].verdict == bw::log_verdict::valid), words(all[0]));
}

BOOST_AUTO_TEST_CASE(older_checkpoints_are_compared_where_that_can_be_done) {
    const workshop::folder here;
    const std::string log = here / "log";
    fill(log, 0, 300);
    const std::string early = workshop::slurp(log + "/checkpoint");
    fill(log, 300, 700);
    const std::string later = workshop::slurp(log + "/checkpoint");
    fill(log, 700, 1000);
    BOOST_TEST_REQUIRE(prune(log, before(600)).is_done());
    const bw::verifier_key key = workshop::key_of(log);
    const std::vector<std::string> kept{early, later};
    const auto result = bw::verify_log(log, {&key, 1}, kept);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), words(result));
    BOOST_TEST(result.complete_up_to == 700u);
    BOOST_TEST(says(result.notes, "is of a size that was pruned: not compared"));
}

BOOST_AUTO_TEST_CASE(pruning_again_and_again_leaves_a_whole_log) {
    const workshop::folder here;
    const std::string log = here / "log";
    long long now = 0;
    for (unsigned long long round = 1; round <= 6; ++round) {
        fill(log, now, now + 300);
        now += 300;
        auto order = before(now - 40, now);
        order.retention = bw::duration{40};
        BOOST_TEST_REQUIRE(prune(log, order).is_done());
        must_be_valid(log, (round * 301 - 41) / 256 * 256);
    }
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// The disk as a test stops it: at the call with this number the process is gone, or the call fails.
int calls_left = 0;
bool dies = true;

bool is_due() {
    if (calls_left == 0 || --calls_left != 0) return false;
    if (dies) ::_exit(9);
    errno = EIO;
    return true;
}
ssize_t stopped_write(int file, const void* bytes, std::size_t size, off_t place) {
    return is_due() ? -1 : ::pwrite(file, bytes, size, place);
}
int stopped_sync(int) { return is_due() ? -1 : 0; }
int stopped_rename(const char* from, const char* to) {
    return is_due() ? -1 : ::rename(from, to);
}
int stopped_unlink(const char* path) { return is_due() ? -1 : ::unlink(path); }
constexpr bw::detail::disk_calls stopped_disk{stopped_write, stopped_sync, stopped_rename,
                                              stopped_sync, stopped_unlink};

// What may be left: a whole log, pruned or not, that goes on and can be pruned to the end.
void check_what_is_left(const std::string& log, int call) {
    const auto result = workshop::verify(log);
    BOOST_TEST((result.verdict == bw::log_verdict::valid), "call " << call << words(result));
    fill(log, {receipt(2000)});
    const auto again = prune(log, before(900));
    BOOST_TEST((again.is_done() || again.why().code == bw::reason::already_recorded),
               "call " << call << words(again));
    must_be_valid(log, 768);
    BOOST_TEST(!workshop::fs::exists(log + "/tile/0/002"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_prune_cut_short)

BOOST_AUTO_TEST_CASE(a_pruning_cut_short_at_any_call_leaves_a_whole_log) {
    const workshop::folder here;
    const std::string made = here / "made", log = here / "log";
    fill(made, 0, 1000);
    BOOST_TEST_REQUIRE(prune(made, before(300)).is_done());
    for (const bool dead : {true, false})
        for (int call = 1;; ++call) {
            workshop::copy(made, log);
            auto options = workshop::options();
            options.disk = &stopped_disk;
            const pid_t child = ::fork();
            if (child == 0) {
                dies = dead;
                calls_left = call;
                const auto pruned = bw::prune_log(log, options, before(900));
                ::_exit(calls_left == 0 ? 9 : pruned ? 0 : 1);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            BOOST_TEST_REQUIRE((WEXITSTATUS(status) == 9 || WEXITSTATUS(status) == 0));
            check_what_is_left(log, call);
            if (WEXITSTATUS(status) == 0) {
                BOOST_TEST(call > 10);
                break;
            }
        }
}

// After a power cut names may come back in any order: all but the first, which went for good.
BOOST_AUTO_TEST_CASE(names_that_came_back_do_no_harm) {
    const workshop::folder here;
    const std::string made = here / "made", log = here / "log", pruned = here / "pruned";
    fill(made, 0, 1000);
    workshop::copy(made, pruned);
    BOOST_TEST_REQUIRE(prune(pruned, before(900)).is_done());
    for (int back = 0; back < 4; ++back) {
        workshop::copy(pruned, log);
        for (const int number : {1, 2})
            if ((back & number) != 0) {
                const std::string name = "/tile/entries/00" + std::to_string(number);
                workshop::fs::copy_file(made + name, log + name);
            }
        must_be_valid(log, 768);
        unsigned long long seen = 0;
        const auto read = bw::read_log(
            log, [&](unsigned long long, std::string_view) { ++seen; });
        BOOST_TEST(read.is_done(), words(read));
        BOOST_TEST(seen == 233u);
        check_what_is_left(log, back);
    }
}

BOOST_AUTO_TEST_SUITE_END()
