// SPDX-License-Identifier: BSL-1.0
#include "power_cut.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using power_cut::lie;
using ull = unsigned long long;

// What the callers of a log saw of it before the power went; each life has its own receipts.
struct witnessed {
    std::string path;
    int life = 0;
    std::vector<std::string> texts{};
    ull acknowledged = 0;
    std::map<ull, bw::hash256> heads{};

    // One of three takes more of its block in the journal, one of eleven several blocks.
    std::string next() {
        const std::size_t n = texts.size();
        const std::string session(n % 11 == 7 ? 7000 : n % 3 == 1 ? 1200 : 1,
                                  static_cast<char>('a' + life));
        return texts.emplace_back(workshop::receipt(static_cast<long long>(n), session));
    }
    void see(const std::string& note) {
        const auto head = bw::read_checkpoint(note.substr(0, note.find("\n\n") + 1));
        const auto [known, fresh] = heads.emplace(head->size, head->root);
        BOOST_TEST((known->second == head->root), "two roots for size " << head->size);
    }
};

bw::log_options options(const bw::detail::disk_calls& disk, bool has_threads = false) {
    auto chosen = workshop::options(3, 16384);
    chosen.disk = &disk;
    chosen.has_threads = has_threads;
    return chosen;
}

// Opens the log and adds receipts up to a size, one at a time and several on their way at once.
void live(witnessed& past, const std::string& path, const bw::log_options& chosen, ull end) {
    auto log = bw::receipt_log::open(path, chosen);
    if (!log) return;
    BOOST_TEST(log->size() >= past.acknowledged);
    past.texts.resize(past.acknowledged = log->size());
    past.see(log->checkpoint());
    ++past.life;
    bool goes_on = true;
    while (goes_on && past.texts.size() < end) {
        std::vector<bw::submitted_receipt> tickets;
        if (past.texts.size() % 4 != 3)
            past.acknowledged += goes_on = log->append(past.next()).is_done();
        else
            for (int at = 0; at < 7; ++at) tickets.push_back(log->submit(past.next()));
        for (bw::submitted_receipt& each : tickets) {
            const bool is_done = std::move(each).wait().is_done();
            BOOST_TEST((goes_on || !is_done), "a receipt after one that was refused");
            past.acknowledged += goes_on = is_done;
        }
        past.see(log->checkpoint());
        past.see(workshop::slurp(path + "/checkpoint"));
    }
    if (!goes_on) BOOST_TEST(!log->append("x").is_done());
}

// Opens an image, compares it with what was seen, goes on with it twice, and verifies it: what is
// wrong, or nothing.
std::string fault_in(const std::string& image, witnessed past) {
    for (const int more : {0, 3, 0}) {
        {
            auto log = bw::receipt_log::open(image, options(bw::detail::real_disk));
            if (!log) return "refused: " + workshop::words(log);
            if (log->size() < past.acknowledged) return "lost receipts";
            if (log->size() > past.texts.size()) return "more than was submitted";
            past.texts.resize(past.acknowledged = log->size());
            bw::tree_frontier tree;
            std::string fault;
            const auto read = log->for_each([&](ull index, std::string_view text) {
                if (text != past.texts[index]) fault = "another receipt";
                tree.append(bw::leaf_hash(text));
                const auto seen = past.heads.find(tree.size());
                if (seen != past.heads.end() && seen->second != tree.root())
                    fault = "two roots for size " + std::to_string(tree.size());
            });
            if (!read || !fault.empty()) return fault + workshop::words(read);
            past.heads.emplace(tree.size(), tree.root());
            past.see(log->checkpoint());
            past.life = 20;
            for (int n = 0; n < more; ++n)
                if (const auto added = log->append(past.next()); !added)
                    return "does not go on: " + workshop::words(added);
            past.acknowledged = past.texts.size();
            past.see(log->checkpoint());
        }
        if (more > 0) continue;
        const auto verified = workshop::verify(image);
        if (verified.verdict != bw::log_verdict::valid || verified.size != past.texts.size() ||
            verified.published != verified.size)
            return "not valid: " + workshop::words(verified);
    }
    return {};
}

struct course {
    ull end = 50;
    long first = 1, stride = 1, last = 1'000'000;
    unsigned images = 1; ///< at random, beside nothing and all
    lie told = lie::no;
    bool has_threads = false;
};

struct tally {
    int cuts = 0, images = 0, lost = 0, faults = 0;
};

// Cuts the power before or after a call, and calls `visit(image, what was seen, where)` for what
// may be left; false if the log had ended before.
template <class Visit>
bool cut(const workshop::folder& here, const witnessed& from, const course& along, long call,
         bool is_after, Visit visit) {
    const std::string path = here / "live", image = here / "image";
    workshop::copy(from.path, path);
    witnessed past = from;
    power_cut::disk disk(path, call, is_after, along.told);
    live(past, path, options(power_cut::disk::through(disk), along.has_threads), along.end);
    for (unsigned n = 0; disk.is_off() && n < along.images + 2; ++n) {
        const auto seed = static_cast<unsigned>(call) * 128 + n * 2 + is_after;
        disk.leave(image, n == 0 ? power_cut::none : n == 1 ? power_cut::all
                                                            : power_cut::some(seed));
        visit(image, past, (is_after ? "after call " : "before call ") + std::to_string(call) +
                               ", image " + std::to_string(n));
    }
    return disk.is_off();
}

