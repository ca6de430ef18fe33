// SPDX-License-Identifier: BSL-1.0
// expect: \[BW214\] an automatic write sets off a stronger automation
// expect: write_sets_off_nothing_stronger<keeper,
#include <sound.hpp>

inline constexpr auto board = good::changed(good::crm, [](auto& copy) {
    copy.name = "board";
#ifdef REFUSED
    copy.trigger = "mails every subscriber";
    copy.sets_off = bw::reversibility::irreversible;
#endif
});
struct keeper : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.writes = {good::record_in<board>}; });
};
static_assert(bw::sound<bw::agent<good::desk_beside<board>, good::lookup, keeper,
                                  good::send_mail>>);
