// SPDX-License-Identifier: BSL-1.0
// expect: \[BW425\] untrusted content can steer this automatic effect
// expect: untrusted_input_cannot_steer<.*write_note,
#include <sound.hpp>

struct trusting : good::desk {
#ifdef REFUSED
    static constexpr bw::refs<bw::endorsement> endorsements{};
#endif
};
static_assert(bw::sound<good::agent<trusting>>);
