// SPDX-License-Identifier: BSL-1.0
// expect: \[BW408\] the boundary lists a system that nothing touches
// expect: boundary_lists_what_is_touched<archive,
#include <sound.hpp>

inline constexpr auto archive =
    good::changed(good::crm, [](auto& copy) { copy.name = "archive"; });
struct wide : good::desk_beside<archive> {
#ifdef REFUSED
    static constexpr auto model = desk::model;
#endif
};
static_assert(bw::sound<good::agent<wide>>);
