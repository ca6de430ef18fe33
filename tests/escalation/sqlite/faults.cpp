// SPDX-License-Identifier: BSL-1.0
#include "child.hpp"
#include "on_disk.hpp"

#include <random>

#include <sys/resource.h>
#include <sys/stat.h>

namespace {

using asked::value_of;

// Runs SQL beside the store, as another program would.
struct other_program {
    sqlite3* at = nullptr;
    explicit other_program(const std::string& path) { sqlite3_open(path.c_str(), &at); }
    other_program(const other_program&) = delete;
    other_program& operator=(const other_program&) = delete;
    ~other_program() { sqlite3_close(at); }
    void run(const char* sql) {
        char* fault = nullptr;
        sqlite3_exec(at, sql, nullptr, nullptr, &fault);
        BOOST_TEST_REQUIRE((fault == nullptr), fault);
    }
};

std::string hint_of(const std::string& path, bw::sqlite_options options = {}) {
    const auto opened = bw::sqlite_store::open(path, options);
    if (opened)
        return "it opened";
    BOOST_TEST((opened.why().code == bw::reason::state_unavailable));
    BOOST_TEST((opened.why().subject.find(path) == 0u));
    return opened.why().hint;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

mode_t mode_of(const std::string& path) {
    struct stat facts {};
    BOOST_TEST_REQUIRE(::stat(path.c_str(), &facts) == 0);
    return facts.st_mode & 0777;
}

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_sqlite_faults)

BOOST_AUTO_TEST_CASE(the_files_are_for_their_owner_only) {
    const auto before = ::umask(0);
    on_disk disk;
    const auto store = disk.open();
    value_of(bw::escalation_desk(*store).open(asked::request(), asked::noon));
    for (const char* each : {"", "-wal", "-shm", ".runners"})
        BOOST_TEST(mode_of(disk.place->file() + each) == 0600u, each);
    ::umask(before);
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused) {
    on_disk disk;
    disk.open();
    other_program(disk.place->file()).run("INSERT INTO schema_version VALUES(3, 'tomorrow')");
    const std::string hint = hint_of(disk.place->file());
    BOOST_TEST(contains(hint, "newer Bailiwick (schema 3, this one knows 2)"), hint);
    other_program(disk.place->file()).run("DELETE FROM schema_version WHERE version=3");
    disk.open();
}

BOOST_AUTO_TEST_CASE(opening_again_migrates_nothing) {
    on_disk disk;
    disk.open();
    disk.open();
    other_program look(disk.place->file());
    sqlite3_stmt* count = nullptr;
    sqlite3_prepare_v2(look.at, "SELECT count(*), max(version) FROM schema_version", -1, &count,
                       nullptr);
    BOOST_TEST(sqlite3_step(count) == SQLITE_ROW);
    BOOST_TEST(sqlite3_column_int(count, 0) == 2);
    BOOST_TEST(sqlite3_column_int(count, 1) == 2);
    sqlite3_finalize(count);
}

BOOST_AUTO_TEST_CASE(a_file_of_the_first_version_is_brought_to_ours) {
    on_disk disk;
    std::vector<bw::ticket> written;
    {
        const auto store = disk.open();
        const bw::escalation_desk desk(*store);
        for (int i = 0; i < 3; ++i)
            written.push_back(value_of(desk.open(asked::request(), asked::later(i * 1000))));
        written[1] =
            value_of(desk.deny(written[1].id, asked::as(asked::bob), "no", asked::later(1234567)));
    }
    other_program(disk.place->file())
        .run("DROP INDEX ticket_by_end; DROP INDEX ticket_by_agent; DROP INDEX ticket_by_tool;"
             "DROP INDEX ticket_by_queue; ALTER TABLE ticket DROP COLUMN ended;"
             "DELETE FROM schema_version WHERE version=2");
    const auto store = disk.open();
    BOOST_TEST((value_of(store->list({}, {})).tickets == written));
    BOOST_TEST(value_of(store->drop_closed(asked::later(1234567), 9)) == 0u);
    BOOST_TEST(value_of(store->drop_closed(asked::later(1234568), 9)) == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_of_another_program_is_refused_and_left_alone) {
    on_disk disk;
    other_program(disk.place->file()).run("CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)");
    const std::string before = bytes_of(disk.place->file());
    BOOST_TEST(contains(hint_of(disk.place->file()), "no store of tickets"));
    BOOST_TEST((bytes_of(disk.place->file()) == before));
    write_bytes(disk.place->file("letter.txt"), std::string(4000, 'x'));
    BOOST_TEST(contains(hint_of(disk.place->file("letter.txt")), "damaged"));
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_refused) {
    const folder place;
    BOOST_TEST(contains(hint_of(place.file("no/such/folder.db")), "make its folder"));
    BOOST_TEST(contains(hint_of(place.path.string()), "cannot be opened"));
}

BOOST_AUTO_TEST_CASE(a_lock_of_another_process_is_waited_for_and_then_refused) {
    on_disk disk;
    const auto store = disk.open({.busy_wait = bw::duration{200}});
    const bw::escalation_desk desk(*store);
    const bw::ticket ticket = value_of(desk.open(asked::request(), asked::noon));
    {
        other_program keeper(disk.place->file());
        keeper.run("BEGIN IMMEDIATE");
        const auto granted = desk.grant(ticket.id, asked::as(asked::bob), "", asked::later(1));
        CHECK_REFUSED(granted, state_unavailable);
        BOOST_TEST(contains(granted.why().hint, "another process holds the store"));
        BOOST_TEST((value_of(store->load(ticket.id)) == ticket)); // reading goes on
        BOOST_TEST(contains(hint_of(disk.place->file(), {.busy_wait = bw::duration{50}}),
                            "another process holds the store"));
    }
    value_of(desk.grant(ticket.id, asked::as(asked::bob), "", asked::later(1)));
}

BOOST_AUTO_TEST_CASE(a_read_only_file_is_refused) {
    on_disk disk;
    disk.open();
    std::filesystem::permissions(disk.place->path, std::filesystem::perms(0755));
    std::filesystem::permissions(disk.place->file(), std::filesystem::perms(0444));
    const pid_t child = in_child([&] {
        if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
            return 2;
        const auto opened = bw::sqlite_store::open(disk.place->file());
        if (opened)
            return 3;
        return contains(opened.why().hint, "cannot be written") ? 0 : 4;
    });
    BOOST_TEST(end_of(child) == 0);
}

BOOST_AUTO_TEST_CASE(a_full_disk_refuses_and_keeps_what_was_answered) {
    on_disk disk;
    disk.open();
    const std::string kept = disk.place->file("kept.txt");
    const pid_t child = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{400'000, 400'000};
        if (::setrlimit(RLIMIT_FSIZE, &small) != 0)
            return 2;
        auto store = bw::sqlite_store::open(disk.place->file());
        if (!store)
            return 3;
        const bw::escalation_desk desk(*store);
        std::ofstream list(kept);
        for (int i = 0; i < 1000; ++i) {
            const auto opened = desk.open(asked::request(), asked::later(i));
            if (opened) {
                list << opened->id << '\n' << std::flush;
                continue;
            }
            if (opened.why().code != bw::reason::state_unavailable)
                return 4;
            // Reading goes on, and so does refusing.
            return store->list({}, {}) && !desk.open(asked::request(), asked::noon) ? 0 : 5;
        }
        return 6;
    });
    BOOST_TEST(end_of(child) == 0);
    const auto store = disk.open();
    std::ifstream list(kept);
    std::size_t count = 0;
    for (std::string id; std::getline(list, id); ++count)
        BOOST_TEST((value_of(store->load(id)).state == bw::ticket_state::waiting));
    BOOST_TEST(count > 10u);
    BOOST_TEST(value_of(store->list({}, {.limit = 2000})).tickets.size() == count);
}

