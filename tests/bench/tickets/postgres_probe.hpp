// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../../harness/postgres.hpp"
#include "../gate_timing.hpp"
#include "workload.hpp"

#include <bailiwick/escalation/postgres.hpp>

#include <atomic>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

/// The one server of parts 3 and 4, and what is asked of it beside our store.

namespace tickets {

/// The server of this run; nothing, after a line that says so, where none can be started.
inline std::unique_ptr<private_postgres> server;

inline bool has_server() {
    if (!server)
        server = private_postgres::start();
    if (!server)
        std::printf("skipped: no PostgreSQL server of our own could be started in %s\n",
                    folder.c_str());
    return server != nullptr;
}

/// A plain session of libpq, for probes and for looking into the tables.
class plain_session {
public:
    plain_session() : at_(PQconnectdb(server->conninfo().c_str()), PQfinish) {
        check(PQstatus(at_.get()) == CONNECTION_OK, "the server can be reached");
        check(PQsetErrorVerbosity(at_.get(), PQERRORS_TERSE) >= 0, "the session is open");
        PQsetNoticeProcessor(
            at_.get(), [](void*, const char*) {}, nullptr);
    }
    PGconn* handle() const { return at_.get(); }

    /// The first cell of the last result.
    std::string run(const std::string& sql) { return first_of(PQexec(at_.get(), sql.c_str())); }

    void prepare_update() {
        first_of(PQprepare(at_.get(), "update",
                           "UPDATE bench_probe SET times=times+1, text=$2 WHERE id=$1", 0,
                           nullptr));
    }
    void update(const std::string& id, const std::string& text) {
        const char* const values[] = {id.c_str(), text.c_str()};
        first_of(PQexecPrepared(at_.get(), "update", 2, values, nullptr, nullptr, 0));
    }

private:
    std::string first_of(PGresult* result) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> held(result, PQclear);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            stop(std::string("PostgreSQL says: ") + PQerrorMessage(at_.get()));
        return PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> at_;
};

/// Seconds that so many threads take for their shares of `count` calls of `each(thread, n)`.
template <class Each> double in_parallel(std::size_t threads, std::size_t count, const Each& each) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> crew;
    const double start = wall_seconds();
    for (std::size_t who = 0; who < threads; ++who)
        crew.emplace_back([&, who] {
            for (std::size_t n; (n = next++) < count;)
                each(who, n);
        });
    for (std::thread& one : crew)
        one.join();
    return wall_seconds() - start;
}

/// Durable updates a second, of a row of its own for each session, for a second.
inline double durable_updates(std::size_t sessions) {
    plain_session owner;
    owner.run("DROP TABLE IF EXISTS bench_probe; CREATE TABLE bench_probe(id bigint PRIMARY KEY,"
              " times bigint NOT NULL, text text NOT NULL); INSERT INTO bench_probe"
              " SELECT n, 0, '' FROM generate_series(0, 63) AS n; CHECKPOINT");
    std::vector<plain_session> crew(sessions);
    for (plain_session& each : crew)
        each.prepare_update();
    std::atomic<std::size_t> updates{0};
    const double end = wall_seconds() + 1;
    const double took = in_parallel(sessions, sessions, [&](std::size_t, std::size_t lane) {
        for (; wall_seconds() < end; ++updates)
            crew[lane].update(std::to_string(lane), "");
    });
    check(owner.run("SELECT sum(times) FROM bench_probe") == std::to_string(updates.load()),
          "every update of the probe is there");
    return static_cast<double>(updates) / took;
}

} // namespace tickets
