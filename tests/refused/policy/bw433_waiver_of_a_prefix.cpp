// SPDX-License-Identifier: BSL-1.0
// A waiver names its offender in full: "des" does not stand for "desk".
// expect: \[BW433\] nobody outside witnesses the log
// expect: receipts_have_a_witness<.*desk_waiving
#include <sound.hpp>

inline constexpr auto accepted = good::changed(good::no_witness_yet, [](auto& copy) {
#ifdef REFUSED
    copy.offender = "des";
#else
    copy.offender = "desk";
#endif
});
static_assert(bw::sound<good::agent<good::desk_waiving<accepted>>>);
