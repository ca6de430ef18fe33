// SPDX-License-Identifier: BSL-1.0
#include "gate_checks.hpp"
#include "gate_timing.hpp"

#include <bailiwick/receipt.hpp>

#include <deque>
#include <filesystem>
#include <thread>

#include <sqlite3.h>
#include <sys/resource.h>

/// What durable receipts cost, beside probes of the same disk in the same run: a raw sync, raw
/// writes of the same bytes, signing and syncing each receipt, and SQLite.
///
/// Every part says its workload. A receipt is an intent or an outcome of about 600 bytes, made by
/// the writer of the component. "limit" is what the disk takes when the same bytes are written as
/// raw frames into blocks that were written before; "reached" is the log's own rate.

namespace {

namespace fs = std::filesystem;
using gate::check, gate::samples, gate::stop, gate::value_of, gate::wall_seconds;

// ---- the workload ------------------------------------------------------------------------------

/// The n-th receipt: of ten, five intents and their outcomes, in one session.
struct workload {
    bw::record::intent intent{};
    bw::record::outcome outcome{};

    workload() {
        for (bw::record::header* each : {static_cast<bw::record::header*>(&intent),
                                         static_cast<bw::record::header*>(&outcome)}) {
            each->agent = {"support-intake", "1.4.0", "sha256:" + std::string(64, '0')};
            each->manifest = "sha256:" + std::string(64, '1');
        }
        intent.principal = {"service", "svc:support", "crm-account", {"crm:read"}};
        intent.trigger.ref = "mail:inbox";
        intent.decision = {bw::record::effect::allow, "matrix:automatic", "sha256:22", {}, {}};
        intent.action.tool = "look_up_contact";
        intent.action.args = "c1:" + std::string(43, 'A');
        outcome.outcome.status = bw::record::status::ok;
        outcome.outcome.result = "c1:" + std::string(43, 'B');
        outcome.outcome.reason = std::string(140, 'x'); // about as long as the intents
    }

