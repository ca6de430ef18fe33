// SPDX-License-Identifier: BSL-1.0
// expect: \[BW213\] this tool has no rate limit
// expect: tool_has_a_rate_limit<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.limit = {}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
