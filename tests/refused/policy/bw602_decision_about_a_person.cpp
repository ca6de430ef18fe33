// SPDX-License-Identifier: BSL-1.0
// expect: \[BW602\] this tool decides about a person unattended
// expect: decision_about_a_person_has_a_basis<keeper,
#include <sound.hpp>

struct keeper : good::write_note {
    static constexpr auto contract = good::changed(write_note::contract, [](auto& copy) {
        copy.decides = bw::decision::about_a_person;
#ifndef REFUSED
        copy.decides_by = bw::decision_basis::explicit_consent;
#endif
    });
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
