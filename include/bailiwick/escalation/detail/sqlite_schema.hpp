// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/sqlite_connection.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bailiwick::detail {

inline constexpr long long sqlite_application = 0x42574B54; // "BWKT"

/// What leads from each version of the schema to the next; the last one is ours.
inline constexpr const char* sqlite_migrations[] = {
    "CREATE TABLE ticket(id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL,"
    " agent TEXT NOT NULL, tool TEXT NOT NULL, queue TEXT NOT NULL, due INTEGER,"
    " record TEXT NOT NULL, digest TEXT NOT NULL) STRICT;"
    "CREATE INDEX ticket_by_state ON ticket(state, id);"
    "CREATE INDEX ticket_by_due ON ticket(due) WHERE due IS NOT NULL;"
    "CREATE TABLE mark(name TEXT PRIMARY KEY, text TEXT NOT NULL, digest TEXT NOT NULL) STRICT;"
    "CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL, ends INTEGER NOT NULL,"
    " digest TEXT NOT NULL) STRICT;"
    "CREATE TABLE sequence(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;"
    "INSERT INTO sequence VALUES('generation', 0), ('runner', 0);",
    // 2: when a ticket ended, and first pages of a filter among very many that are open
    "ALTER TABLE ticket ADD COLUMN ended INTEGER;"
    "UPDATE ticket SET ended=strftime('%s', substr(record ->> '$.history[#-1].at', 1, 19))*1000000"
    " + CAST(substr(record ->> '$.history[#-1].at', 21, 6) AS INTEGER)"
    " WHERE state NOT IN ('waiting', 'granted', 'running', 'uncertain');"
    "CREATE INDEX ticket_by_end ON ticket(ended) WHERE ended IS NOT NULL;"
    "CREATE INDEX ticket_by_agent ON ticket(state, agent, id)"
    " WHERE state='waiting' OR state='granted';"
    "CREATE INDEX ticket_by_tool ON ticket(state, tool, id)"
    " WHERE state='waiting' OR state='granted';"
    "CREATE INDEX ticket_by_queue ON ticket(state, queue, id)"
    " WHERE state='waiting' OR state='granted';",
};
inline constexpr long long sqlite_version = std::size(sqlite_migrations);

class sqlite_opening {
public:
    explicit sqlite_opening(sqlite_connection& on) : on_(on) {}

    /// Opens or makes the file and brings it to our version; the refusal says what is wrong.
    std::optional<refusal> run(int busy_milliseconds, bool check_integrity) {
        // Made here, for its owner only: tickets hold personal data. One that exists is not opened:
        // closing it would drop the locks of every other opening in this process.
        constexpr int only_new = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY;
        if (const int made = ::open(on_.path().c_str(), only_new, 0600); made >= 0)
            ::close(made);
        if (const int code = on_.open(busy_milliseconds); code != SQLITE_OK)
            return fault(code);
        if (on_.is_readonly())
            return fault(SQLITE_READONLY);
        if (const int code = on_.run("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
                                     "PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;"
                                     "PRAGMA secure_delete=ON;"))
            return fault(code);
        if (auto wrong = check_kind())
            return wrong;
        if (const auto mode = one("PRAGMA journal_mode=WAL"); mode.code || mode.text != "wal")
            return mode.code ? fault(mode.code)
                             : refuse("the file system cannot share memory: use a local disk");
        if (const int code = on_.run("PRAGMA journal_size_limit=67108864;"))
            return fault(code);
        if (auto wrong = migrate())
            return wrong;
        return check_integrity ? check_pages() : std::nullopt;
    }

private:
    struct cell {
        int code = SQLITE_OK;
        std::string text{};
        long long number = 0;
    };

    std::optional<refusal> fault(int code) const { return on_.fault("open", code); }
    refusal refuse(std::string hint) const {
        return {reason::state_unavailable, "open", on_.path(), std::move(hint)};
    }

    cell one(const char* sql) {
        sqlite_query query = on_.query(sql);
        cell found;
        if (query.next())
            found.text = query.text(0), found.number = query.number(0);
        if (!query.is_good())
            found.code = query.code();
        return found;
    }

    std::optional<refusal> check_kind() {
        const cell application = one("PRAGMA application_id");
        const cell tables = one("SELECT count(*) FROM sqlite_schema");
        for (const cell& each : {application, tables})
            if (each.code)
                return fault(each.code);
        if (application.number != sqlite_application && tables.number != 0)
            return refuse("this file is no store of tickets: name another one");
        return std::nullopt;
    }

    std::optional<refusal> migrate() {
        const cell known = one("SELECT count(*) FROM sqlite_schema WHERE name='schema_version'");
        if (known.code)
            return fault(known.code);
        if (known.number == 1) {
            const cell version = one("SELECT max(version) FROM schema_version");
            if (version.code)
                return fault(version.code);
            if (version.number == sqlite_version)
                return std::nullopt;
        }
        sqlite_transaction change(on_);
        if (change.code())
            return fault(change.code());
        if (const int code = on_.run("CREATE TABLE IF NOT EXISTS schema_version("
                                     "version INTEGER PRIMARY KEY, applied TEXT NOT NULL) STRICT"))
            return fault(code);
        const cell version = one("SELECT coalesce(max(version), 0) FROM schema_version");
        if (version.code)
            return fault(version.code);
        if (version.number > sqlite_version)
            return refuse("it was written by a newer Bailiwick (schema " +
                          std::to_string(version.number) + ", this one knows " +
                          std::to_string(sqlite_version) + "): use the newer program");
        if (version.number < 0)
            return refuse("its schema version is damaged: restore a backup");
        for (long long next = version.number; next < sqlite_version; ++next) {
            if (const int code = on_.run(sqlite_migrations[next]))
                return fault(code);
            sqlite_query noted = on_.query("INSERT INTO schema_version"
                                           " VALUES(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
            if (!noted.with(next + 1).run())
                return fault(noted.code());
        }
        if (const int code = on_.run("PRAGMA application_id=1113017172"))
            return fault(code);
        if (const int code = change.commit())
            return fault(code);
        return std::nullopt;
    }

    std::optional<refusal> check_pages() {
        const cell pages = one("PRAGMA page_count");
        if (pages.code)
            return fault(pages.code);
        // The full check also compares indexes with tables; beyond 64 MiB it takes too long.
        const cell check =
            one(pages.number <= 16384 ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
        if (check.code)
            return fault(check.code);
        if (check.text != "ok")
            return refuse("the file is damaged (" + check.text.substr(0, 200) +
                          "): stop the agent and restore it from a backup");
        return std::nullopt;
    }

    sqlite_connection& on_;
};
static_assert(sqlite_application == 1113017172);

} // namespace bailiwick::detail
