// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

#include <bailiwick/credential.hpp>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <libpq-fe.h>
#include <signal.h>
#include <unistd.h>

/// The books that the tools work on: claims and ledger, two tables of a PostgreSQL database.

namespace insurer {

/// A rehearsal of a crash: the process kills itself around the moment in which money is booked.
enum class kill_at { never, before_booking, after_booking };

class books {
public:
    /// Connects, and makes the tables with the claims of the example where there are none.
    explicit books(const std::string& database)
        : on_(PQconnectdb(database.c_str()), PQfinish) {
        if (PQstatus(on_.get()) != CONNECTION_OK) throw std::runtime_error(said());
        PQsetNoticeProcessor(on_.get(), [](void*, const char*) {}, nullptr);
        run("BEGIN");
        run("SELECT pg_advisory_xact_lock(20261121)");
        run("CREATE TABLE IF NOT EXISTS claim(number text PRIMARY KEY, holder text NOT NULL,"
            " account text NOT NULL, what text NOT NULL, asked bigint NOT NULL, worth bigint)");
        run("CREATE TABLE IF NOT EXISTS ledger(entry bigserial PRIMARY KEY, claim text NOT NULL"
            " REFERENCES claim, account text NOT NULL, cents bigint NOT NULL CHECK (cents > 0))");
        run("INSERT INTO claim VALUES"
            " ('C-1001', 'Ada Holm', 'DK5000400440116243', 'water damage, kitchen', 184000, NULL),"
            " ('C-1002', 'Bo Krag', 'DK7389000099104637', 'stolen bicycle', 62000, NULL),"
            " ('C-1003', 'Cleo Bang', 'DK5250510012345678', 'broken window', 21500, NULL),"
            " ('C-1004', 'Dan Friis', 'DK9800400012312312', 'roof after storm', 2350000, NULL)"
            " ON CONFLICT DO NOTHING");
        run("COMMIT");
    }

    kill_at rehearse = kill_at::never;

    std::vector<std::string> unassessed() {
        return column("SELECT number FROM claim WHERE worth IS NULL ORDER BY number", {});
    }
    claim_record find(const std::string& number) {
        const auto row = column("SELECT unnest(ARRAY[holder, account, what, asked::text])"
                                " FROM claim WHERE number=$1",
                                {number});
        if (row.size() != 4) throw std::runtime_error("there is no claim " + number);
        return {row[0], row[1], row[2], std::stoll(row[3])};
    }
    std::string assess(const finding& given) {
        run("UPDATE claim SET worth=$2 WHERE number=$1",
            {given.claim, std::to_string(given.worth_in_cents)});
        return given.claim;
    }
    /// Books one payment; the gate, not this table, sees to it that it happens once.
    std::string pay(const transfer& given) {
        if (find(given.claim).account != given.account)
            throw std::runtime_error("this is not the account of " + given.claim);
        if (rehearse == kill_at::before_booking) ::raise(SIGKILL);
        const auto entry = column("INSERT INTO ledger(claim, account, cents) VALUES($1, $2, $3)"
                                  " RETURNING entry",
                                  {given.claim, given.account,
                                   std::to_string(given.amount_in_cents)});
        if (rehearse == kill_at::after_booking) ::raise(SIGKILL);
        return "ledger entry " + entry.at(0);
    }

private:
    using reply = std::unique_ptr<PGresult, decltype(&PQclear)>;

    std::string said() const { return PQerrorMessage(on_.get()); }

    reply run(const char* text, const std::vector<std::string>& values = {}) {
        const std::lock_guard held(guard_);
        std::vector<const char*> given;
        for (const std::string& each : values) given.push_back(each.c_str());
        reply came(PQexecParams(on_.get(), text, static_cast<int>(given.size()), nullptr,
                                given.data(), nullptr, nullptr, 0),
                   PQclear);
        const ExecStatusType status = PQresultStatus(came.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(said());
        return came;
    }
    std::vector<std::string> column(const char* text, const std::vector<std::string>& values) {
        const reply came = run(text, values);
        std::vector<std::string> all;
        for (int row = 0; row < PQntuples(came.get()); ++row)
            all.emplace_back(PQgetvalue(came.get(), row, 0));
        return all;
    }

    std::mutex guard_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> on_;
};

inline claim_record read_claim::operator()(const claim_query& asked,
                                           bw::lease<claim_read>) const {
    return at->find(asked.claim);
}
inline booked assess_claim::operator()(const finding& given,
                                       bw::lease<assessment_write>) const {
    return {at->assess(given)};
}
inline booked pay_claim::operator()(const transfer& given, bw::lease<payout_write>) const {
    return {at->pay(given)};
}

} // namespace insurer
