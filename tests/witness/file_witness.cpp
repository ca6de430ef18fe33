// SPDX-License-Identifier: BSL-1.0
#include "scene.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <mutex>
#include <random>
#include <thread>

#include <sys/wait.h>

using scene::history;

namespace {

const history& log_a() {
    static const history made("log a", "log.example/a", 40, "a ");
    return made;
}
// The same log as its operator would like to have it: another fourth receipt, and all after it.
const history& rewritten() {
    static const history made("log a", "log.example/a", 40, "b ");
    return made;
}

bw::instant late() { return {2'000'000'000'000'000}; }

} // namespace

BOOST_AUTO_TEST_SUITE(witness_file_witness)

BOOST_AUTO_TEST_CASE(the_golden_samples_are_answered_byte_for_byte) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const workshop::folder here;
    const std::string golden = *data + "/golden-log/";
    const auto log = bw::read_verifier_key(workshop::slurp(golden + "keys/log.vkey"));
    const auto witness = scene::open_witness(here / "seen", {*log});
    const std::string first =
        "old 0\n\n" + workshop::slurp(golden + "log/checkpoint.4");
    BOOST_TEST(witness.add_checkpoint(first).status == 200);
    const std::string request = workshop::slurp(golden + "witness/add-checkpoint.request.txt");
    std::string claims = request;
    claims.replace(0, 5, "old 3");
    const auto conflict = witness.add_checkpoint(claims);
    BOOST_TEST(conflict.status == 409);
    BOOST_TEST(conflict.content_type == "text/x.tlog.size");
    const std::string answers = golden + "witness/add-checkpoint.response-";
    BOOST_TEST(conflict.body == workshop::slurp(answers + "409.txt"));
    const auto good = witness.add_checkpoint(request);
    BOOST_TEST(good.status == 200);
    BOOST_TEST(good.body == workshop::slurp(answers + "200.txt"));
}

BOOST_AUTO_TEST_CASE(every_row_of_the_table_has_its_answer) {
    const workshop::folder here;
    const auto witness = scene::open_witness(here / "seen", {log_a().key()});
    const auto status = [&](const std::string& body) {
        return witness.add_checkpoint(body).status;
    };
    const auto request = [](std::size_t old_size, std::vector<bw::hash256> path, std::string note) {
        return bw::text_of(bw::witness_request{old_size, std::move(path), std::move(note)});
    };
    const history& a = log_a();
    const history stranger("log z", "log.example/z", 9, "z ");
    const history thief("log z", "log.example/a", 9, "a ");
    const std::string wrong_empty =
        scene::signer_of("log a", "log.example/a")
            .note(bw::text_of(bw::checkpoint{"log.example/a", 0, bw::leaf_hash("x")}));
    BOOST_TEST(status(request(0, {}, wrong_empty)) == 422);
    BOOST_TEST(status(request(0, a.path(1, 4), a.note(4))) == 422); // a proof from nothing
    BOOST_TEST(status(a.request(0, 0)) == 200);
    BOOST_TEST(status(a.request(0, 4)) == 200);

    BOOST_TEST(status(stranger.request(4, 9)) == 404);
    BOOST_TEST(status(thief.request(4, 9)) == 403);
    const std::string four = a.note(4), nine = a.note(9);
    const std::string moved = nine.substr(0, nine.find("\n\n") + 2) +
                              four.substr(four.find("\n\n") + 2); // a matching line that fails
    BOOST_TEST(status(request(4, a.path(4, 9), moved)) == 403);
    BOOST_TEST(status(request(10, {}, nine)) == 400);
    BOOST_TEST(status(request(9, {}, nine)) == 409);
    BOOST_TEST(status(request(0, {}, nine)) == 409);
    BOOST_TEST(status(request(3, a.path(3, 9), nine)) == 409);
    BOOST_TEST(status(request(4, {}, rewritten().note(4))) == 422); // the size is the same
    BOOST_TEST(status(request(4, a.path(4, 4), a.note(4))) == 200);
    BOOST_TEST(status(request(4, a.path(1, 4), a.note(4))) == 422);
    BOOST_TEST(status(request(4, {}, nine)) == 422);
    BOOST_TEST(status(request(4, a.path(3, 9), nine)) == 422);
    BOOST_TEST(status(rewritten().request(4, 9)) == 422);
    BOOST_TEST(scene::size_held(witness, a, 9) == 4u); // refusals change nothing
    BOOST_TEST(status(a.request(4, 9)) == 200);
    BOOST_TEST(status(a.request(4, 9)) == 409);
    BOOST_TEST(status(a.request(0, 4)) == 409); // nothing is cosigned that is older
    BOOST_TEST(status(a.request(9, 9)) == 200);
}

BOOST_AUTO_TEST_CASE(checks_come_in_the_order_of_the_table) {
    const workshop::folder here;
    const auto witness = scene::open_witness(here / "seen", {log_a().key()});
    BOOST_TEST(witness.add_checkpoint(log_a().request(0, 4)).status == 200);
    const history stranger("log z", "log.example/z", 9, "z ");
    const history thief("log z", "log.example/a", 9, "z ");
    const auto status = [&](const history& log, std::size_t old_size, std::size_t size) {
        return witness.add_checkpoint(
                   bw::text_of(bw::witness_request{old_size, {}, log.note(size)})).status;
    };
    BOOST_TEST(status(stranger, 99, 9) == 404);    // before 400
    BOOST_TEST(status(thief, 99, 9) == 403);       // before 400
    BOOST_TEST(status(log_a(), 99, 9) == 400);     // before 409
    BOOST_TEST(status(rewritten(), 3, 9) == 409);  // before 422
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_refused) {
    const workshop::folder here;
    const auto witness = scene::open_witness(here / "seen", {log_a().key()});
    const std::string note = log_a().note(4), hash = bw::base64_of(bw::empty_root().view()) + "\n";
    std::string hashes;
    for (int i = 0; i < 64; ++i) hashes += hash;
    for (const std::string& each :
         {std::string(), std::string("old"), "old 0\n" + note, "old 00\n\n" + note,
          "old -1\n\n" + note, "old 0 \n\n" + note, "Old 0\n\n" + note, "old 0\r\n\r\n" + note,
          "old 0\nx\n\n" + note, "old 0\n" + hashes + "\n" + note, std::string("old 0\n\n"),
          "old 0\n\n" + note.substr(0, note.size() - 1), "old 0\n\n\n" + note,
          "old 0\n\nlog.example/a\n4\n\n" + note, "old 99999999999999999999\n\n" + note,
          "old 0\n\n" + note + std::string(bw::largest_witness_message, 'x')})
        BOOST_TEST(witness.add_checkpoint(each).status == 400, each.substr(0, 60));
    BOOST_TEST(witness.add_checkpoint("old 0\n\n" + note).status == 200);
}

BOOST_AUTO_TEST_CASE(unknown_signatures_do_not_matter_and_both_keys_of_a_rotation_count) {
    const workshop::folder here;
    const history next("log a, second key", "log.example/a", 40, "a ");
    const auto witness = scene::open_witness(here / "seen", {log_a().key(), next.key()});
    BOOST_TEST(witness.add_checkpoint(log_a().request(0, 4)).status == 200);
    const std::string line = history("log z", "log.example/z", 9, "").note(0);
    const std::string both = log_a().request(4, 9) + line.substr(line.find("\n\n") + 2);
    BOOST_TEST(witness.add_checkpoint(both).status == 200);
    BOOST_TEST(witness.add_checkpoint(next.request(9, 12)).status == 200);
    BOOST_TEST(scene::size_held(witness, next, 12) == 12u);
}

BOOST_AUTO_TEST_CASE(what_was_seen_outlives_a_restart_and_each_log_is_on_its_own) {
    const workshop::folder here;
    const history b("log b", "log.example/b", 9, "b ");
    const std::vector<bw::verifier_key> keys{log_a().key(), b.key()};
    BOOST_TEST(scene::open_witness(here / "seen", keys).add_checkpoint(log_a().request(0, 7))
                   .status == 200);
    const auto again = scene::open_witness(here / "seen", keys);
    BOOST_TEST(scene::size_held(again, log_a(), 7) == 7u);
    BOOST_TEST(again.add_checkpoint(b.request(0, 9)).status == 200);
    BOOST_TEST(scene::size_held(again, log_a(), 7) == 7u);
    BOOST_TEST(!bw::file_witness::open(scene::witness_of("w", "w"), {here / "x",
                                       {scene::witness_of("v", "v").verifier()}}).is_done());
    workshop::spill(here / "file", "x");
    BOOST_TEST(!bw::file_witness::open(scene::witness_of("w", "w"), {here / "file", keys})
                    .is_done());
}

BOOST_AUTO_TEST_CASE(a_changed_memory_cosigns_nothing) {
    const workshop::folder here;
    const auto witness = scene::open_witness(here / "seen", {log_a().key()});
    BOOST_TEST(witness.add_checkpoint(log_a().request(0, 4)).status == 200);
    const std::string path = here / ("seen/" + bw::hex_of(bw::sha256_of("log.example/a")));
    const std::string kept = workshop::slurp(path);
    BOOST_TEST_REQUIRE(!kept.empty());
    const auto status = [&](const std::string& memory) {
        workshop::spill(path, memory);
        return witness.add_checkpoint(log_a().request(4, 9)).status;
    };
    for (std::size_t at = 0; at < kept.size(); at += 7) {
        std::string changed = kept;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        // What the log signed does not matter any more; what the witness signed does.
        const bool own = at < kept.find("\n\n") || at > kept.find("\xE2\x80\x94 witness");
        const int came = status(changed);
        BOOST_TEST((own ? came == 500 : came == 500 || came == 200), "byte " << at);
    }
    BOOST_TEST(status("") == 500);
    BOOST_TEST(status(kept.substr(0, kept.find("\xE2\x80\x94 witness"))) == 500);
    BOOST_TEST(status(kept) == 200);
}

BOOST_AUTO_TEST_CASE(a_clock_that_goes_back_cosigns_nothing) {
    const workshop::folder here;
    const auto ahead = bw::file_witness::open(
        scene::witness_of("witness key", "witness.example/w1"),
        {here / "seen", {log_a().key()}, late, &workshop::quick_disk});
    BOOST_TEST(ahead->add_checkpoint(log_a().request(0, 4)).status == 200);
    const auto behind = scene::open_witness(here / "seen", {log_a().key()});
    BOOST_TEST(behind.add_checkpoint(log_a().request(4, 9)).status == 500);
    BOOST_TEST(scene::size_held(behind, log_a(), 9) == 4u);
    BOOST_TEST(ahead->add_checkpoint(log_a().request(4, 9)).status == 200);
}

namespace {

// Goes through sizes of one history, from wherever the witness is; notes what was cosigned.
class racer {
public:
    racer(const bw::file_witness& witness, const history& log, unsigned seed)
        : witness_(witness), log_(log), random_(seed) {}

