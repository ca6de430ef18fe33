// SPDX-License-Identifier: BSL-1.0
// expect: \[BW108\] this row names no verdict or no tool
// expect: row_has_a_verdict<.*"lookup"
#include <sound.hpp>

struct undecided : good::desk {
    static constexpr bw::rule matrix[] = {
#ifdef REFUSED
        bw::rule{.tool = "lookup"},
#else
        bw::automatic("lookup"),
#endif
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<good::agent<undecided>>);
