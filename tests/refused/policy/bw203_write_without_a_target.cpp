// SPDX-License-Identifier: BSL-1.0
// expect: \[BW203\] this tool changes something but names no target
// expect: effect_has_a_target<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.writes = {}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
