// SPDX-License-Identifier: BSL-1.0
// expect: \[BW703\] this rule cannot be waived
// expect: waiver_names_a_rule_that_can_be_waived<accepted,
#include <sound.hpp>

inline constexpr auto accepted = good::changed(good::no_witness_yet, [](auto& copy) {
#ifdef REFUSED
    copy.rule = 106;
#else
    copy.rule = 433;
#endif
});
static_assert(bw::sound<good::agent<good::desk_waiving<accepted>>>);
