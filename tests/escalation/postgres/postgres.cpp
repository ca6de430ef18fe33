// SPDX-License-Identifier: BSL-1.0
#include "on_server.hpp"

using fixtures = std::tuple<on_server>;

static const bw::conformance::suite<on_server>
    conformance("escalation_postgres_conformance", boost::unit_test::precondition(needs_server{}));

BOOST_AUTO_TEST_SUITE(escalation_postgres, *boost::unit_test::precondition(needs_server{}))
#include "../torture.hpp"
BOOST_AUTO_TEST_SUITE_END()
