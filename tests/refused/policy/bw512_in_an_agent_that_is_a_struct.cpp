// SPDX-License-Identifier: BSL-1.0
// expect: \[BW512\] this queue has no deadline
// expect: queue_has_a_deadline<evening, support_agent>
#include <sound.hpp>

inline constexpr auto evening = good::changed(good::leads, [](auto& copy) {
    copy.name = "evening";
#ifdef REFUSED
    copy.answer_within = {};
#endif
});
struct support_agent : good::agent<good::desk_asking<evening>> {};
static_assert(bw::sound<support_agent>);
