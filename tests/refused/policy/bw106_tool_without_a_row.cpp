// SPDX-License-Identifier: BSL-1.0
// expect: \[BW106\] this tool has no row in the matrix
// expect: tool_has_a_row<.*lookup,
#include <sound.hpp>

struct forgetful : good::desk {
    static constexpr bw::rule matrix[] = {
#ifndef REFUSED
        bw::automatic("lookup"),
#endif
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<forgetful>>);
