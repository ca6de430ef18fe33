// SPDX-License-Identifier: BSL-1.0
// expect: \[BW412\] the boundary is not complete
// expect: boundary_is_stated<endless>
#include <sound.hpp>

struct endless : good::desk {
#ifdef REFUSED
    static constexpr auto boundary =
        good::changed(desk::boundary, [](auto& copy) { copy.output = ""; });
#endif
};
static_assert(bw::sound<good::agent<endless>>);
