// SPDX-License-Identifier: BSL-1.0
// expect: \[BW114\] a condition of this row fits no argument of the tool
// expect: conditions_name_arguments<.*write_note,
#include <sound.hpp>

struct desk : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
#ifdef REFUSED
        bw::automatic("write_note").where(bw::at_most("customer", 100)),
#else
        bw::automatic("write_note"),
#endif
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<desk>>);
