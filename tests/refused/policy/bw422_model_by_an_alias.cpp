// SPDX-License-Identifier: BSL-1.0
// expect: \[BW422\] the model version is not pinned
// expect: model_version_is_pinned<oracle>
#include <sound.hpp>

struct oracle : good::desk {
#ifdef REFUSED
    static constexpr auto model =
        good::changed(desk::model, [](auto& copy) { copy.version = "latest"; });
#endif
};
static_assert(bw::sound<good::agent<oracle>>);
