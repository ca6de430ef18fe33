// SPDX-License-Identifier: BSL-1.0
// expect: \[BW437\] this tool hands work to an agent that nobody declared
// expect: delegation_is_declared<hand_over,
#include <sound.hpp>

struct hand_over : good::send_mail {
    static constexpr auto contract = good::changed(
        send_mail::contract, [](auto& copy) { copy.does = bw::effect::delegate; });
};
#ifdef REFUSED
using desk = good::desk;
#else
using desk = good::desk_delegating<good::partner>;
#endif
static_assert(bw::sound<bw::agent<desk, good::lookup, good::write_note, hand_over>>);
