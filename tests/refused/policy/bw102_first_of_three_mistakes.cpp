// SPDX-License-Identifier: BSL-1.0
// One error at a time: the identity comes before the rate limit, the rate limit before the pause.
// expect: \[BW102\] this charter does not say whose it is
// expect: charter_names_its_agent<careless>
#include <sound.hpp>

#ifdef REFUSED
struct careless : good::desk {
    struct identity;
    struct pause;
};
struct finder : good::lookup {
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.limit = {}; });
};
#else
struct careless : good::desk {};
struct finder : good::lookup {};
#endif
static_assert(bw::sound<bw::agent<careless, finder, good::write_note, good::send_mail>>);
