// SPDX-License-Identifier: BSL-1.0
#include "on_disk.hpp"

using fixtures = std::tuple<on_disk>;

BOOST_AUTO_TEST_SUITE(escalation_sqlite)
#include "../conformance.hpp"
#include "../torture.hpp"
BOOST_AUTO_TEST_SUITE_END()
