// SPDX-License-Identifier: BSL-1.0
// expect: \[BW201\] this tool does not say what it does
// expect: effect_is_stated<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.does = bw::effect::unstated; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
