// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

namespace {

using workshop::receipt;
using workshop::words;

constexpr std::string_view origin = "agents.example/workshop";

// Who changes a key, with the head of a receipt; `n` numbers the session's receipts.
bw::key_change change(std::string reason = "its year is over") {
    bw::key_change made{.by = "ana@example.com", .reason = std::move(reason)};
    const bw::instant now{1'764'000'100'000'000};
    made.said.id = bw::receipt_id(now);
    made.said.session = bw::receipt_id(now);
    made.said.ts = now;
    made.said.agent = {"workshop", "1.0", "sha256:00"};
    made.said.manifest = "sha256:11";
    return made;
}

bw::log_options reopened() {
    auto options = workshop::options();
    options.origin.clear();
    return options;
}

// A log with so many receipts, its key and its public key.
struct site {
    explicit site(int count = 3) {
        auto log = bw::receipt_log::open(path, workshop::options());
        for (int n = 0; n < count; ++n) BOOST_TEST_REQUIRE(log->append(receipt(n)).is_done());
        first = log->verifier();
    }

    bw::key_rotation rotate() const {
        const auto turn = bw::rotate_key(path, reopened(), change());
        BOOST_TEST_REQUIRE(turn.is_done(), words(turn));
        return *turn;
    }
    void add(int n) const {
        auto log = bw::receipt_log::open(path, reopened());
        BOOST_TEST_REQUIRE(log.is_done(), words(log));
        BOOST_TEST_REQUIRE(log->append(receipt(n)).is_done());
    }
    std::string verdict(std::vector<bw::verifier_key> trusted) const {
        return words(bw::verify_log(path, trusted));
    }

    workshop::folder here{};
    std::string path = here / "log";
    bw::verifier_key first{};
};

std::vector<std::string> signers(const std::string& note) {
    const auto parts = bw::read_note(note);
    std::vector<std::string> ids;
    for (const auto& each : parts->signatures) ids.push_back(std::to_string(each.id));
    return ids;
}
std::vector<std::string> ids(std::vector<bw::verifier_key> keys) {
    std::vector<std::string> each_id;
    for (const auto& each : keys) each_id.push_back(std::to_string(each.id()));
    return each_id;
}

// The disk as a test breaks it: the process ends before or after the call with this number.
int calls_left = 0;
bool ends_after = false;

template <class Call> auto last_call(Call call) {
    if (calls_left == 0 || --calls_left > 0) return call();
    if (ends_after) static_cast<void>(call());
    ::_exit(9);
}
constexpr bw::detail::disk_calls deadly{
    .write = [](int file, const void* bytes, std::size_t size,
                off_t at) { return last_call([&] { return ::pwrite(file, bytes, size, at); }); },
    .sync = [](int) { return last_call([] { return 0; }); },
    .rename = [](const char* from,
                 const char* to) { return last_call([&] { return ::rename(from, to); }); },
    .sync_all = [](int) { return 0; }};

// No key is where others may read it; gives how many private keys there are.
int private_keys(const workshop::folder& here) {
    int found = 0;
    for (const auto& each : workshop::fs::recursive_directory_iterator(here / "")) {
        if (!each.is_regular_file()) continue;
        const std::string bytes = workshop::slurp(each.path());
        if (bytes.find("PRIVATE KEY") == std::string::npos) continue;
        ++found;
        struct stat seen {};
        BOOST_TEST(::stat(each.path().c_str(), &seen) == 0);
        BOOST_TEST((seen.st_mode & 0777) == 0600u, each.path().string());
    }
    return found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_rotation)

BOOST_AUTO_TEST_CASE(a_rotation_is_told_by_a_receipt_and_signed_by_both_keys) {
    const site log;
    const auto turn = log.rotate();
    BOOST_TEST((turn.old == log.first));
    BOOST_TEST((turn.now != turn.old));
    BOOST_TEST(turn.from == 4u);
    BOOST_TEST((workshop::key_of(log.path) == turn.now));
    BOOST_TEST(workshop::slurp(log.path + ".vkey.old") == bw::text_of(turn.old) + "\n");
    const std::string head = workshop::slurp(log.path + "/checkpoint");
    BOOST_TEST(signers(head) == ids({turn.now, turn.old}));
    BOOST_TEST(workshop::slurp(log.path + "/checkpoint.4") == head);

    auto open = bw::receipt_log::open(log.path, reopened());
    BOOST_TEST_REQUIRE(open.is_done(), words(open));
    const auto told = bw::read_receipt<bw::record::control>(*open->read(3));
    BOOST_TEST_REQUIRE(told.is_done(), words(told));
    BOOST_TEST(told->control.op == "key_rotate");
    BOOST_TEST(told->control.old == bw::text_of(turn.old));
    BOOST_TEST(told->control.new_ == bw::text_of(turn.now));
    BOOST_TEST(told->control.from == "4");
    BOOST_TEST(told->control.by == "ana@example.com");
    BOOST_TEST(told->control.reason == "its year is over");
    // Every later frame has both signatures, too.
    BOOST_TEST(open->append(receipt(4)).is_done());
    BOOST_TEST(signers(open->checkpoint()) == ids({turn.now, turn.old}));
    BOOST_TEST((open->verifier() == turn.now));
}

BOOST_AUTO_TEST_CASE(each_key_verifies_what_it_has_signed_and_no_more) {
    const site log;
    const auto before = bw::note_signer::of_seed(std::string(origin), std::string(32, 'z'));
    const auto turn = log.rotate();
    const bw::verifier_key stranger = before->verifier();
    log.add(4);
    // During the overlap either key is enough.
    BOOST_TEST(log.verdict({turn.old}) == "valid");
    BOOST_TEST(log.verdict({turn.now}) == "valid");
    BOOST_TEST(log.verdict({turn.old, turn.now}) == "valid");
    BOOST_TEST(log.verdict({stranger}) == "undecidable");
    // Its end changes nothing of what is signed; the next receipt has the new signature only.
    const auto ended = bw::end_overlap(log.path, reopened(), change());
    BOOST_TEST_REQUIRE(ended.is_done(), words(ended));
    BOOST_TEST((*ended == turn.now));
    BOOST_TEST(!workshop::fs::exists(log.path + ".key.old"));
    BOOST_TEST(workshop::fs::exists(log.path + ".vkey.old"));
    BOOST_TEST(log.verdict({turn.old}) == "valid");
    log.add(5);
    BOOST_TEST(signers(workshop::slurp(log.path + "/checkpoint")) == ids({turn.now}));
    BOOST_TEST(log.verdict({turn.old}) == "undecidable");
    BOOST_TEST(log.verdict({turn.now}) == "valid");
    BOOST_TEST(log.verdict({turn.old, turn.now}) == "valid");
    BOOST_TEST(log.verdict({stranger}) == "undecidable");
}

BOOST_AUTO_TEST_CASE(the_end_of_an_overlap_leaves_one_receipt_that_both_keys_have_signed) {
    const site log;
    const auto turn = log.rotate();
    static constexpr bw::detail::disk_calls stuck{.sync = workshop::no_sync,
                                                  .sync_all = workshop::no_sync,
                                                  .unlink = [](const char*) {
                                                      errno = EIO;
                                                      return -1;
                                                  }};
    auto options = reopened();
    options.disk = &stuck;
    for (int again = 0; again < 2; ++again)
        BOOST_TEST(!bw::end_overlap(log.path, options, change()).is_done());
    BOOST_TEST(workshop::fs::exists(log.path + ".key.old"));
    BOOST_TEST(bw::end_overlap(log.path, reopened(), {.by = "ana@example.com"}).why().subject ==
               "reason");
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change("all have the new key")).is_done());
    const auto open = bw::receipt_log::open(log.path, reopened());
    BOOST_TEST_REQUIRE(open->size() == 5u); // three, the rotation, and its end
    const auto told = bw::read_receipt<bw::record::control>(*open->read(4));
    BOOST_TEST_REQUIRE(told.is_done());
    BOOST_TEST(told->control.op == "key_overlap_end");
    BOOST_TEST(told->control.old == bw::text_of(turn.old));
    BOOST_TEST(told->control.new_ == bw::text_of(turn.now));
    BOOST_TEST(told->control.by == "ana@example.com");
    BOOST_TEST(signers(open->checkpoint()) == ids({turn.now, turn.old}));
    BOOST_TEST(log.verdict({turn.now}) == "valid");
}

