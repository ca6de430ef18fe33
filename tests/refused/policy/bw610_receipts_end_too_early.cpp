// SPDX-License-Identifier: BSL-1.0
// expect: \[BW610\] receipts end before a duty to keep them does
// expect: receipts_outlive_the_longest_duty<clinic>
#include <sound.hpp>

struct clinic : good::under_hipaa<good::desk> {
#ifdef REFUSED
    static constexpr auto receipts = desk::receipts;
#endif
};
static_assert(bw::sound<good::agent<clinic>>);
