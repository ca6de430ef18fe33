// SPDX-License-Identifier: BSL-1.0
// expect: \[BW117\] this charter has a list that no rule reads
// expect: parts_are_spelt_right<forgetful>
#include <sound.hpp>

struct forgetful : good::desk {
#ifdef REFUSED
    static constexpr bw::refs<bw::memory> memory{};
#else
    static constexpr bw::refs<bw::memory> memories{};
#endif
};
static_assert(bw::sound<good::agent<forgetful>>);
