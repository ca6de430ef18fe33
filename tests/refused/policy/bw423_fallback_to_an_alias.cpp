// SPDX-License-Identifier: BSL-1.0
// expect: \[BW423\] the fallback of the model is not declared
// expect: model_fallback_is_declared<oracle>
#include <sound.hpp>

inline constexpr auto second = good::changed(good::desk::model, [](auto& copy) {
    copy.name = "second-model";
#ifdef REFUSED
    copy.version = "stable";
#endif
});
struct oracle : good::desk {
    static constexpr auto model = good::changed(desk::model, [](auto& copy) {
        copy.on_failure = bw::fallback::other_model;
        copy.falls_back_to = &second;
    });
};
static_assert(bw::sound<good::agent<oracle>>);
