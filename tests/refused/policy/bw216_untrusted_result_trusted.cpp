// SPDX-License-Identifier: BSL-1.0
// expect: \[BW216\] this result cannot be trusted or is not judged
// expect: output_trust_is_stated<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.output = bw::trust::trusted; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
