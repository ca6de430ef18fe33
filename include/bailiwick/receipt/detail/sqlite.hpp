// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/tool/answer.hpp>

#include <string>
#include <string_view>

#include <sqlite3.h>

namespace bailiwick::detail {

struct sqlite_closer {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using sqlite_handle = owned<sqlite3, sqlite_closer>;

/// One statement with its values; what it lacks shows in `fault`, never as a thrown error.
class sqlite_statement {
public:
    sqlite_statement(sqlite3* database, const char* sql) noexcept {
        sqlite3_stmt* made = nullptr;
        state_ = sqlite3_prepare_v2(database, sql, -1, &made, nullptr);
        statement_ = owned<sqlite3_stmt, sqlite_closer>(made);
    }

    sqlite_statement& bind(std::string_view text) noexcept {
        if (state_ == SQLITE_OK)
            state_ = sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(),
                                         SQLITE_TRANSIENT, SQLITE_UTF8);
        return *this;
    }
    sqlite_statement& bind(long long number) noexcept {
        if (state_ == SQLITE_OK)
            state_ = sqlite3_bind_int64(statement_.get(), ++bound_, number);
        return *this;
    }

    /// Whether there is a row now.
    bool step() noexcept {
        if (state_ != SQLITE_OK && state_ != SQLITE_ROW) return false;
        state_ = sqlite3_step(statement_.get());
        return state_ == SQLITE_ROW;
    }
    /// Makes the statement ready for other values; false if its last step had failed.
    bool restart() noexcept {
        bound_ = 0;
        state_ = sqlite3_reset(statement_.get());
        return state_ == SQLITE_OK;
    }
    bool failed() const noexcept {
        return state_ != SQLITE_OK && state_ != SQLITE_ROW && state_ != SQLITE_DONE;
    }

    std::string text(int column) const {
        const auto* const bytes =
            reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
        return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(
                                              statement_.get(), column)))
                     : std::string{};
    }
    long long number(int column) const noexcept {
        return sqlite3_column_int64(statement_.get(), column);
    }

private:
    owned<sqlite3_stmt, sqlite_closer> statement_{};
    int state_ = SQLITE_OK;
    int bound_ = 0;
};

} // namespace bailiwick::detail
