// SPDX-License-Identifier: BSL-1.0
// expect: \[BW430\] this memory keeps untrusted or mixed content
// expect: memory_keeps_no_untrusted_content<diary,
#include <sound.hpp>

inline constexpr bw::memory diary{.name = "diary",
#ifdef REFUSED
                                  .lasts = bw::memory_span::global,
#else
                                  .lasts = bw::memory_span::user,
#endif
                                  .holds = {good::contact}};
struct mindful : good::desk {
    static constexpr bw::refs<bw::memory> memories{diary};
};
static_assert(bw::sound<good::agent<mindful>>);
