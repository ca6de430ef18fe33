// SPDX-License-Identifier: BSL-1.0
// expect: \[BW502\] nobody owns the running process
// expect: runtime_has_an_owner<orphan>
#include <sound.hpp>

struct orphan : good::desk {
#ifdef REFUSED
    static constexpr auto owners =
        good::changed(desk::owners, [](auto& copy) { copy.runtime = nullptr; });
#endif
};
static_assert(bw::sound<good::agent<orphan>>);
