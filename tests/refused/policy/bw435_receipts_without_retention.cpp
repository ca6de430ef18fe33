// SPDX-License-Identifier: BSL-1.0
// expect: \[BW435\] receipts are kept for no stated time
// expect: receipts_are_kept_for_a_time<forgetful>
#include <sound.hpp>

struct forgetful : good::desk {
#ifdef REFUSED
    static constexpr auto receipts =
        good::changed(desk::receipts, [](auto& copy) { copy.retention = {}; });
#endif
};
static_assert(bw::sound<good::agent<forgetful>>);
