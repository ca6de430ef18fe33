// SPDX-License-Identifier: BSL-1.0
// expect: \[BW517\] an approver of this queue also starts runs
// expect: approver_is_not_the_requester<.*leads,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::person clerk{"Ben, clerk", "Ben@example.com"};
#else
inline constexpr bw::person clerk{"Dora Kim", "dora@example.com"};
#endif
struct counter : good::desk {
    static constexpr auto boundary =
        good::changed(desk::boundary, [](auto& copy) { copy.requesters = {clerk}; });
};
static_assert(bw::sound<good::agent<counter>>);
