// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_place.hpp>

#include <charconv>
#include <memory>
#include <optional>

namespace bailiwick::detail {

/// One row of a result; it lives as long as its reply.
class postgres_row {
public:
    postgres_row(const PGresult* all, int row) : all_(all), row_(row) {}
    std::string_view text(int column) const {
        return {PQgetvalue(all_, row_, column),
                static_cast<std::size_t>(PQgetlength(all_, row_, column))};
    }
    long long number(int column) const {
        const std::string_view digits = text(column);
        long long value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    bool is_true(int column) const { return text(column) == "t"; }
    bool is_null(int column) const { return PQgetisnull(all_, row_, column) == 1; }

private:
    const PGresult* all_;
    int row_;
};

/// What came of one statement: rows, or the fault, or nothing because the connection was lost.
class postgres_reply {
public:
    static postgres_reply lost(std::string words) {
        postgres_reply reply;
        reply.is_lost_ = true;
        reply.words_ = std::move(words);
        return reply;
    }
    postgres_reply(PGresult* result, std::string words)
        : all_(result, PQclear), words_(std::move(words)) {
        if (const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE))
            code_ = code;
        // The server is going down or coming up, or it has become a standby: another may serve.
        is_lost_ = code_.starts_with("57P") || code_.starts_with("08") || code_ == "25006";
    }

    bool is_good() const {
        const ExecStatusType status = PQresultStatus(all_.get());
        return !is_lost_ && (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK);
    }
    bool is_lost() const noexcept { return is_lost_; }
    int size() const { return PQntuples(all_.get()); }
    postgres_row operator[](int row) const { return {all_.get(), row}; }
    /// How many rows a statement changed.
    std::size_t changes() const {
        const std::string_view digits = PQcmdTuples(all_.get());
        std::size_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    const std::string& code() const noexcept { return code_; }

    /// Why it failed, and what to do about it.
    refusal fault(std::string action, const postgres_place& place) const {
        return {reason::state_unavailable, std::move(action), place.name(), hint()};
    }

private:
    postgres_reply() : all_(nullptr, PQclear) {}

    std::string hint() const {
        if (is_lost_)
            return "the server cannot be reached: try again, or look why it is down (" + words_ +
                   ')';
        if (code_ == "55P03" || code_ == "57014" || code_ == "40P01")
            return "the server took too long, or another process holds the ticket: try again";
        if (code_.starts_with("53"))
            return "the server has no room (" + words_ + "): free disk, memory or connections";
        if (code_ == "42501")
            return "the role may not do this (" + words_ +
                   "): grant it usage of the schema and "
                   "all on its tables";
        return "PostgreSQL says: " + words_;
    }

    std::unique_ptr<PGresult, void (*)(PGresult*)> all_;
    std::string words_, code_;
    bool is_lost_ = false;
};

/// The values of a statement, in text form; nothing stands for NULL.
using postgres_values = std::vector<std::optional<std::string>>;

inline std::optional<std::string> digits_of(std::optional<long long> number) {
    if (!number)
        return std::nullopt;
    return std::to_string(*number);
}

} // namespace bailiwick::detail
