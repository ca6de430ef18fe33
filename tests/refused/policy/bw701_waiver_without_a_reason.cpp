// SPDX-License-Identifier: BSL-1.0
// expect: \[BW701\] this waiver is accepted by nobody or without a reason
// expect: waiver_has_an_owner_and_a_reason<accepted,
#include <sound.hpp>

inline constexpr auto accepted = good::changed(good::no_witness_yet, [](auto& copy) {
#ifdef REFUSED
    copy.reason = "TODO";
#else
    copy.reason = "the witness is being set up";
#endif
});
static_assert(bw::sound<good::agent<good::desk_waiving<accepted>>>);
