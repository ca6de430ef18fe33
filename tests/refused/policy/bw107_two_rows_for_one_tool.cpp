// SPDX-License-Identifier: BSL-1.0
// expect: \[BW107\] two rows of the matrix speak about the same tool
// expect: row_is_the_only_one<.*"send_mail"
#include <sound.hpp>

struct of_two_minds : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
#ifdef REFUSED
        bw::automatic("send_mail"),
#endif
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<of_two_minds>>);
