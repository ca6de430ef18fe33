// SPDX-License-Identifier: BSL-1.0
// expect: \[BW424\] untrusted input and sensitive data meet an automatic way out
// expect: no_path_leads_outside<.*message, .*contact, surfer,
#include <sound.hpp>

inline constexpr auto web = good::changed(good::mail, [](auto& copy) { copy.name = "web"; });
inline constexpr auto page = good::changed(good::message, [](auto& copy) {
    copy.name = "web.page";
    copy.home = &web;
});
struct surfer : good::lookup {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        lookup::contract, [](auto& copy) { copy.reads = {good::contact, page}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk_beside<web>, surfer, good::write_note,
                                  good::send_mail>>);
