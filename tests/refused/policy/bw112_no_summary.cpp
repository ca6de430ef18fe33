// SPDX-License-Identifier: BSL-1.0
// expect: \[BW112\] this tool has no summary
// expect: tool_has_a_summary<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.summary = ""; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