BOOST_AUTO_TEST_CASE(a_journal_with_frames_of_either_key_is_verified_with_either) {
    const site log;
    const auto turn = log.rotate();
    auto options = workshop::options(1000, 65536);
    auto open = bw::receipt_log::open(log.path, options);
    for (int n = 4; n < 7; ++n) BOOST_TEST(open->append(receipt(n)).is_done());
    // As a killed process leaves it: the head is signed by both, the newest frames are not out.
    workshop::copy(log.path, log.here / "crashed");
    const auto verdict = [&](const bw::verifier_key& key) {
        return words(bw::verify_log(log.here / "crashed", {&key, 1}));
    };
    BOOST_TEST(verdict(turn.old) == "valid");
    BOOST_TEST(verdict(turn.now) == "valid");
    // Frames that only the new key signs: who trusts the old one follows the receipt under it.
    open = bw::receipt_log::open(log.here / "other", workshop::options());
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    open = bw::receipt_log::open(log.path, options);
    for (int n = 7; n < 9; ++n) BOOST_TEST(open->append(receipt(n)).is_done());
    workshop::copy(log.path, log.here / "crashed");
    BOOST_TEST(verdict(turn.old) == "valid");
    BOOST_TEST(verdict(turn.now) == "valid");
    // The same frames with the signature of nobody whom a receipt names are refused.
    const std::string journal = log.here / "crashed/.state/journal/8.jnl";
    const auto stranger = bw::note_signer::of_seed(std::string(origin), std::string(32, 'z'));
    bw::tree_frontier tree;
    BOOST_TEST(open->for_each([&](unsigned long long index, std::string_view leaf) {
        if (index < 9) tree.append(bw::leaf_hash(leaf));
    }).is_done());
    const std::string leaf = *open->read(8);
    const std::string_view only = leaf;
    std::uint32_t checksum = 0;
    std::string frame;
    bw::detail::put_frame(
        frame, 8, {&only, 1},
        stranger->note(bw::text_of(bw::checkpoint{std::string(origin), 9, tree.root()})), 0,
        checksum);
    BOOST_TEST_REQUIRE(workshop::fs::exists(journal));
    std::string stored;
    bw::detail::put_sectors(stored, frame, bw::detail::stamp_of(8));
    workshop::spill(journal, stored + std::string(65536 - stored.size(), '\0'));
    BOOST_TEST(verdict(turn.old).starts_with("invalid"), verdict(turn.old));
    BOOST_TEST(verdict(turn.now).starts_with("invalid"), verdict(turn.now));
}

