// SPDX-License-Identifier: BSL-1.0
// expect: \[BW316\] this scope holds a wildcard
// expect: scope_is_exact<erase,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::scope erase{"crm:*"};
#else
inline constexpr bw::scope erase{"crm:erase"};
#endif
struct careful : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("erase_customer", {erase}),
    };
    static constexpr auto boundary =
        good::changed(desk::boundary, [](auto& copy) { copy.high_risk = {"erase_customer"}; });
};
static_assert(bw::sound<good::agent<careful>>);
