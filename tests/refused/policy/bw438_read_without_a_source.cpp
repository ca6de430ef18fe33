// SPDX-License-Identifier: BSL-1.0
// expect: \[BW438\] this tool reads but names no source
// expect: read_names_its_source<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.reads = {}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