    std::string text(unsigned long long n) {
        const bool asks = n % 2 == 0;
        bw::record::header& each = asks ? static_cast<bw::record::header&>(intent)
                                        : static_cast<bw::record::header&>(outcome);
        const bw::instant now{1'764'000'000'000'000 + static_cast<long long>(n)};
        each.id = bw::receipt_id(now, "0123456789");
        each.act = "a-" + std::to_string(n / 2);
        each.session = "s-" + std::to_string(n / 10);
        each.n = static_cast<long long>(n % 10);
        each.ts = now;
        return value_of(asks ? bw::leaf_text(intent) : bw::leaf_text(outcome));
    }
};

std::vector<std::string> receipts(std::size_t count) {
    workload from;
    std::vector<std::string> all;
    for (std::size_t n = 0; n < count; ++n) all.push_back(from.text(n));
    return all;
}

bw::log_options options() {
    return {.origin = "bench.example/receipts", .segment_bytes = 64ULL << 20};
}
bw::receipt_log new_log(const std::string& folder) {
    fs::remove_all(folder);
    return value_of(bw::receipt_log::open(folder, options()));
}

// ---- probes ------------------------------------------------------------------------------------

/// Writes into blocks that were written before, and syncs each write.
class raw_file {
public:
    raw_file(const std::string& path, std::size_t bytes) : size_(bytes) {
        file_ = bw::detail::open_file(path, O_RDWR | O_CREAT | O_TRUNC);
        const std::string zeros(1 << 20, '\0');
        for (std::size_t at = 0; at < bytes; at += zeros.size())
            check(bw::detail::write_all(bw::detail::real_disk, file_.get(), zeros,
                                        static_cast<off_t>(at)),
                  "the probe's file is written");
        check(::fsync(file_.get()) == 0, "the probe's file is synced");
    }
    void write(std::string_view bytes) {
        if (at_ + bytes.size() > size_) at_ = 0;
        check(bw::detail::write_all(bw::detail::real_disk, file_.get(), bytes,
                                    static_cast<off_t>(at_)) &&
                  ::fdatasync(file_.get()) == 0,
              "a probe is written");
        at_ += (bytes.size() + 4095) / 4096 * 4096;
    }

private:
    bw::detail::file_handle file_{};
    std::size_t size_, at_ = 0;
};

double microseconds(auto work) {
    const double start = wall_seconds();
    work();
    return (wall_seconds() - start) * 1e6;
}

// ---- 1. one receipt at a time ------------------------------------------------------------------

double lone(const std::string& folder) {
    gate::title("1. one receipt at a time, wall us", "us", "against the raw sync");
    const auto all = receipts(3000);
    raw_file raw(folder + "/raw", 64 << 20);
    const std::string block(4096, 'r');
    auto log = new_log(folder + "/lone");
    const auto signer = value_of(bw::note_signer::of_seed("bench", std::string(32, 's')));
    samples syncs, appends, signed_each, signatures;
    raw_file each_file(folder + "/each", 64 << 20);
    for (const std::string& text : all) {
        syncs.all.push_back(microseconds([&] { raw.write(block); }));
        appends.all.push_back(microseconds([&] { check(log.append(text).is_done(), "append"); }));
        signed_each.all.push_back(microseconds([&] {
            const std::string note = signer.raw_signature(bw::leaf_hash(text).view());
            each_file.write(text + note + std::string(4096 - text.size() - note.size(), '\0'));
        }));
        signatures.all.push_back(
            microseconds([&] { check(!signer.raw_signature(text).empty(), "sign"); }));
    }
    gate::line("raw pwrite of 4 KiB and fdatasync", syncs, 1);
    gate::line("bailiwick, append", appends, 1, syncs.median());
    gate::line("a signature and a sync for each receipt, by hand", signed_each, 1, syncs.median());
    gate::line("one signature, alone", signatures, 1, syncs.median());
    return signed_each.median();
}

// ---- 2. many receipts under way ----------------------------------------------------------------

/// Receipts a second with `window` of them under way, submitted by one thread.
double rate_of(bw::receipt_log& log, const std::vector<std::string>& all, std::size_t window,
               samples& waits) {
    std::deque<std::pair<double, bw::submitted_receipt>> under_way;
    const auto wait_for_first = [&] {
        check(std::move(under_way.front().second).wait().is_done(), "a receipt is durable");
        waits.all.push_back((wall_seconds() - under_way.front().first) * 1e6);
        under_way.pop_front();
    };
    const double start = wall_seconds();
    for (const std::string& text : all) {
        if (under_way.size() == window) wait_for_first();
        under_way.emplace_back(wall_seconds(), log.submit(text));
    }
    while (!under_way.empty()) wait_for_first();
    return static_cast<double>(all.size()) / (wall_seconds() - start);
}

/// A disk that takes everything at once: what is left is the processor's part.
const bw::detail::disk_calls no_disk{[](int, const void*, std::size_t size, off_t) {
                                         return static_cast<ssize_t>(size);
                                     },
                                     [](int) { return 0; }, ::rename, [](int) { return 0; }};

// Receipts a second that the same threads bring to a disk which does nothing, and publish nowhere.
double rate_without_disk(const std::string& folder, const std::vector<std::string>& all,
                         std::size_t window) {
    fs::remove_all(folder);
    auto set = options();
    { auto made = value_of(bw::receipt_log::open(folder, set)); }
    set.disk = &no_disk;
    set.publish_every = set.most_waiting = 1ULL << 40;
    auto log = value_of(bw::receipt_log::open(folder, set));
    samples waits;
    return rate_of(log, all, window, waits);
}

void many(const std::string& folder, double signed_each) {
    std::printf("\n2. many receipts under way, one thread submits (load %s)\n", gate::load().c_str());
    std::printf("%10s %12s %12s %12s %12s %8s %10s %10s %16s\n", "under way", "disk/s", "processor/s",
                "limit/s", "reached/s", "ratio", "p50 us", "p99 us", "x sign+sync each");
    for (const std::size_t window : {16u, 64u, 256u, 1024u, 4096u, 16384u}) {
        const std::size_t count = std::min<std::size_t>(200'000, 4000 * window);
        const auto all = receipts(count);
        const std::string named = folder + "/many-" + std::to_string(window);
        raw_file raw(named + ".raw", 256 << 20);
        const std::string bytes(window * (all[0].size() + 2) + 300, 'f');
        samples times;
        for (int i = 0; i < 50; ++i) times.all.push_back(microseconds([&] { raw.write(bytes); }));
        const double disk = static_cast<double>(window) / times.median() * 1e6;
        const double processor = rate_without_disk(named + "-idle", all, window);
        const double limit = 1 / (1 / disk + 1 / processor);
        auto log = new_log(named);
        samples warming, waits;
        rate_of(log, all, window, warming); // its segments are used again from here on
        const double reached = rate_of(log, all, window, waits);
        std::printf("%10zu %12.0f %12.0f %12.0f %12.0f %8.2f %10.0f %10.0f %16.1f\n", window, disk,
                    processor, limit, reached, reached / limit, waits.median(), waits.at(0.99),
                    reached * signed_each / 1e6);
        std::fflush(stdout);
    }
    for (const int callers : {16, 64}) {
        auto log = new_log(folder + "/callers-" + std::to_string(callers));
        const auto all = receipts(64);
        const int each = 30'000 / callers;
        std::vector<std::thread> threads;
        const double start = wall_seconds();
        for (int who = 0; who < callers; ++who)
            threads.emplace_back([&] {
                for (int n = 0; n < each; ++n)
                    check(log.append(all[static_cast<std::size_t>(n) % 64]).is_done(), "append");
            });
        for (std::thread& one : threads) one.join();
        const double reached = callers * each / (wall_seconds() - start);
        std::printf("%d threads, each waits for its own: %.0f receipts/s, %.1f x sign+sync each\n",
                    callers, reached, reached * signed_each / 1e6);
    }
}

// ---- 3. processor time -------------------------------------------------------------------------

void processor() {
    workload from;
    const auto all = receipts(10);
    std::size_t n = 0;
    bw::tree_frontier tree;
    std::vector<gate::contender> parts{
        {"the text of a receipt", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 std::string text = from.text(n++);
                 gate::opaque(text);
             }
         }},
        {"its leaf hash", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 bw::hash256 hash = bw::leaf_hash(all[i % 10]);
                 gate::opaque(hash);
             }
         }},
        {"its place in the tree", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) tree.append(bw::hash256{});
         }},
        {"CRC-32C of it", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 std::uint32_t check = bw::detail::crc32c(all[i % 10]);
                 gate::opaque(check);
             }
         }},
        {"text, hash and tree together", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) tree.append(bw::leaf_hash(from.text(n++)));
         }}};
    gate::race(parts, 101);
    gate::title("3. processor time of one receipt, ns", "ns", "");
    std::printf("receipts of %zu and %zu bytes\n", all[0].size(), all[1].size());
    for (gate::contender& each : parts) gate::line(each.name, each.came, 1000);
}

