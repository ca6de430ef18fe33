// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../../harness/needs_postgres.hpp"
#include "../asked.hpp"

#include <bailiwick/escalation/postgres.hpp>

/// A store in a schema of its own.
struct on_server {
    using store = bw::postgres_store;
    std::string schema = "test_" + std::to_string(::getpid()) + '_' + std::to_string(next()++);

    std::unique_ptr<store> open(bw::postgres_options options = {}) const {
        options.schema = schema;
        options.rejoin = bw::duration{200};
        return std::make_unique<store>(asked::value_of(store::open(server()->conninfo(), options)));
    }
    static int& next() {
        static int number = 0;
        return number;
    }
};

/// Long versions of tests run when BAILIWICK_LONG is set.
inline int rounds(int usual, int many) {
    return std::getenv("BAILIWICK_LONG") != nullptr ? many : usual;
}

/// Runs statements as the owner of the database.
class other_session {
public:
    other_session() : at_(PQconnectdb(server()->conninfo().c_str()), PQfinish) {
        PQsetNoticeProcessor(
            at_.get(), [](void*, const char*) {}, nullptr);
    }
    std::string one(const std::string& sql) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(at_.get(), sql.c_str()),
                                                                    PQclear);
        const ExecStatusType status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            BOOST_ERROR(PQresultErrorMessage(result.get()));
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> at_;
};
