// SPDX-License-Identifier: BSL-1.0
// expect: \[BW432\] receipts would hold content in the clear
// expect: receipts_hold_no_content_in_the_clear<talkative>
#include <sound.hpp>

struct talkative : good::desk {
#ifdef REFUSED
    static constexpr auto receipts =
        good::changed(desk::receipts, [](auto& copy) { copy.keeps = bw::content::full; });
#endif
};
static_assert(bw::sound<good::agent<talkative>>);
