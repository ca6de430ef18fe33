// SPDX-License-Identifier: BSL-1.0
// expect: \[BW423\] the fallback of the model is not declared
// expect: model_fallback_is_declared<oracle>
#include <sound.hpp>

struct oracle : good::desk {
#ifdef REFUSED
    static constexpr auto model = good::changed(
        desk::model, [](auto& copy) { copy.on_failure = bw::fallback::other_model; });
#endif
};
static_assert(bw::sound<good::agent<oracle>>);
