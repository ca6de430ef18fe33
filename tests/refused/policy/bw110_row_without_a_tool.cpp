// SPDX-License-Identifier: BSL-1.0
// expect: \[BW110\] this row allows a tool that the agent does not have
// expect: allowed_row_has_a_tool<.*"close_case"
#include <sound.hpp>

struct generous : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
#ifdef REFUSED
        bw::automatic("close_case"),
#endif
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<generous>>);
