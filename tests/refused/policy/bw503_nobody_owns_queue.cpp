// SPDX-License-Identifier: BSL-1.0
// expect: \[BW503\] nobody owns the exception queue
// expect: exceptions_have_an_owner<orphan>
#include <sound.hpp>

struct orphan : good::desk {
#ifdef REFUSED
    static constexpr auto owners =
        good::changed(desk::owners, [](auto& copy) { copy.queue = nullptr; });
#endif
};
static_assert(bw::sound<good::agent<orphan>>);
