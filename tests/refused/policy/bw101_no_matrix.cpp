// SPDX-License-Identifier: BSL-1.0
// expect: \[BW101\] this charter has no action matrix
// expect: charter_has_a_matrix<listless>
#include <sound.hpp>

struct listless : good::desk {
#ifdef REFUSED
    struct matrix; // hides the one of the desk
#endif
};
static_assert(bw::sound<good::agent<listless>>);
