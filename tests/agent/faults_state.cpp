// SPDX-License-Identifier: BSL-1.0
#include "child.hpp"

#include <sys/stat.h>

// The folder of an agent's state: missing, read-only, full, held by another process, written by a
// newer version; its key read by others. A limit on the size of files stands for a disk that is
// full. A log that breaks in the middle of a call is in torture_failing.cpp.

using bench::code;
using bench::in_child;
using bench::limit_files_to;

namespace {

int mode_of(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? static_cast<int>(found.st_mode & 0777) : -1;
}

void run_sql(const std::string& file, const char* sql) {
    sqlite3* at = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open(file.c_str(), &at) == SQLITE_OK);
    BOOST_TEST(sqlite3_exec(at, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(at));
    sqlite3_close(at);
}

struct closed : bench::closed {
    std::string opens() { return code(bench::try_open(home, at, time)); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(agent_faults_state)

BOOST_FIXTURE_TEST_CASE(a_missing_folder_is_made_for_its_owner, bench::state) {
    const std::string deep = place / "not/yet/there";
    const auto made = bench::try_open(deep, at, time);
    BOOST_TEST(made.is_done(), bench::words(made));
    BOOST_TEST(mode_of(deep) == 0700);
    BOOST_TEST(mode_of(deep + "/log/agent.key") == 0600);
    BOOST_TEST(mode_of(deep + "/tickets.db") == 0600);
    BOOST_TEST(mode_of(deep + "/vault.db") == 0600);
}

BOOST_FIXTURE_TEST_CASE(a_folder_that_cannot_be_written_is_refused, bench::state) {
    BOOST_TEST(code(bench::try_open("/proc/self/state", at, time)) == "state_unavailable");
    bench::write_bytes(place / "file", "not a folder");
    BOOST_TEST(code(bench::try_open(place / "file", at, time)) != "done");
    BOOST_TEST(code(bench::try_open(place / "file/below", at, time)) == "state_unavailable");
    if (::geteuid() == 0)
        return; // root writes what is read-only
    running.reset();
    ::chmod((home + "/tickets.db").c_str(), 0400);
    BOOST_TEST(code(bench::try_open(home, at, time)) == "state_unavailable");
    ::chmod((home + "/tickets.db").c_str(), 0600);
    ::chmod(home.c_str(), 0500);
    BOOST_TEST(code(bench::try_open(home, at, time)) != "done");
    ::chmod(home.c_str(), 0700);
    restart();
}

BOOST_FIXTURE_TEST_CASE(a_full_disk_refuses_before_the_effect_and_loses_nothing, closed) {
    // The log's next segment does not fit: nothing runs, and the grant is still there.
    const int came = in_child([&] {
        limit_files_to(1 << 20);
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return code(opened) == "receipt_unavailable" ? 0 : 2;
        bw::session own(**opened, bench::context());
        if (code(own.run_granted(id)) != "receipt_unavailable")
            return 3;
        if (code(own.call<teller::note>({"c", "t"})) != "receipt_unavailable")
            return 4;
        if (code(own.call<teller::pay>(bench::order())) != "receipt_unavailable")
            return 5;
        return at.pays + at.notes == 0 ? 0 : 6;
    });
    BOOST_TEST(came == 0);
    goes_on();
}

BOOST_FIXTURE_TEST_CASE(a_store_of_tickets_that_is_full_loses_none_that_was_answered, closed) {
    const std::string known = place / "known";
    const int came = in_child([&] {
        limit_files_to((4 << 20) + 65536);
        auto opened = bench::try_open(home, at, time);
        if (!opened)
            return 2;
        std::ofstream told(known);
        for (int i = 0; i < 4000; ++i) {
            bw::session own(**opened, bench::context());
            auto wanted = bench::order();
            wanted.memo.assign(8000, 'm');
            const auto asked = own.call<teller::pay>(wanted);
            if (asked) {
                told << asked->ticket << std::endl;
                continue;
            }
            const std::string why = code(asked);
            return why == "state_unavailable" || why == "receipt_unavailable" ? 0 : 3;
        }
        return 4;
    });
    BOOST_TEST(came == 0);
    goes_on();
    std::ifstream told(known);
    int answered = 0;
    for (std::string each; told >> each; ++answered)
        BOOST_TEST_REQUIRE(stands(each) == "waiting");
    BOOST_TEST(answered > 20);
}

BOOST_FIXTURE_TEST_CASE(a_log_that_another_process_writes_is_refused, closed) {
    restart();
    const int came = in_child([&] {
        teller::till other;
        return code(bench::try_open(home, other, time)) == "receipt_unavailable" ? 0 : 1;
    });
    BOOST_TEST(came == 0);
    running.reset();
    goes_on();
}

BOOST_FIXTURE_TEST_CASE(a_store_that_another_process_holds_is_waited_for, closed) {
    for (const char* file : {"/tickets.db", "/vault.db"}) {
        int ready[2];
        BOOST_TEST_REQUIRE(::pipe(ready) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            sqlite3* other = nullptr;
            sqlite3_open((home + file).c_str(), &other);
            sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
            const bool told = ::write(ready[1], "x", 1) == 1;
            ::usleep(300'000);
            ::_exit(told ? 0 : 1); // the kernel takes its lock away
        }
        char signal = 0;
        BOOST_TEST_REQUIRE(::read(ready[0], &signal, 1) == 1);
        if (std::string_view(file) == "/tickets.db")
            BOOST_TEST(code(bw::sqlite_store::open(home + file, {.busy_wait = bw::duration{50}})) ==
                       "state_unavailable");
        BOOST_TEST(opens() == "done");
        ::waitpid(child, nullptr, 0);
        ::close(ready[0]);
        ::close(ready[1]);
    }
    goes_on();
}

BOOST_FIXTURE_TEST_CASE(what_a_newer_version_wrote_is_refused, closed) {
    const std::string version = home + "/log/agent/.state/version";
    const std::string old = bench::bytes_of(version);
    bench::write_bytes(version, "bailiwick receipt log 3\nsegment 4194304\ncheck 00000000\n");
    BOOST_TEST(opens() == "receipt_unavailable");
    bench::write_bytes(version, old);
    run_sql(home + "/vault.db", "PRAGMA user_version=2");
    BOOST_TEST(opens() == "receipt_unavailable");
    run_sql(home + "/vault.db", "PRAGMA user_version=1");
    run_sql(home + "/tickets.db", "INSERT INTO schema_version VALUES(3, 'later')");
    BOOST_TEST(opens() == "state_unavailable");
    run_sql(home + "/tickets.db", "DELETE FROM schema_version WHERE version=3");
    goes_on();
}

BOOST_FIXTURE_TEST_CASE(a_key_that_others_can_read_is_refused, closed) {
    const std::string key = home + "/log/agent.key";
    for (const mode_t mode : {0644u, 0640u, 0604u, 0620u, 0777u}) {
        ::chmod(key.c_str(), mode);
        const auto came = bench::try_open(home, at, time);
        BOOST_TEST(code(came) == "secret_unavailable");
        BOOST_TEST(came.why().hint.find("chmod 600") != std::string::npos);
    }
    ::chmod(key.c_str(), 0600);
    bench::fs::rename(key, key + ".away");
    BOOST_TEST(opens() == "secret_unavailable");
    bench::fs::create_symlink(key + ".away", key);
    BOOST_TEST(opens() == "secret_unavailable");
    bench::fs::remove(key);
    bench::fs::rename(key + ".away", key);
    goes_on();
}

BOOST_AUTO_TEST_SUITE_END()
