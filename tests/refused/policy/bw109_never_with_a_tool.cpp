// SPDX-License-Identifier: BSL-1.0
// expect: \[BW109\] the matrix says never, yet the agent has this tool
// expect: never_has_no_implementation<.*write_note,
#include <sound.hpp>

struct of_two_minds : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
#ifdef REFUSED
        bw::never("write_note", {good::pay}),
#else
        bw::automatic("write_note"),
#endif
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<of_two_minds>>);
