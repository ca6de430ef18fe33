// SPDX-License-Identifier: BSL-1.0
// February has no thirtieth day.
// expect: \[BW702\] this waiver never ends
// expect: waiver_has_an_end<accepted,
#include <sound.hpp>

inline constexpr auto accepted = good::changed(good::no_witness_yet, [](auto& copy) {
#ifdef REFUSED
    copy.expires = {2027, 2, 30};
#else
    copy.expires = {2027, 2, 28};
#endif
});
static_assert(bw::sound<good::agent<good::desk_waiving<accepted>>>);
