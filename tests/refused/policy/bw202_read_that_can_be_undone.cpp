// SPDX-License-Identifier: BSL-1.0
// expect: \[BW202\] this contract contradicts itself
// expect: effect_agrees_with_itself<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        lookup::contract, [](auto& copy) { copy.undo = bw::reversibility::reversible; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