BOOST_AUTO_TEST_CASE(a_reader_of_the_first_key_finds_the_ones_after_it) {
    const site log;
    const std::string before = workshop::slurp(log.path + "/checkpoint");
    const auto one = log.rotate();
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    log.add(4);
    const auto two = log.rotate();
    BOOST_TEST((two.old == one.now));
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    log.add(6);
    BOOST_TEST(log.verdict({one.old}) == "undecidable");
    BOOST_TEST(log.verdict({one.now}) == "undecidable");
    // The last key alone is enough, though older checkpoints lie there that it has not signed.
    BOOST_TEST(log.verdict({two.now}) == "valid");

    const auto chain = bw::follow_rotations(log.path, {&one.old, 1});
    BOOST_TEST_REQUIRE(chain.is_done(), words(chain));
    BOOST_TEST_REQUIRE(chain->size() == 3u);
    BOOST_TEST(((*chain)[0].key == one.old && (*chain)[0].until == 4u));
    BOOST_TEST(((*chain)[1].key == one.now && (*chain)[1].from == 4u));
    BOOST_TEST(((*chain)[2].key == two.now && (*chain)[2].from == 7u && !(*chain)[2].until));
    BOOST_TEST(log.verdict({(*chain)[2].key}) == "valid");
    BOOST_TEST(bw::follow_rotations(log.path, {&one.now, 1})->size() == 2u);
    const auto stranger = bw::note_signer::of_seed(std::string(origin), std::string(32, 'z'));
    BOOST_TEST(bw::follow_rotations(log.path, {&stranger->verifier(), 1})->size() == 1u);

    // Without the checkpoint that both have signed nobody vouches for the receipt.
    workshop::fs::remove(log.path + "/checkpoint.4");
    BOOST_TEST(bw::follow_rotations(log.path, {&one.old, 1})->size() == 1u);
    workshop::spill(log.path + "/checkpoint.3", before); // and this one is from before it
    BOOST_TEST(bw::follow_rotations(log.path, {&one.old, 1})->size() == 1u);
    BOOST_TEST(bw::follow_rotations(log.path, {&one.now, 1})->size() == 2u);
    // And nobody follows a log that does not hold.
    workshop::overwrite(log.path + "/tile/entries/000.p/7", 40, "\xAA");
    const auto broken = bw::follow_rotations(log.path, {&one.now, 1});
    BOOST_TEST_REQUIRE(!broken.is_done());
    BOOST_TEST((broken.why().code == bw::reason::head_mismatch));
}