BOOST_AUTO_TEST_CASE(a_store_does_not_cross_a_fork) {
    on_disk disk;
    const auto store = disk.open();
    const bw::ticket ticket =
        value_of(bw::escalation_desk(*store).open(asked::request(), asked::noon));
    const pid_t child = in_child([&] {
        const auto loaded = store->load(ticket.id);
        const bool refused = !loaded && contains(loaded.why().hint, "before a fork");
        return refused && !store->set_pause({}) ? 0 : 1;
    });
    BOOST_TEST(end_of(child) == 0);
    BOOST_TEST((value_of(store->load(ticket.id)) == ticket));
}

// Whichever byte of the file changes: nothing is ever read that was not written.
BOOST_AUTO_TEST_CASE(a_changed_byte_is_refused_or_without_effect) {
    on_disk disk;
    std::vector<bw::ticket> written;
    const bw::pause_switch off{true, "Dave", "drill", asked::noon};
    const bw::counter_use use{"per hour", 3, 9, asked::at_deadline};
    {
        const auto store = disk.open();
        const bw::escalation_desk desk(*store);
        for (int i = 0; i < 4; ++i)
            written.push_back(value_of(desk.open(asked::request(), asked::later(i * 1000))));
        written[1] =
            value_of(desk.grant(written[1].id, asked::as(asked::bob), "", asked::later(9)));
        written[2] =
            value_of(desk.deny(written[2].id, asked::as(asked::bob), "no", asked::later(9)));
        value_of(store->set_pause(off));
        value_of(store->spend(use, asked::noon));
    }
    const std::string good = bytes_of(disk.place->file());
    BOOST_TEST_REQUIRE(good.size() > 20'000u);
    std::mt19937 chance(20261121);
    const int trials = rounds(300, static_cast<int>(good.size()));
    int refused = 0, wrong = 0;
    for (int trial = 0; trial < trials; ++trial) {
        const std::size_t at = trials == static_cast<int>(good.size())
                                   ? static_cast<std::size_t>(trial)
                                   : chance() % good.size();
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (chance() % 8)));
        const folder place;
        write_bytes(place.file(), damaged);
        auto store = bw::sqlite_store::open(place.file());
        bool is_refused = !store;
        if (store) {
            for (const bw::ticket& each : written) {
                const auto loaded = store->load(each.id);
                is_refused = is_refused || !loaded;
                if (loaded ? *loaded != each : loaded.why().code != bw::reason::state_unavailable)
                    ++wrong;
            }
            const auto list = store->list({}, {});
            is_refused = is_refused || !list;
            if (list && list->tickets != written)
                ++wrong;
            for (const auto state : {bw::ticket_state::granted, bw::ticket_state::denied}) {
                const auto some = store->list({.states = {state}}, {});
                if (some && (some->tickets.size() != 1 || some->tickets[0].state != state))
                    ++wrong;
            }
            const auto pause = store->pause();
            is_refused = is_refused || !pause;
            if (pause && *pause != off)
                ++wrong;
            const auto spent = store->spent(use.name, asked::noon);
            is_refused = is_refused || !spent;
            if (spent && *spent != use.amount)
                ++wrong;
        }
        refused += is_refused ? 1 : 0;
        if (wrong > 0) {
            BOOST_ERROR("byte " << at << " changed what is read");
            break;
        }
    }
    BOOST_TEST_MESSAGE(refused << " of " << trials << " changed bytes were refused");
    BOOST_TEST(refused > trials / 20);
}

BOOST_AUTO_TEST_CASE(a_truncated_file_is_refused) {
    on_disk disk;
    {
        const auto store = disk.open();
        for (int i = 0; i < 20; ++i)
            value_of(bw::escalation_desk(*store).open(asked::request(), asked::later(i)));
    }
    const std::string good = bytes_of(disk.place->file());
    for (const std::size_t size : {good.size() - 4096, good.size() / 2, std::size_t{4096}}) {
        const folder place;
        write_bytes(place.file(), good.substr(0, size));
        BOOST_TEST(contains(hint_of(place.file()), "damaged"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
