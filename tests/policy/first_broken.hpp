// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../refused/sound.hpp"

/// The code of the rule that an agent's seal would name, or zero when it is sound.
template <class Agent> constexpr int first_broken = [] {
    using inquiry = bw::detail::inquiry<Agent, bw::rules_for<Agent>>;
    if constexpr (inquiry::first.rule == bw::detail::nowhere)
        return 0;
    else
        return boost::mp11::mp_at_c<typename inquiry::rules, inquiry::first.rule>::code;
}();
