// SPDX-License-Identifier: BSL-1.0
// expect: \[BW704\] this waiver silences nothing
// expect: waiver_silences_something<.*no_witness_yet,
#include <sound.hpp>

struct witnessed : good::desk_waiving<good::no_witness_yet> {
#ifdef REFUSED
    static constexpr auto receipts = desk::receipts; // these have a witness again
#endif
};
static_assert(bw::sound<good::agent<witnessed>>);
