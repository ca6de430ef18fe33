// SPDX-License-Identifier: BSL-1.0
// expect: \[BW609\] health data is not held to the minimum necessary
// expect: minimum_necessary_is_stated<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
    copy.sensitivity = bw::level::health;
#ifndef REFUSED
    copy.readers = {good::ana};
#endif
});
static_assert(bw::sound<good::agent<good::under_hipaa<good::desk_seeing<fax>>>>);
