// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/sqlite.hpp>

namespace bailiwick::detail {

inline constexpr long long vault_version = 1;
inline constexpr long long vault_mark = 0x42775661; // "BwVa", SQLite's application_id

inline refusal vault_refusal(std::string_view action, std::string_view what) {
    return {reason::receipt_unavailable, "vault: " + std::string(action), std::string(what),
            "check the vault's disk and file; without it no receipt is written"};
}

inline bool run_sql(sqlite3* database, const char* sql) noexcept {
    return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

inline answer<long long> pragma(sqlite3* database, const char* sql) {
    sqlite_statement read(database, sql);
    if (!read.step()) return vault_refusal("open", sqlite3_errmsg(database));
    return read.number(0);
}

inline constexpr const char* vault_tables =
    "CREATE TABLE vault(receipt TEXT NOT NULL, name TEXT NOT NULL, salt TEXT NOT NULL,"
    " value TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL,"
    " PRIMARY KEY(receipt, name)) WITHOUT ROWID, STRICT;"
    "CREATE INDEX vault_subject ON vault(subject);"
    "CREATE INDEX vault_at ON vault(at);"
    "PRAGMA application_id=1115117153; PRAGMA user_version=1;";
static_assert(vault_mark == 1115117153);

inline answer<done> fit_vault(sqlite3* database) {
    const auto version = pragma(database, "PRAGMA user_version");
    if (!version) return version.why();
    const auto mark = pragma(database, "PRAGMA application_id");
    if (!mark) return mark.why();
    const auto tables = pragma(database, "SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables.why();
    if (*version > vault_version)
        return vault_refusal("open", "a newer version wrote it; use the newer program");
    if (*version == vault_version && *mark == vault_mark) return done{};
    if (*tables != 0) return vault_refusal("open", "it is another program's database");
    if (!run_sql(database, vault_tables)) return vault_refusal("open", sqlite3_errmsg(database));
    return done{};
}

/// The database behind a vault: durable at every commit, and checked before it is used.
template <class Handle> answer<Handle> open_vault(const std::string& path) {
    sqlite3* opened = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    Handle database(opened);
    if (state != SQLITE_OK)
        return vault_refusal("open", database ? sqlite3_errmsg(opened) : "out of memory");
    sqlite3_busy_timeout(opened, 5000);
    const bool set = run_sql(opened, "PRAGMA journal_mode=WAL") &&
                     run_sql(opened, "PRAGMA synchronous=FULL") &&
                     run_sql(opened, "PRAGMA secure_delete=ON") &&
                     run_sql(opened, "BEGIN IMMEDIATE");
    if (!set) return vault_refusal("open", sqlite3_errmsg(opened));
    if (auto fit = fit_vault(opened); !fit) return std::move(fit).why();
    if (!run_sql(opened, "COMMIT")) return vault_refusal("open", sqlite3_errmsg(opened));
    sqlite_statement check(opened, "PRAGMA integrity_check(1)");
    if (!check.step() || check.text(0) != "ok")
        return vault_refusal("open", path + ": is damaged; restore a copy of it");
    return database;
}

} // namespace bailiwick::detail