// Cuts at every call, or at some of them before and after in turn, and checks what is left.
tally sweep(const workshop::folder& here, const witnessed& from, const course& along) {
    tally found;
    const auto check = [&](const auto& image, const witnessed& past, const auto& where) {
        const std::string fault = fault_in(image, past);
        ++found.images;
        found.lost += fault == "lost receipts";
        found.faults += !fault.empty();
        if (along.told == lie::no) BOOST_TEST(fault == "", where << ": " << fault);
    };
    bool is_on = true;
    for (long call = along.first; is_on && call <= along.last; call += along.stride)
        for (const bool is_after : {false, true})
            if (along.stride == 1 || is_after == ((call - along.first) / along.stride % 2 == 1))
                found.cuts += is_on = cut(here, from, along, call, is_after, check);
    BOOST_TEST_MESSAGE(found.cuts << " cuts, " << found.images << " images");
    return found;
}

witnessed closed_log(const workshop::folder& here, ull size) {
    witnessed made{here / "log"};
    live(made, made.path, workshop::options(), size);
    return made;
}

// Which calls write a frame, when receipts are added up to a size.
std::vector<long> frames_of(const workshop::folder& here, const witnessed& from, ull end) {
    workshop::copy(from.path, here / "live");
    witnessed past = from;
    power_cut::disk disk(here / "live", 0, false);
    live(past, here / "live", options(power_cut::disk::through(disk)), end);
    return disk.frames();
}

unsigned images() { return workshop::rounds(1, 20) == 1 ? 1u : 20u; }

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_power)

BOOST_AUTO_TEST_CASE(a_power_cut_loses_nothing_that_was_acknowledged) {
    const workshop::folder here;
    const course along{.stride = workshop::rounds(13, 1), .images = images()};
    BOOST_TEST(sweep(here, closed_log(here, 5), along).cuts > 20);
}

BOOST_AUTO_TEST_CASE(a_frame_that_is_cut_short_in_a_segment_used_again_is_dropped) {
    const workshop::folder here;
    const witnessed log = closed_log(here, 5);
    const auto frames = frames_of(here, log, 50);
    BOOST_TEST(frames.size() > 30u);
    for (std::size_t n = 12; n < frames.size(); n += workshop::rounds(4, 1) == 1 ? 1u : 4u)
        sweep(here, log, {.first = frames[n] + 1, .stride = 2, .last = frames[n] + 1,
                          .images = 8 * images()});
}

BOOST_AUTO_TEST_CASE(a_second_cut_while_the_log_is_opened_loses_nothing) {
    const workshop::folder here, second;
    const witnessed log = closed_log(here, 5);
    const auto frames = frames_of(here, log, 50);
    for (std::size_t n = 9; n < frames.size(); n += workshop::rounds(17, 4) == 4 ? 4u : 17u)
        cut(here, log, {}, frames[n] + 1, false,
            [&](const std::string& image, witnessed past, const std::string& where) {
                BOOST_TEST_CONTEXT("first cut " << where) {
                    past.path = here / "first";
                    workshop::copy(image, past.path);
                    sweep(second, past, {.end = past.texts.size() + 4,
                                         .stride = workshop::rounds(19, 7)});
                }
            });
}

BOOST_AUTO_TEST_CASE(a_power_cut_of_a_log_with_full_tiles_loses_nothing) {
    const workshop::folder here;
    sweep(here, closed_log(here, 240), {.end = 300, .stride = workshop::rounds(89, 3)});
}

BOOST_AUTO_TEST_CASE(a_power_cut_while_many_tiles_are_published_at_once_loses_nothing) {
    const workshop::folder here;
    witnessed made{here / "crashed"};
    {
        auto chosen = workshop::options(10'000, 1 << 20);
        chosen.has_threads = true;
        auto log = bw::receipt_log::open(here / "log", chosen);
        std::vector<bw::submitted_receipt> tickets;
        while (made.texts.size() < 2100)
            tickets.push_back(log->submit(made.texts.emplace_back(
                workshop::receipt(static_cast<long long>(made.texts.size())))));
        for (bw::submitted_receipt& each : tickets)
            made.acknowledged += std::move(each).wait().is_done();
        made.see(log->checkpoint());
        workshop::copy(here / "log", made.path);
    }
    BOOST_TEST(made.acknowledged == made.texts.size());
    sweep(here, made, {.end = 0, .first = workshop::rounds(46, 1), .stride = workshop::rounds(8, 1),
                       .last = 62, .images = 0});
}

BOOST_AUTO_TEST_CASE(a_power_cut_of_a_log_with_threads_loses_nothing) {
    const workshop::folder here;
    sweep(here, closed_log(here, 5),
          {.end = 100, .stride = workshop::rounds(29, 2), .has_threads = true});
}

BOOST_AUTO_TEST_CASE(a_disk_that_lies_about_a_sync_loses_what_was_acknowledged) {
    const workshop::folder here;
    const witnessed log = closed_log(here, 5);
    for (const lie told : {lie::about_files, lie::about_folders, lie::about_everything}) {
        const auto found = sweep(here, log, {.first = 90, .stride = 60, .last = 250, .told = told});
        BOOST_TEST(found.faults > 0); // a file without its bytes is refused, not passed over
        BOOST_TEST((found.lost > 0 || told == lie::about_files));
    }
}

BOOST_AUTO_TEST_SUITE_END()
