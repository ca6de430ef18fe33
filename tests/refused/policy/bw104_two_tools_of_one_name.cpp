// SPDX-License-Identifier: BSL-1.0
// expect: \[BW104\] two tools of this agent share one name
// expect: tool_name_is_unique<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifndef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.name = "find"; });
#endif
};
struct two_lookups : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("find"),
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<bw::agent<two_lookups, finder, good::lookup, good::write_note,
                                  good::send_mail>>);
