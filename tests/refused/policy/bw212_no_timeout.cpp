// SPDX-License-Identifier: BSL-1.0
// expect: \[BW212\] this tool has no timeout
// expect: tool_has_a_timeout<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.timeout = {}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
