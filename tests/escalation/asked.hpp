// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/conformance.hpp>

/// The people, the queue and the call of the conformance suite, which the other tests use too.
namespace asked = bailiwick::conformance;

#define CHECK_REFUSED(given, code)                                                                 \
    BOOST_TEST(asked::outcome_of(given) == bw::word_of(bw::reason::code))
