// SPDX-License-Identifier: BSL-1.0
// expect: \[BW215\] a run of this agent has no limit
// expect: run_has_a_budget<spender>
#include <sound.hpp>

struct spender : good::desk {
#ifdef REFUSED
    static constexpr auto budget =
        good::changed(desk::budget, [](auto& copy) { copy.cost = {}; });
#endif
};
static_assert(bw::sound<good::agent<spender>>);
