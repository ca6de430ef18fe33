// SPDX-License-Identifier: BSL-1.0
// expect: \[BW426\] anyone can set off this automatic effect
// expect: anonymous_trigger_sets_off_no_effect<.*write_note,
#include <sound.hpp>

struct open_office : good::back_office {
#ifdef REFUSED
    static constexpr auto boundary = good::changed(
        back_office::boundary, [](auto& copy) { copy.trigger_authenticated = false; });
#endif
};
static_assert(bw::sound<good::office_agent<open_office>>);
