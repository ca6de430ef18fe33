// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "postgres.hpp"

#include <boost/test/unit_test.hpp>

/// The server of this program, or nothing where there is none.
inline private_postgres* server() {
    static const std::unique_ptr<private_postgres> one = private_postgres::start();
    return one.get();
}

/// Runs a test only where there is a server.
struct needs_server {
    boost::test_tools::assertion_result operator()(boost::unit_test::test_unit_id) const {
        boost::test_tools::assertion_result found(server() != nullptr);
        found.message() << "skipped: no PostgreSQL server";
        return found;
    }
};
