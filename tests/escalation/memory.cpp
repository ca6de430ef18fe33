// SPDX-License-Identifier: BSL-1.0
#include "asked.hpp"

namespace {

struct in_memory {
    using store = bw::memory_store;
    std::unique_ptr<store> first{new store};
    std::unique_ptr<store> open() {
        return std::unique_ptr<store>(new store(first->another_opening()));
    }
};
using fixtures = std::tuple<in_memory>;

const bw::conformance::suite<in_memory> conformance("escalation_memory_conformance");

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_memory)
#include "torture.hpp"
BOOST_AUTO_TEST_SUITE_END()
