// SPDX-License-Identifier: BSL-1.0
// expect: \[BW307\] this never row names no scope
// expect: never_row_names_its_scopes<.*"close_account"
#include <sound.hpp>

inline constexpr bw::scope close{"account:close"};
struct vague : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
#ifdef REFUSED
        bw::never("close_account", {}),
#else
        bw::never("close_account", {close}),
#endif
    };
};
static_assert(bw::sound<good::agent<vague>>);