    void run(int turns) {
        for (; turns > 0; --turns) {
            const std::size_t size = 1 + random_() % 40;
            const auto reply =
                witness_.add_checkpoint(log_.request(known_ <= size ? known_ : size, size));
            if (reply.status == 409) {
                const auto told = std::strtoull(reply.body.c_str(), nullptr, 10);
                went_back_ = went_back_ || told < known_;
                known_ = told;
            }
            if (reply.status != 200) continue;
            cosigned_[size] = log_.root(size);
            known_ = size;
        }
    }

    const std::map<std::size_t, bw::hash256>& cosigned() const { return cosigned_; }
    bool went_back() const { return went_back_; }

private:
    const bw::file_witness& witness_;
    const history& log_;
    std::mt19937 random_;
    std::size_t known_ = 0;
    std::map<std::size_t, bw::hash256> cosigned_{};
    bool went_back_ = false;
};

// No two roots for one size, and nothing beyond what is held.
void one_history(const std::vector<std::map<std::size_t, bw::hash256>>& all, std::size_t held) {
    std::map<std::size_t, bw::hash256> joined;
    for (const auto& each : all)
        for (const auto& [size, root] : each) {
            const auto [at, fresh] = joined.emplace(size, root);
            BOOST_TEST((fresh || at->second == root), "two roots for size " << size);
        }
    BOOST_TEST_REQUIRE(!joined.empty());
    BOOST_TEST(joined.rbegin()->first == held);
}

} // namespace

BOOST_AUTO_TEST_CASE(racing_threads_never_roll_back_and_never_get_two_roots) {
    for (int round = 0; round < workshop::rounds(20, 400); ++round) {
        const workshop::folder here;
        const auto witness = scene::open_witness(here / "seen", {log_a().key()});
        std::vector<racer> racers;
        for (unsigned i = 0; i < 4; ++i)
            racers.emplace_back(witness, i % 2 == 0 ? log_a() : rewritten(),
                                static_cast<unsigned>(round) * 4 + i);
        {
            std::vector<std::thread> threads;
            for (racer& each : racers) threads.emplace_back([&] { each.run(15); });
            for (std::thread& each : threads) each.join();
        }
        std::vector<std::map<std::size_t, bw::hash256>> all;
        for (const racer& each : racers) {
            BOOST_TEST(!each.went_back());
            all.push_back(each.cosigned());
        }
        one_history(all, scene::size_held(witness, log_a(), 40));
    }
}

BOOST_AUTO_TEST_CASE(racing_processes_never_roll_back_and_never_get_two_roots) {
    for (int round = 0; round < workshop::rounds(5, 100); ++round) {
        const workshop::folder here;
        static_cast<void>(scene::open_witness(here / "seen", {log_a().key()}));
        std::vector<pid_t> children;
        for (unsigned i = 0; i < 3; ++i) {
            const pid_t child = ::fork();
            BOOST_TEST_REQUIRE(child >= 0);
            if (child > 0) {
                children.push_back(child);
                continue;
            }
            const auto own = scene::open_witness(here / "seen", {log_a().key()});
            racer runs(own, i % 2 == 0 ? log_a() : rewritten(),
                       static_cast<unsigned>(round) * 3 + i);
            runs.run(30);
            std::string told;
            for (const auto& [size, root] : runs.cosigned())
                told += std::to_string(size) + " " + bw::hex_of(root) + "\n";
            workshop::spill(here / std::to_string(i), told);
            ::_exit(runs.went_back() ? 1 : 0);
        }
        std::map<std::string, std::string> roots; // by size
        std::size_t largest = 0;
        for (std::size_t i = 0; i < children.size(); ++i) {
            int status = 0;
            BOOST_TEST(::waitpid(children[i], &status, 0) == children[i]);
            BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 0));
            for (const std::string& line : workshop::lines_of(here / std::to_string(i))) {
                const std::size_t space = line.find(' ');
                const std::string size = line.substr(0, space), root = line.substr(space + 1);
                BOOST_TEST(roots.emplace(size, root).first->second == root);
                largest = std::max<std::size_t>(largest, std::stoul(size));
            }
        }
        const auto witness = scene::open_witness(here / "seen", {log_a().key()});
        BOOST_TEST(scene::size_held(witness, log_a(), 40) == largest);
    }
}

