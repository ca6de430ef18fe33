// SPDX-License-Identifier: BSL-1.0
// expect: \[BW421\] this charter names no model
// expect: model_is_declared<oracle>
#include <sound.hpp>

struct oracle : good::desk {
#ifdef REFUSED
    static constexpr auto model =
        good::changed(desk::model, [](auto& copy) { copy.provider = nullptr; });
    static constexpr auto boundary =
        good::changed(desk::boundary, [](auto& copy) { copy.systems = {good::crm, good::mail}; });
#endif
};
static_assert(bw::sound<good::agent<oracle>>);
