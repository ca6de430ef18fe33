// SPDX-License-Identifier: BSL-1.0
// expect: \[BW208\] the compensation of this tool is no other tool that writes
// expect: compensation_is_a_tool<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.compensation = "write_note"; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
