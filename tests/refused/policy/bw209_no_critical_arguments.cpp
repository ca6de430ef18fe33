// SPDX-License-Identifier: BSL-1.0
// expect: \[BW209\] this write names no critical arguments
// expect: write_names_its_critical_arguments<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.critical = {}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
