// SPDX-License-Identifier: BSL-1.0
// expect: \[BW604\] the record of processing lacks a part
// expect: record_of_processing_is_complete<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.subjects = "";
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
