// SPDX-License-Identifier: BSL-1.0
// expect: \[BW421\] this charter names no model
// expect: model_is_declared<thoughtless>
#include <sound.hpp>

struct thoughtless : good::desk {
#ifdef REFUSED
    struct model; // hides the one of the desk
#endif
};
static_assert(bw::sound<good::agent<thoughtless>>);
