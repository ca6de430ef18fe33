// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

/// As much of SQLite as a CRM of four tables needs; a fault is thrown, and fails the tool's call.

namespace bank {

class database {
public:
    /// Opens the file, or makes it; `durable` decides whether each change waits for the disk.
    database(const std::string& path, bool durable) {
        if (sqlite3_open(path.c_str(), &on_) != SQLITE_OK)
            throw std::runtime_error(path + ": " + sqlite3_errmsg(on_));
        sqlite3_busy_timeout(on_, 5000);
        run("PRAGMA journal_mode=WAL");
        run(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    }
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    ~database() { sqlite3_close(on_); }

    void run(const char* sql) {
        if (sqlite3_exec(on_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(on_));
    }
    sqlite3* get() const { return on_; }

private:
    sqlite3* on_ = nullptr;
};

class statement {
public:
    statement(const database& on, const char* sql) : on_(on.get()) {
        if (sqlite3_prepare_v2(on_, sql, -1, &prepared_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(on_));
    }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;
    ~statement() { sqlite3_finalize(prepared_); }

    /// Binds the next parameter; a text must live until the last `next`.
    statement& with(std::string_view text) {
        // Null is SQLITE_STATIC without its cast: the text outlives the last step.
        sqlite3_bind_text64(prepared_, ++bound_, text.data(), text.size(), nullptr, SQLITE_UTF8);
        return *this;
    }
    statement& with(long long number) {
        sqlite3_bind_int64(prepared_, ++bound_, number);
        return *this;
    }
    /// Whether there is a row, or one more.
    bool next() {
        const int code = sqlite3_step(prepared_);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errmsg(on_));
        return code == SQLITE_ROW;
    }
    void done() { static_cast<void>(next()); }
    std::string text(int column) const {
        const unsigned char* found = sqlite3_column_text(prepared_, column);
        return found ? reinterpret_cast<const char*>(found) : "";
    }

private:
    sqlite3* on_ = nullptr;
    sqlite3_stmt* prepared_ = nullptr;
    int bound_ = 0;
};

} // namespace bank