// ---- 4. a large log ----------------------------------------------------------------------------

unsigned long long bytes_in(const std::string& folder) {
    unsigned long long sum = 0;
    for (const auto& each : fs::recursive_directory_iterator(folder))
        if (each.is_regular_file()) sum += each.file_size();
    return sum;
}
double resident_megabytes() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

void large(const std::string& folder, unsigned long long count) {
    std::printf("\n4. a log of %llu receipts (load %s); %.0f MB resident before\n", count,
                gate::load().c_str(), resident_megabytes());
    unsigned long long payload = 0;
    const std::string path = folder + "/large";
    {
        auto log = new_log(path);
        workload from;
        std::deque<bw::submitted_receipt> under_way;
        const double start = wall_seconds();
        for (unsigned long long n = 0; n < count; ++n) {
            std::string text = from.text(n);
            payload += text.size();
            if (under_way.size() == 4096) {
                check(std::move(under_way.front()).wait().is_done(), "a receipt is durable");
                under_way.pop_front();
            }
            under_way.push_back(log.submit(std::move(text)));
        }
        while (!under_way.empty()) {
            check(std::move(under_way.front()).wait().is_done(), "a receipt is durable");
            under_way.pop_front();
        }
        const double took = wall_seconds() - start;
        std::printf("made, written and published: %.0f receipts/s, %.0f MB/s of receipts\n",
                    static_cast<double>(count) / took, static_cast<double>(payload) / took / 1e6);
    }
    std::printf("resident at most: %.0f MB\n", resident_megabytes());
    { auto opened = value_of(bw::receipt_log::open(path, options())); }
    const unsigned long long all = bytes_in(path);
    std::printf("on the disk beside the receipts: %.1f bytes each\n",
                static_cast<double>(all - payload) / static_cast<double>(count));
    double opened_in = 0;
    opened_in = microseconds([&] {
        auto opened = value_of(bw::receipt_log::open(path, options()));
        check(opened.size() == count, "every receipt is there");
    });
    std::printf("opened in %.3f s\n", opened_in / 1e6);
    const auto text = value_of(bw::detail::read_file(path + ".vkey"));
    const auto key = value_of(bw::read_verifier_key(text));
    for (int round = 0; round < 2; ++round) {
        const double start = wall_seconds(), busy = gate::seconds_of(CLOCK_PROCESS_CPUTIME_ID);
        const auto result = bw::verify_log(path, {&key, 1});
        const double took = wall_seconds() - start;
        check(result.verdict == bw::log_verdict::valid && result.size == count, "it verifies");
        std::printf("verified: %.0f receipts/s, %.0f per second of processor; resident at most "
                    "%.0f MB\n",
                    static_cast<double>(count) / took,
                    static_cast<double>(count) /
                        (gate::seconds_of(CLOCK_PROCESS_CPUTIME_ID) - busy),
                    resident_megabytes());
    }
}

