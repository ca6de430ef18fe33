// SPDX-License-Identifier: BSL-1.0
// A part under another name is a part that is missing.
// expect: \[BW412\] the boundary is not complete
// expect: boundary_is_stated<hasty>
#include <sound.hpp>

struct hasty : good::desk {
#ifdef REFUSED
    struct boundary; // hides the one of the desk
    static constexpr auto boundry = desk::boundary;
#endif
};
static_assert(bw::sound<good::agent<hasty>>);
