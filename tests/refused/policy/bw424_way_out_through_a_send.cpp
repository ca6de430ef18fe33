// SPDX-License-Identifier: BSL-1.0
// A send leaves, wherever its declared target lives.
// expect: \[BW424\] untrusted input and sensitive data meet an automatic way out
// expect: no_path_leads_outside<.*message, .*contact, keeper,
#include <sound.hpp>

struct keeper : good::write_note {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.does = bw::effect::send; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
