// SPDX-License-Identifier: BSL-1.0
// expect: \[BW105\] a tool name must match
// expect: tool_name_fits_every_vendor<finder,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr std::string_view its_name = "look up";
#else
inline constexpr std::string_view its_name = "look_up";
#endif
struct finder : good::lookup {
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.name = its_name; });
};
struct desk : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic(its_name),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<bw::agent<desk, finder, good::write_note, good::send_mail>>);
