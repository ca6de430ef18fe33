// SPDX-License-Identifier: BSL-1.0
// The account server knows a scope by its name: a second object would let a never scope be granted.
// expect: \[BW116\] this object has no name, or the name of another one
// expect: name_is_taken_once<.*pay,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::scope ledger{"ledger:pay"};
#else
inline constexpr bw::scope ledger{"mail:send"};
#endif
inline constexpr auto sender =
    good::changed(good::sender, [](auto& copy) { copy.grants = {ledger}; });
struct mailer : good::send_mail {
    static constexpr auto contract =
        good::changed(send_mail::contract, [](auto& copy) { copy.needs = {ledger}; });
    good::done operator()(const good::text&, bw::lease<ledger>) const;
};
static_assert(bw::sound<bw::agent<good::desk_holding<good::reader, sender>, good::lookup,
                                  good::write_note, mailer>>);