BOOST_AUTO_TEST_CASE(a_kept_checkpoint_of_nobody_whom_the_log_names_is_refused) {
    const site log;
    const std::string before = workshop::slurp(log.path + "/checkpoint");
    const auto turn = log.rotate();
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    log.add(4);
    workshop::spill(log.path + "/checkpoint.3", before); // as the first key alone signed it
    BOOST_TEST(log.verdict({turn.now}) == "valid");
    const auto stranger = bw::note_signer::of_seed(std::string(origin), std::string(32, 'z'));
    workshop::spill(log.path + "/checkpoint.3", stranger->note(bw::read_note(before)->text));
    BOOST_TEST(log.verdict({turn.now}).find("not signed by the log's key") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_rotation_is_refused_where_it_would_lose_something) {
    const site log;
    bw::key_change nobody = change();
    nobody.by.clear();
    BOOST_TEST((bw::rotate_key(log.path, reopened(), nobody).why().code ==
                bw::reason::malformed_request));
    BOOST_TEST((bw::rotate_key(log.path, reopened(), change("")).why().code ==
                bw::reason::malformed_request));
    BOOST_TEST((bw::end_overlap(log.path, reopened(), change()).why().code ==
                bw::reason::already_recorded));
    {
        const auto held = bw::receipt_log::open(log.path, reopened());
        BOOST_TEST((bw::rotate_key(log.path, reopened(), change()).why().code ==
                    bw::reason::receipt_unavailable));
        BOOST_TEST(held->size() == 3u);
    }
    log.rotate();
    const auto twice = bw::rotate_key(log.path, reopened(), change());
    BOOST_TEST_REQUIRE(!twice.is_done());
    BOOST_TEST((twice.why().code == bw::reason::decision_not_allowed));
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    log.rotate(); // the accepting twin
}

BOOST_AUTO_TEST_CASE(keys_that_never_signed_the_log_do_not_open_it) {
    const site log, other;
    log.add(3);
    const auto refuses = [&](std::string_view what) {
        const auto open = bw::receipt_log::open(log.here / "work", reopened());
        BOOST_TEST_REQUIRE(!open.is_done(), what);
        BOOST_TEST((open.why().code == bw::reason::head_mismatch), words(open));
    };
    const auto again = [&] {
        workshop::copy(log.path, log.here / "work");
        workshop::fs::remove(log.here / "work.key.old");
        workshop::fs::remove(log.here / "work.vkey.old");
    };
    const auto take = [&](const char* from, const char* to) {
        workshop::fs::copy_file(other.path + from, (log.here / "work") + to,
                                workshop::fs::copy_options::overwrite_existing);
    };
    again();
    take(".key", ".key");
    refuses("another key");
    take(".vkey", ".vkey");
    refuses("another key with its public half");
    // The right key as the old one makes no other key the log's: no receipt says so.
    again();
    workshop::fs::rename(log.here / "work.key", log.here / "work.key.old");
    take(".key", ".key");
    refuses("a new key that nobody named");
    take(".vkey", ".vkey");
    refuses("a new key that nobody named, with its public half");
    again();
    take(".key", ".key.next");
    auto open = bw::receipt_log::open(log.here / "work", reopened());
    BOOST_TEST_REQUIRE(open.is_done(), words(open)); // nobody named it: it is left alone
    BOOST_TEST((open->verifier() == log.first));
}

BOOST_AUTO_TEST_CASE(keys_that_lie_elsewhere_are_rotated_where_they_lie) {
    const workshop::folder here;
    auto options = workshop::options();
    options.key_file = here / "keys/one.key";
    options.verifier_file = here / "one.vkey";
    BOOST_TEST(bw::receipt_log::open(here / "log", options)->append(receipt(0)).is_done());
    const auto turn = bw::rotate_key((here / "log") + "/", options, change());
    BOOST_TEST_REQUIRE(turn.is_done(), words(turn));
    BOOST_TEST(workshop::fs::exists(here / "keys/one.key.old"));
    BOOST_TEST(!workshop::fs::exists(here / "keys/one.key.next"));
    BOOST_TEST(workshop::slurp(here / "one.vkey") == bw::text_of(turn->now) + "\n");
    BOOST_TEST(workshop::slurp(here / "one.vkey.old") == bw::text_of(turn->old) + "\n");
    BOOST_TEST(private_keys(here) == 2);
    BOOST_TEST(bw::end_overlap(here / "log", options, change()).is_done());
    BOOST_TEST(private_keys(here) == 1);
    BOOST_TEST(!workshop::fs::exists(here / "log.key"));
}

BOOST_AUTO_TEST_CASE(an_old_key_that_does_not_sign_the_log_is_not_taken_for_its_own) {
    const site log, other;
    const std::string old = log.path + ".key.old";
    const auto refuses = [&](std::string_view what) {
        const auto open = bw::receipt_log::open(log.path, workshop::options());
        BOOST_TEST_REQUIRE(!open.is_done(), what);
        BOOST_TEST((open.why().code == bw::reason::head_mismatch), words(open));
        BOOST_TEST(open.why().subject == old + ": this key does not sign the log");
    };
    workshop::fs::copy_file(other.path + ".key", old);
    refuses("another log's key");
    workshop::fs::remove(old);
    log.rotate();
    workshop::fs::copy_file(old, log.here / "kept");
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    log.add(4);
    workshop::fs::copy_file(log.here / "kept", old);
    refuses("a key whose time is over");
    // A new log in the place of one that was moved away during its overlap.
    workshop::fs::remove_all(log.path);
    workshop::fs::remove(log.path + ".vkey");
    workshop::fs::remove(log.path + ".key");
    refuses("the old key of the log that was here");
    workshop::fs::remove(old);
    const auto open = bw::receipt_log::open(log.path, workshop::options());
    BOOST_TEST(open.is_done(), words(open));
}

BOOST_AUTO_TEST_CASE(private_keys_are_for_their_owner_whatever_the_umask) {
    const mode_t before = ::umask(0);
    const site log;
    log.rotate();
    ::umask(before);
    BOOST_TEST(private_keys(log.here) == 2);
    BOOST_TEST(bw::receipt_log::open(log.path, reopened()).is_done());
    for (const mode_t mode : {0640u, 0604u}) {
        BOOST_TEST(::chmod((log.path + ".key.old").c_str(), mode) == 0);
        const auto open = bw::receipt_log::open(log.path, reopened());
        BOOST_TEST_REQUIRE(!open.is_done());
        BOOST_TEST((open.why().code == bw::reason::secret_unavailable), words(open));
        BOOST_TEST(!bw::end_overlap(log.path, reopened(), change()).is_done());
    }
    BOOST_TEST(::chmod((log.path + ".key.old").c_str(), 0600) == 0);
    BOOST_TEST(bw::end_overlap(log.path, reopened(), change()).is_done());
    BOOST_TEST(private_keys(log.here) == 1);
}

BOOST_AUTO_TEST_CASE(a_death_at_any_step_leaves_a_rotation_that_was_or_was_not) {
    int was = 0, was_not = 0, opened_half = 0;
    for (const bool after : {false, true})
        for (int call = 1;; ++call) {
            const site log;
            const pid_t child = ::fork();
            if (child == 0) {
                calls_left = call;
                ends_after = after;
                auto options = reopened();
                options.disk = &deadly;
                const auto turn = bw::rotate_key(log.path, options, change());
                ::_exit(turn ? 0 : 1);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            const int code = WEXITSTATUS(status);
            BOOST_TEST_REQUIRE((code == 9 || code == 0), "call " << call << " gave " << code);
            opened_half += workshop::fs::exists(log.path + ".key.next");
            static_cast<void>(private_keys(log.here));
            // Whoever looks before the next opening sees a log that holds.
            const auto half = bw::verify_log(log.path, {&log.first, 1});
            BOOST_TEST((half.verdict == bw::log_verdict::valid), "call " << call << words(half));

            auto open = bw::receipt_log::open(log.path, reopened());
            BOOST_TEST_REQUIRE(open.is_done(), "call " << call << ": " << words(open));
            const bool is_told = open->size() == 4;
            ++(is_told ? was : was_not);
            BOOST_TEST((open->verifier() != log.first) == is_told, "call " << call);
            BOOST_TEST(workshop::fs::exists(log.path + ".key.old") == is_told, "call " << call);
            int keys = 1 + is_told; // and what the next rotation takes away
            for (const char* const each : {".key.next", ".key.next.new"})
                keys += !workshop::slurp(log.path + each).empty();
            BOOST_TEST(private_keys(log.here) == keys, "call " << call);
            BOOST_TEST((workshop::key_of(log.path) == open->verifier()), "call " << call);
            BOOST_TEST(open->append(receipt(9)).is_done());
            BOOST_TEST(open->publish().is_done());
            BOOST_TEST(signers(open->checkpoint()).size() == (is_told ? 2u : 1u));
            for (const bw::verifier_key& key : {log.first, open->verifier()}) {
                const auto result = bw::verify_log(log.path, {&key, 1});
                BOOST_TEST((result.verdict == bw::log_verdict::valid),
                           "call " << call << ": " << words(result));
            }
            const auto chain = bw::follow_rotations(log.path, {&log.first, 1});
            BOOST_TEST((chain->back().key == open->verifier()), "call " << call);
            if (!is_told) { // and it can be done again
                open = bw::receipt_log::open(log.here / "other", workshop::options());
                BOOST_TEST(bw::rotate_key(log.path, reopened(), change()).is_done());
            }
            if (code == 0) break;
        }
    BOOST_TEST(was > 20);
    BOOST_TEST(was_not > 10);
    BOOST_TEST(opened_half > 10);
}

BOOST_AUTO_TEST_CASE(a_failed_call_refuses_the_rotation_and_the_next_opening_decides) {
    static int left = 0;
    static const auto fails = [] { return left > 0 && --left == 0; };
    static constexpr bw::detail::disk_calls broken{
        .write = [](int file, const void* bytes, std::size_t size, off_t at) -> ssize_t {
            if (fails()) return errno = EIO, -1;
            return ::pwrite(file, bytes, size, at);
        },
        .sync = [](int) { return fails() ? (errno = EIO, -1) : 0; },
        .rename = [](const char* from, const char* to) {
            return fails() ? (errno = EIO, -1) : ::rename(from, to);
        },
        .sync_all = workshop::no_sync};
    int refused = 0;
    for (int call = 1;; ++call) {
        const site log;
        auto options = reopened();
        options.disk = &broken;
        left = call;
        const auto turn = bw::rotate_key(log.path, options, change());
        const bool reached = left == 0;
        left = 0;
        refused += !turn.is_done();
        auto open = bw::receipt_log::open(log.path, reopened());
        BOOST_TEST_REQUIRE(open.is_done(), "call " << call << ": " << words(open));
        BOOST_TEST((open->verifier() != log.first) == (open->size() == 4), "call " << call);
        BOOST_TEST((!turn || open->verifier() == turn->now), "call " << call);
        if (!reached) break;
    }
    BOOST_TEST(refused > 20);
}

BOOST_AUTO_TEST_CASE(a_revoked_key_counts_for_nothing_after_the_receipt_that_says_so) {
    const site log;
    const auto revoke = [&](const bw::verifier_key& key) {
        return bw::revoke_key(log.path, reopened(), key, change("it was in a backup that leaked"));
    };
    BOOST_TEST((revoke(log.first).why().code == bw::reason::decision_not_allowed));
    const std::string before = workshop::slurp(log.path + "/checkpoint");
    const auto turn = log.rotate();
    const auto stranger = *bw::note_signer::of_seed(std::string(origin), std::string(32, 'z'));
    BOOST_TEST((revoke(turn.now).why().code == bw::reason::decision_not_allowed));
    BOOST_TEST((revoke(stranger.verifier()).why().code == bw::reason::decision_not_allowed));
    const auto bridge = workshop::slurp(log.path + "/checkpoint");
    const auto own = *bw::open_key_file(log.path + ".key.old", std::string(origin));
    const auto told = revoke(turn.old);
    BOOST_TEST_REQUIRE(told.is_done(), words(told));
    BOOST_TEST(!workshop::fs::exists(log.path + ".key.old")); // nothing signs with it any more

    const auto result = bw::verify_log(log.path, {&turn.now, 1});
    BOOST_TEST((result.verdict == bw::log_verdict::valid), words(result));
    BOOST_TEST_REQUIRE(result.notes.size() >= 2u);
    BOOST_TEST(result.notes[0].what.find("changes from") != std::string::npos);
    BOOST_TEST(result.notes[1].where == "receipt 5");
    BOOST_TEST(result.notes[1].what == "the log's key " + bw::text_of(turn.old) +
                                           " is revoked: it was in a backup that leaked");
    const auto chain = *bw::follow_rotations(log.path, {&turn.old, 1});
    BOOST_TEST_REQUIRE(chain.size() == 2u);
    BOOST_TEST(chain[0].revoked == "it was in a backup that leaked");
    BOOST_TEST(chain[1].revoked.empty());

    // A kept checkpoint that only this key has signed: good before the receipt, bad after it.
    const std::string head = workshop::slurp(log.path + "/checkpoint");
    workshop::spill(log.path + "/checkpoint.3", before);
    BOOST_TEST(log.verdict({turn.now}) == "valid");
    workshop::spill(log.path + "/checkpoint.5", own.note(bw::read_note(head)->text));
    BOOST_TEST(log.verdict({turn.now}) ==
               "invalid; checkpoint.5: is not signed by the log's key");
    for (const char* const each : {"/checkpoint.3", "/checkpoint.5"})
        workshop::fs::remove(log.path + each);

    // Signed by the thief after that: the log itself says that it does not count.
    workshop::spill(log.path + "/checkpoint", own.note(bw::read_note(head)->text));
    workshop::fs::remove_all(log.path + "/.state");
    BOOST_TEST(log.verdict({turn.old}) == "undecidable");
    // What it signed before the receipt is what it was: the same log up to the rotation.
    workshop::spill(log.path + "/checkpoint", bridge);
    for (const char* const each : {"0/000.p/5", "entries/000.p/5", "0/000.p/6", "entries/000.p/6"})
        workshop::fs::remove(log.path + "/tile/" + each);
    BOOST_TEST(log.verdict({turn.old}) == "valid");
}

BOOST_AUTO_TEST_SUITE_END()
