// SPDX-License-Identifier: BSL-1.0
// expect: \[BW207\] a half-done write cannot be taken back
// expect: half_done_write_can_be_undone<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(write_note::contract, [](auto& copy) { copy.idempotent = false; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
