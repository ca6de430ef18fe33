// SPDX-License-Identifier: BSL-1.0
// expect: \[BW9..\] this tool is slow: lower its timeout
// expect: tool_is_quick<finder,
#include <sound.hpp>

// [house rule
template <class Tool, class Charter>
constexpr bool tool_is_quick = bw::satisfies<struct quick, Tool, Charter>;
struct quick : bw::rule_about<bw::tool_facts, 901> {
    static constexpr bool holds(const bw::tool_facts& tool) {
        return tool.states->timeout <= bw::seconds(10);
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_is_quick<Tool, Charter>, "[BW901] this tool is slow: lower its timeout");
    };
};
inline constexpr bw::house<quick> bank_rules;
// house rule]

struct bank : good::desk {
    static constexpr bw::regimes under{bw::gdpr, bank_rules};
};
struct finder : good::lookup {
#ifdef REFUSED
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.timeout = bw::minutes(1); });
#endif
};
static_assert(bw::sound<bw::agent<bank, finder, good::write_note, good::send_mail>>);
