// SPDX-License-Identifier: BSL-1.0
// expect: \[BW9..\] this agent may take more than fifty steps: lower budget.steps
// expect: agent_is_modest<bank>
#include <sound.hpp>

template <class Charter> constexpr bool agent_is_modest = bw::kept_by<struct modest, Charter>;
struct modest : bw::rule_about<bw::charter_subject, 903> {
    static constexpr bool holds(const bw::charter_subject& charter) {
        return charter.is->budget->steps <= 50;
    }
    template <class Charter> struct require {
        static_assert(agent_is_modest<Charter>,
                      "[BW903] this agent may take more than fifty steps: lower budget.steps");
    };
};
inline constexpr bw::house<modest> bank_rules;

struct bank : good::desk {
#ifdef REFUSED
    static constexpr auto budget =
        good::changed(desk::budget, [](auto& copy) { copy.steps = 51; });
#endif
    static constexpr bw::regimes under{bw::gdpr, bank_rules};
};
static_assert(bw::sound<good::agent<bank>>);
