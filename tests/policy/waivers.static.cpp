// SPDX-License-Identifier: BSL-1.0
// A waiver silences one rule for one offender, and nothing beside it.
#include "first_broken.hpp"

namespace waiver_tests {

using bw::is_sound;

inline constexpr auto fax = good::changed(good::crm, [](auto& copy) {
    copy.name = "fax";
    copy.authenticated = false;
});
inline constexpr auto telex = good::changed(fax, [](auto& copy) { copy.name = "telex"; });
inline constexpr bw::waiver fax_410{.rule = 410,
                                    .offender = "fax",
                                    .owner = &good::ana,
                                    .reason = "a serial line in a locked room",
                                    .expires = {2027, 3, 31}};
template <int Rule> inline constexpr auto of_rule = good::changed(
    fax_410, [](auto& copy) { copy.rule = Rule; });
inline constexpr auto of_fa = good::changed(fax_410, [](auto& copy) { copy.offender = "fa"; });
inline constexpr auto of_fax2 = good::changed(fax_410, [](auto& copy) { copy.offender = "fax2"; });
inline constexpr auto of_case = good::changed(fax_410, [](auto& copy) { copy.offender = "Fax"; });
inline constexpr auto of_all = good::changed(fax_410, [](auto& copy) { copy.offender = ""; });
inline constexpr auto of_star = good::changed(fax_410, [](auto& copy) { copy.offender = "*"; });
inline constexpr auto telex_410 = good::changed(
    fax_410, [](auto& copy) { copy.offender = "telex"; });

template <const bw::system& System, const bw::waiver&... Waivers>
struct desk : good::desk_beside<System> {
    static constexpr bw::refs<bw::waiver> waivers{Waivers...};
};
template <const bw::system& System, const bw::waiver&... Waivers>
using agent = good::agent<desk<System, Waivers...>>;

static_assert(first_broken<agent<fax>> == 410);
static_assert(is_sound<agent<fax, fax_410>>);
static_assert(first_broken<agent<telex, fax_410>> == 410, "another offender stays one");
static_assert(first_broken<agent<fax, of_rule<411>>> == 410, "another rule stays broken");
static_assert(first_broken<agent<fax, of_fa>> == 410, "not by prefix");
static_assert(first_broken<agent<fax, of_fax2>> == 410);
static_assert(first_broken<agent<fax, of_case>> == 410, "not in another case");
static_assert(first_broken<agent<fax, of_all>> == 410 && first_broken<agent<fax, of_star>> == 410,
              "not for everything");
static_assert(first_broken<agent<good::crm, fax_410>> == 704, "nothing left to silence");
static_assert(first_broken<agent<fax, fax_410, of_rule<411>>> == 704, "one of two may be stale");
static_assert(first_broken<agent<fax, fax_410, telex_410>> == 704);
static_assert(is_sound<agent<fax, fax_410, fax_410>>, "twice the same is once");

// Rules about the matrix, names and waivers stay, whatever a waiver says.
static_assert(first_broken<agent<fax, of_rule<106>>> == 703);
static_assert(first_broken<agent<fax, of_rule<116>>> == 703);
static_assert(first_broken<agent<fax, of_rule<704>>> == 703);
static_assert(first_broken<agent<fax, of_rule<0>>> == 703);

// An offender that breaks two rules needs two waivers.
inline constexpr auto plain_fax = good::changed(
    fax, [](auto& copy) { copy.reached_by = bw::transport::plain; });
static_assert(first_broken<agent<plain_fax, fax_410>> == 411);
static_assert(is_sound<agent<plain_fax, fax_410, of_rule<411>>>);

// A tool goes by its declared name, a rule about the charter by the agent's name.
struct keeper : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.high_impact = true; });
};
inline constexpr auto note_205 = good::changed(fax_410, [](auto& copy) {
    copy.rule = 205;
    copy.offender = "write_note";
});
template <const bw::waiver&... Waivers> struct noting : good::desk {
    static constexpr bw::refs<bw::waiver> waivers{Waivers...};
};
template <const bw::waiver&... Waivers>
using noting_agent = bw::agent<noting<Waivers...>, good::lookup, keeper, good::send_mail>;
static_assert(first_broken<noting_agent<>> == 205 && is_sound<noting_agent<note_205>>);
static_assert(is_sound<good::agent<good::desk_waiving<good::no_witness_yet>>>);

// The predicate keeps telling the truth: a waiver silences the seal, not the finding.
static_assert(!bw::system_is_authenticated<fax, agent<fax, fax_410>>);
static_assert(!bw::high_impact_action_waits_for_a_person<keeper, noting<note_205>>);

} // namespace waiver_tests