// ---- 5. SQLite ---------------------------------------------------------------------------------

void sqlite(const std::string& folder) {
    std::printf("\n5. SQLite %s, WAL, synchronous=FULL, the same receipts (load %s)\n",
                sqlite3_libversion(), gate::load().c_str());
    const auto all = receipts(1000);
    for (const int batch : {1, 64, 1024}) {
        const std::string path = folder + "/peer.db";
        for (const char* const each : {"", "-wal", "-shm"}) fs::remove(path + each);
        sqlite3* database = nullptr;
        sqlite3_stmt* insert = nullptr;
        const auto run = [&](const char* text) {
            check(sqlite3_exec(database, text, nullptr, nullptr, nullptr) == SQLITE_OK, text);
        };
        check(sqlite3_open(path.c_str(), &database) == SQLITE_OK, "SQLite opens");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE receipts(n INTEGER PRIMARY KEY, text BLOB)");
        check(sqlite3_prepare_v2(database, "INSERT INTO receipts(text) VALUES(?)", -1, &insert,
                                 nullptr) == SQLITE_OK,
              "prepare");
        const int count = std::min(100'000, 3000 * batch);
        const double start = wall_seconds();
        for (int n = 0; n < count; ++n) {
            if (n % batch == 0) run("BEGIN IMMEDIATE");
            const std::string& text = all[static_cast<std::size_t>(n) % 1000];
            sqlite3_bind_blob(insert, 1, text.data(), static_cast<int>(text.size()),
                              SQLITE_STATIC);
            check(sqlite3_step(insert) == SQLITE_DONE, "insert");
            sqlite3_reset(insert);
            if (n % batch == batch - 1 || n == count - 1) run("COMMIT");
        }
        std::printf("transactions of %d: %.0f receipts/s\n", batch,
                    count / (wall_seconds() - start));
        sqlite3_finalize(insert);
        sqlite3_close(database);
    }
}

} // namespace

int main(int count, char** given) {
    if (count < 2 || given[1][0] == '-')
        stop("usage: bench_receipt FOLDER [RECEIPTS [PARTS]]; FOLDER lies on the disk");
    const std::string folder = std::string(given[1]) + "/bench_receipt";
    const unsigned long long many_receipts = count > 2 ? std::stoull(given[2]) : 1'000'000;
    const std::string parts = count > 3 ? given[3] : "12345";
    fs::create_directories(folder);
    const auto wants = [&](char part) { return parts.find(part) != std::string::npos; };
    if (wants('4')) large(folder, many_receipts); // first, so that its memory is its own
    double signed_each = 0;
    if (wants('1') || wants('2')) signed_each = lone(folder);
    if (wants('2')) many(folder, signed_each);
    if (wants('3')) processor();
    if (wants('5')) sqlite(folder);
    fs::remove_all(folder);
}
