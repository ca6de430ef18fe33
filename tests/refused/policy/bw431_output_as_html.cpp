// SPDX-License-Identifier: BSL-1.0
// expect: \[BW431\] the output may load remote content
// expect: output_renders_nothing_remote<colourful>
#include <sound.hpp>

struct colourful : good::desk {
#ifdef REFUSED
    static constexpr auto boundary =
        good::changed(desk::boundary, [](auto& copy) { copy.renders = bw::rendering::html; });
#endif
};
static_assert(bw::sound<good::agent<colourful>>);
