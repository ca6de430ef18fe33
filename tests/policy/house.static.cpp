// SPDX-License-Identifier: BSL-1.0
// A user's own rules: any kind of subject, any of the four shapes of `holds`, waived like the rest.
#include "first_broken.hpp"

namespace house_tests {

// Rules that hold for the desk, and one that breaks, for each kind of subject.
template <int Code, bool Holds> struct about_tools : bw::rule_about<bw::tool_facts, Code> {
    static constexpr bool holds(const bw::tool_facts& tool, const bw::agent_facts&) {
        return Holds || tool.states->name != "send_mail";
    }
};
template <int Code, bool Holds> struct about_rows : bw::rule_about<bw::rule, Code> {
    static constexpr bool holds(const bw::rule& row) { return Holds || row.tool != "move_money"; }
};
template <int Code, bool Holds> struct about_data : bw::rule_about<bw::data_facts, Code> {
    static constexpr bool holds(const bw::data_class& data) {
        return Holds || data.name != "case.note";
    }
};
template <int Code, bool Holds>
struct about_people : bw::rule_about<bw::object_facts<bw::person>, Code> {
    static constexpr bool holds(const bw::object_facts<bw::person>& person,
                                const bw::charter_facts&) {
        return Holds || person.is != &good::carla;
    }
};
template <int Code, bool Holds>
struct about_the_charter : bw::rule_about<bw::charter_subject, Code> {
    static constexpr bool holds(const bw::charter_subject&, const bw::charter_facts&) {
        return Holds;
    }
};

template <class... Rules> inline constexpr bw::house<Rules...> house{};
template <class... Rules> struct bank : good::desk {
    static constexpr bw::regimes under{bw::gdpr, house<Rules...>};
};

// The offender alone, without the sentence: `is_sound` would instantiate `require`.
template <class Rule> constexpr bool breaks =
    bw::detail::offender_of<Rule, good::agent<bank<Rule>>> != bw::detail::nowhere;
static_assert(!breaks<about_tools<901, true>> && breaks<about_tools<901, false>>);
static_assert(!breaks<about_rows<902, true>> && breaks<about_rows<902, false>>);
static_assert(!breaks<about_data<903, true>> && breaks<about_data<903, false>>);
static_assert(!breaks<about_people<904, true>> && breaks<about_people<904, false>>);
static_assert(!breaks<about_the_charter<905, true>> && breaks<about_the_charter<905, false>>);

template <class... Rules> constexpr int broken = first_broken<good::agent<bank<Rules...>>>;
static_assert(broken<about_tools<901, true>, about_rows<902, true>> == 0);
static_assert(broken<about_tools<901, true>, about_rows<902, false>> == 902);
static_assert(broken<about_rows<902, false>, about_tools<901, false>> == 902, "in their own order");

// Codes of a house lie between 901 and 999, each once.
static_assert(broken<about_tools<900, true>> == 900 && broken<about_tools<1000, true>> == 900);
static_assert(broken<about_tools<424, true>> == 900, "nobody replaces a built-in rule");
static_assert(broken<about_tools<901, true>, about_rows<901, true>> == 900);
static_assert(broken<about_tools<999, true>> == 0);

// Two houses add up, also behind a reference.
struct two_houses : good::desk {
    static constexpr bw::regimes under{house<about_tools<901, true>>, bw::gdpr,
                                       house<about_data<903, false>>};
};
inline constexpr bw::regimes shared{bw::gdpr, house<about_data<903, false>>};
struct behind_a_reference : good::desk {
    static constexpr const auto& under = shared;
};
static_assert(first_broken<good::agent<two_houses>> == 903);
static_assert(first_broken<good::agent<behind_a_reference>> == 903);

// A house rule is waived by its code and the offender's name.
inline constexpr auto accepted = good::changed(good::no_witness_yet, [](auto& copy) {
    copy.rule = 903;
    copy.offender = "case.note";
});
struct waived : two_houses {
    static constexpr bw::refs<bw::waiver> waivers{accepted};
};
static_assert(first_broken<good::agent<waived>> == 0);

} // namespace house_tests
