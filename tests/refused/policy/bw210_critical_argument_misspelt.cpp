// SPDX-License-Identifier: BSL-1.0
// expect: \[BW210\] a critical argument is no argument of this tool
// expect: critical_argument_exists<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.critical = {"custmer"}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
