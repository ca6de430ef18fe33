// SPDX-License-Identifier: BSL-1.0
#include "on_disk.hpp"

using fixtures = std::tuple<on_disk>;

static const bw::conformance::suite<on_disk> conformance("escalation_sqlite_conformance");

BOOST_AUTO_TEST_SUITE(escalation_sqlite)
#include "../torture.hpp"
BOOST_AUTO_TEST_SUITE_END()
