// SPDX-License-Identifier: BSL-1.0
// expect: \[BW433\] nobody outside witnesses the log
// expect: receipts_have_a_witness<unseen>
#include <sound.hpp>

struct unseen : good::desk {
#ifdef REFUSED
    static constexpr auto receipts =
        good::changed(desk::receipts, [](auto& copy) { copy.witness = "none"; });
#endif
};
static_assert(bw::sound<good::agent<unseen>>);
