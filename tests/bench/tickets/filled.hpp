// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workload.hpp"

#include <bailiwick/escalation/sqlite.hpp>

#ifdef BENCH_POSTGRES
#include "postgres_probe.hpp"
#endif

#include <algorithm>
#include <string>

/// Stores that hold many tickets already, made faster than one durable ticket after another.

namespace tickets {

/// Every other ticket is granted and waits to be taken, the rest waits for people.
inline bool is_granted(std::size_t n) { return n % 2 == 1; }

inline void fill(bw::memory_store& store, std::size_t count) {
    for (std::size_t n = 0; n < count; ++n)
        check(value_of(store.insert(nth_ticket(n, is_granted(n)), {})) == bw::kept::yes, "filled");
}

/// Through the store's own statements, but many rows in a transaction.
inline void fill_sqlite(const std::string& path, std::size_t count) {
    bw::detail::sqlite_connection on(path);
    check(on.open(5000) == SQLITE_OK, "the file opens once more");
    for (std::size_t n = 0; n < count;) {
        bw::detail::sqlite_transaction all_or_nothing(on);
        check(all_or_nothing.code() == SQLITE_OK, "a transaction begins");
        for (const std::size_t end = std::min(count, n + 10'000); n < end; ++n)
            check(value_of(bw::detail::sqlite_insert(on, nth_ticket(n, is_granted(n)))) ==
                      bw::kept::yes,
                  "filled");
        check(all_or_nothing.commit() == SQLITE_OK, "a transaction is kept");
    }
    check(on.run("PRAGMA wal_checkpoint(TRUNCATE)") == SQLITE_OK, "the journal is written back");
}

#ifdef BENCH_POSTGRES
/// The same by COPY, and then VACUUM ANALYZE, as the server does by itself before long.
inline void fill_postgres(const std::string& schema, std::size_t count) {
    plain_session on;
    on.run("SET search_path TO " + schema);
    PGresult* const begun =
        PQexec(on.handle(), "COPY ticket(id, revision, state, agent, tool, queue,"
                            " due, ended, record, digest) FROM STDIN");
    check(PQresultStatus(begun) == PGRES_COPY_IN, "the copy begins");
    PQclear(begun);
    for (std::size_t n = 0; n < count; ++n) {
        std::string line;
        for (const auto& each : bw::detail::insert_values(nth_ticket(n, is_granted(n)))) {
            line += line.empty() ? "" : "\t";
            for (const char letter : each.value_or("\n"))
                if (letter == '\n')
                    line += "\\N";
                else
                    (line += letter == '\\' ? "\\" : "") += letter;
        }
        line += '\n';
        check(PQputCopyData(on.handle(), line.data(), static_cast<int>(line.size())) == 1,
              "a row is copied");
    }
    check(PQputCopyEnd(on.handle(), nullptr) == 1, "the copy ends");
    while (PGresult* const each = PQgetResult(on.handle())) {
        check(PQresultStatus(each) == PGRES_COMMAND_OK, "the copy is kept");
        PQclear(each);
    }
    check(on.run("SELECT count(*) FROM ticket") == std::to_string(count), "all rows are there");
    on.run("VACUUM ANALYZE ticket");
    on.run("CHECKPOINT");
}
#endif

} // namespace tickets
