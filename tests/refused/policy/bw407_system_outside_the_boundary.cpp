// SPDX-License-Identifier: BSL-1.0
// expect: \[BW407\] this system is touched but is not in the boundary
// expect: system_is_inside_the_boundary<archive,
#include <sound.hpp>

inline constexpr auto archive =
    good::changed(good::crm, [](auto& copy) { copy.name = "archive"; });
struct narrow : good::desk_beside<archive> {
#ifdef REFUSED
    static constexpr auto boundary = desk::boundary;
#endif
};
static_assert(bw::sound<good::agent<narrow>>);
