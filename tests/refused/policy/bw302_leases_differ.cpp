// SPDX-License-Identifier: BSL-1.0
// expect: \[BW302\] the leases of the call operator differ from needs
// expect: leases_equal_needs<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract = good::changed(
        lookup::contract, [](auto& copy) { copy.needs = {good::crm_read, good::note_write}; });
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
