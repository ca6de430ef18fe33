// SPDX-License-Identifier: BSL-1.0
// expect: \[BW434\] the log key has no keeper apart from the agent
// expect: receipts_key_is_held_apart<self_signed>
#include <sound.hpp>

struct self_signed : good::desk {
#ifdef REFUSED
    static constexpr auto receipts =
        good::changed(desk::receipts, [](auto& copy) { copy.key_holder = desk::identity.id; });
#endif
};
static_assert(bw::sound<good::agent<self_signed>>);
