// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <map>
#include <optional>
#include <string_view>

#include <sqlite3.h>

namespace bailiwick::detail {

/// What to do about a result code of SQLite.
inline std::string sqlite_hint(int code, const char* words_of_sqlite) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another process holds the store: try again, or end the one that keeps it";
    case SQLITE_FULL:
        return "the disk is full: make room and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return "the store cannot be written: let the user of the agent own the folder";
    case SQLITE_CANTOPEN:
        return "the file cannot be opened: make its folder, owned by the user of the agent";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "the file is damaged: stop the agent and restore it from a backup";
    case SQLITE_IOERR:
        return "the disk reports an error: look into the system log";
    default:
        return std::string("SQLite says: ") + words_of_sqlite;
    }
}

/// One prepared statement in use; it is reset when it goes.
class sqlite_query {
public:
    sqlite_query(sqlite3_stmt* statement, int prepared) : at_(statement), code_(prepared) {}
    sqlite_query(const sqlite_query&) = delete;
    sqlite_query& operator=(const sqlite_query&) = delete;
    ~sqlite_query() {
        if (at_ == nullptr)
            return;
        sqlite3_reset(at_);
        sqlite3_clear_bindings(at_);
    }

    sqlite_query& with(std::string_view text) {
        if (at_)
            keep(sqlite3_bind_text64(at_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                                     SQLITE_UTF8));
        return *this;
    }
    sqlite_query& with(long long number) {
        if (at_)
            keep(sqlite3_bind_int64(at_, ++bound_, number));
        return *this;
    }
    sqlite_query& with(std::optional<long long> number) {
        if (number)
            return with(*number);
        if (at_)
            keep(sqlite3_bind_null(at_, ++bound_));
        return *this;
    }

    /// Goes to the next row; false at the end and after a fault.
    bool next() {
        if (code_ != SQLITE_OK && code_ != SQLITE_ROW)
            return false;
        code_ = sqlite3_step(at_);
        return code_ == SQLITE_ROW;
    }
    /// Runs it to its end; whether that went well.
    bool run() {
        while (next()) {}
        return code_ == SQLITE_DONE;
    }
    int code() const noexcept { return code_; }
    bool is_good() const noexcept {
        return code_ == SQLITE_OK || code_ == SQLITE_ROW || code_ == SQLITE_DONE;
    }

    std::string_view text(int column) const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
        if (bytes == nullptr)
            return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
    }
    long long number(int column) const { return sqlite3_column_int64(at_, column); }
    bool is_null(int column) const { return sqlite3_column_type(at_, column) == SQLITE_NULL; }

private:
    void keep(int code) {
        if (code_ == SQLITE_OK)
            code_ = code;
    }

    sqlite3_stmt* at_;
    int code_;
    int bound_ = 0;
};

/// A connection with its prepared statements; one thread at a time.
class sqlite_connection {
public:
    explicit sqlite_connection(std::string path) : path_(std::move(path)) {}
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    ~sqlite_connection() {
        for (const auto& each : prepared_)
            sqlite3_finalize(each.second);
        sqlite3_close_v2(at_);
    }

    int open(int busy_milliseconds) {
        const int code =
            sqlite3_open_v2(path_.c_str(), &at_,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                                SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                            nullptr);
        if (at_ != nullptr)
            sqlite3_busy_timeout(at_, busy_milliseconds);
        return code;
    }

    sqlite_query query(std::string_view sql) {
        if (const auto found = prepared_.find(sql); found != prepared_.end())
            return {found->second, SQLITE_OK};
        sqlite3_stmt* fresh = nullptr;
        const int code = sqlite3_prepare_v3(at_, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &fresh, nullptr);
        if (code == SQLITE_OK)
            prepared_.emplace(std::string(sql), fresh);
        return {fresh, code};
    }

    /// Runs statements without results; the result code.
    int run(const char* sql) { return sqlite3_exec(at_, sql, nullptr, nullptr, nullptr); }

    refusal fault(std::string action, int code) const {
        return {reason::state_unavailable, std::move(action), path_,
                sqlite_hint(code, at_ ? sqlite3_errmsg(at_) : sqlite3_errstr(code))};
    }

    int changes() const { return sqlite3_changes(at_); }
    bool is_readonly() const { return sqlite3_db_readonly(at_, "main") == 1; }
    bool is_in_transaction() const { return sqlite3_get_autocommit(at_) == 0; }
    const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
    sqlite3* at_ = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> prepared_;
};

/// One change of the store: nothing is kept unless `commit` says so.
class sqlite_transaction {
public:
    explicit sqlite_transaction(sqlite_connection& on) : on_(on) {
        // SQLite waits inside; a second turn helps after another process had to repair the file.
        for (int turn = 0; turn < 2; ++turn) {
            code_ = on_.run("BEGIN IMMEDIATE");
            if ((code_ & 0xff) != SQLITE_BUSY)
                return;
        }
    }
    sqlite_transaction(const sqlite_transaction&) = delete;
    sqlite_transaction& operator=(const sqlite_transaction&) = delete;
    ~sqlite_transaction() {
        if (on_.is_in_transaction())
            on_.run("ROLLBACK");
    }
    int code() const noexcept { return code_; }
    int commit() { return on_.run("COMMIT"); }

private:
    sqlite_connection& on_;
    int code_ = SQLITE_OK;
};

} // namespace bailiwick::detail