namespace {

// Dies before or after the n-th call that changes the disk.
int calls_left = 0;
bool dies_after = false;

template <class Call> auto dying(Call call) {
    const bool last = --calls_left == 0;
    if (last && !dies_after) ::kill(::getpid(), SIGKILL);
    const auto came = call();
    if (last) ::kill(::getpid(), SIGKILL);
    return came;
}
ssize_t dying_write(int file, const void* bytes, std::size_t size, off_t at) {
    return dying([&] { return ::pwrite(file, bytes, size, at); });
}
int dying_sync(int file) {
    return dying([&] { return ::fdatasync(file); });
}
int dying_rename(const char* from, const char* to) {
    return dying([&] { return ::rename(from, to); });
}
constexpr bw::detail::disk_calls dying_disk{
    .write = dying_write, .sync = dying_sync, .rename = dying_rename};

int failing_sync(int) {
    errno = EIO;
    return -1;
}
constexpr bw::detail::disk_calls failing_disk{.sync = failing_sync};

} // namespace

BOOST_AUTO_TEST_CASE(a_death_at_any_call_keeps_what_was_answered_and_rolls_nothing_back) {
    int deaths = 0;
    for (int turn = 0;; ++turn) {
        const workshop::folder here;
        const std::vector<bw::verifier_key> keys{log_a().key()};
        BOOST_TEST(scene::open_witness(here / "seen", keys).add_checkpoint(log_a().request(0, 4))
                       .status == 200);
        const pid_t child = ::fork();
        BOOST_TEST_REQUIRE(child >= 0);
        if (child == 0) {
            calls_left = turn / 2 + 1;
            dies_after = turn % 2 != 0;
            const auto witness = scene::open_witness(here / "seen", keys, &dying_disk);
            const auto reply = witness.add_checkpoint(log_a().request(4, 9));
            workshop::spill(here / "answered", std::to_string(reply.status));
            ::_exit(0);
        }
        int status = 0;
        BOOST_TEST(::waitpid(child, &status, 0) == child);
        const bool died = WIFSIGNALED(status);
        const bool answered = workshop::slurp(here / "answered") == "200";
        BOOST_TEST(answered == !died);
        const auto witness = scene::open_witness(here / "seen", keys);
        const auto held = scene::size_held(witness, log_a(), 9);
        BOOST_TEST((held == 4 || held == 9), "call " << turn << ": " << held);
        if (answered) BOOST_TEST(held == 9u);
        // The log asks again from what it is told, and the other history stays out.
        BOOST_TEST(witness.add_checkpoint(rewritten().request(held, 12)).status == 422);
        BOOST_TEST(witness.add_checkpoint(log_a().request(held, 9)).status == 200);
        if (!died) break;
        ++deaths;
    }
    BOOST_TEST(deaths == 8); // write, sync, rename, sync of the folder; before and after each
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_is_not_cosigned) {
    const workshop::folder here;
    const std::vector<bw::verifier_key> keys{log_a().key()};
    BOOST_TEST(scene::open_witness(here / "seen", keys).add_checkpoint(log_a().request(0, 4))
                   .status == 200);
    const auto failing = scene::open_witness(here / "seen", keys, &failing_disk);
    const auto reply = failing.add_checkpoint(log_a().request(4, 9));
    BOOST_TEST(reply.status == 500);
    BOOST_TEST(reply.body.find("\xE2\x80\x94") == std::string::npos);
    BOOST_TEST(scene::size_held(scene::open_witness(here / "seen", keys), log_a(), 9) == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
