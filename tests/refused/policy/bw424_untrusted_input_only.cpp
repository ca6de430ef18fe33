// SPDX-License-Identifier: BSL-1.0
// The model is shown nothing untrusted, but the boundary takes it in: that counts.
// expect: \[BW424\] untrusted input and sensitive data meet an automatic way out
// expect: no_path_leads_outside<.*message, .*contact, surfer,
#include <sound.hpp>

inline constexpr auto web = good::changed(good::mail, [](auto& copy) { copy.name = "web"; });
inline constexpr auto rates = good::changed(good::note, [](auto& copy) {
    copy.name = "exchange.rates";
    copy.home = &web;
});
struct surfer : good::search {
    static constexpr auto contract = good::changed(
        search::contract, [](auto& copy) {
            copy.reads = {rates};
            copy.output = bw::trust::untrusted;
        });
};
struct office : good::back_office {
    static constexpr auto boundary = good::changed(back_office::boundary, [](auto& copy) {
        copy.systems = {good::crm, good::mail, good::llm, web};
#ifdef REFUSED
        copy.inputs = {good::message};
#endif
    });
    static constexpr bw::refs<bw::endorsement> endorsements{good::notes_vouched};
};
static_assert(bw::sound<bw::agent<office, surfer, good::write_note, good::send_mail>>);
