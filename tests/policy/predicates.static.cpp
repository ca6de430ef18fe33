// SPDX-License-Identifier: BSL-1.0
// The questions that users ask of a declaration in their own static_asserts.
#include "../refused/sound.hpp"

namespace predicate_tests {

using good::desk, good::lookup, good::write_note, good::send_mail;

static_assert(bw::is_sound<good::agent<>> && bw::sound<good::agent<>>);
struct derived_agent : good::agent<> {};
static_assert(bw::is_sound<derived_agent>, "both spellings are judged alike");
static_assert(std::is_same_v<bw::charter_of<derived_agent>, desk>);

static_assert(bw::may_run_unattended<lookup, desk> && !bw::may_run_unattended<send_mail, desk>);
static_assert(bw::waits_for_a_person<send_mail, desk> && !bw::waits_for_a_person<lookup, desk>);
static_assert(bw::unattended<write_note, desk> && !bw::unattended<send_mail, desk>);
static_assert(bw::gated<send_mail, desk> && !bw::gated<lookup, desk>);

struct stranger : lookup {
    static constexpr auto contract =
        good::changed(lookup::contract, [](auto& copy) { copy.name = "stranger"; });
};
static_assert(!bw::may_run_unattended<stranger, desk> && !bw::waits_for_a_person<stranger, desk>,
              "a tool without a row may do nothing");

static_assert(bw::is_never_done<desk>("move_money"));
static_assert(!bw::is_never_done<desk>("send_mail") && !bw::is_never_done<desk>("move_mone"));

static_assert(bw::writes_to<write_note, good::crm> && !bw::writes_to<write_note, good::mail>);
static_assert(!bw::writes_to<lookup, good::crm>, "reading is not writing");
static_assert(bw::touches<lookup, good::contact> && bw::touches<send_mail, good::outbox>);
static_assert(!bw::touches<send_mail, good::contact>);

static_assert(bw::reaches_outside<send_mail, desk> && !bw::reaches_outside<lookup, desk>);
struct shout : write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.does = bw::effect::send; });
};
static_assert(bw::reaches_outside<shout, desk>, "a send leaves, wherever its target lives");

// The predicate of each rule answers about one tool or object, sealed or not.
static_assert(bw::irreversible_action_waits_for_a_person<send_mail, desk>);
static_assert(bw::conditions_name_arguments<stranger, desk>, "no row, no conditions");
static_assert(!bw::tool_has_a_row<stranger, desk>);
static_assert(bw::scope_is_used<good::crm_read, good::agent<>>);
static_assert(bw::queue_has_an_owner<good::leads, good::agent<>>);
inline constexpr bw::queue unused{.name = "unused"};
static_assert(!bw::queue_has_an_owner<unused, good::agent<>>, "also about objects nobody mentions");

// An agent without tools is sound as long as its matrix allows nothing.
struct idle : desk {
    static constexpr bw::rule matrix[] = {bw::never("move_money", {good::pay})};
    static constexpr bw::refs<bw::credential> credentials{};
    static constexpr bw::refs<bw::endorsement> endorsements{};
    static constexpr auto boundary = good::changed(desk::boundary, [](auto& copy) {
        copy.systems = {good::crm, good::llm};
        copy.high_risk = {"move_money"};
    });
};
static_assert(bw::sound<bw::agent<idle>>);

} // namespace predicate_tests
