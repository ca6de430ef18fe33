// SPDX-License-Identifier: BSL-1.0
// What is gathered about an agent: each object once, with everything that touches it.
#include "../refused/sound.hpp"

namespace fact_tests {

template <class Facts, class Object>
constexpr const Facts* about(bw::list_view<Facts> all, const Object& object) {
    for (const Facts& each : all)
        if (each.is == &object) return &each;
    return nullptr;
}
constexpr const bw::agent_facts& facts = bw::facts_of<good::agent<>>;

// message is an input, before the model and read by a tool: one fact with three marks.
static_assert(facts.data.size() == 4);
static_assert(facts.data[0].is == &good::message, "in the order in which they were first met");
static_assert(facts.data[0].is_input && facts.data[0].is_seen && facts.data[0].is_read);
static_assert(!facts.data[0].is_written && !facts.data[0].is_remembered);
static_assert(about(facts.data, good::contact)->is_seen);
static_assert(about(facts.data, good::outbox)->is_written);
static_assert(!about(facts.data, good::outbox)->is_in_context(), "it is only written");

static_assert(facts.people.size() == 4, "ana holds five duties and is one person");
static_assert(about(facts.people, good::carla) != about(facts.people, good::ops));

static_assert(facts.systems.size() == 3 && facts.queues.size() == 1);
static_assert(about(facts.systems, good::crm)->is_home);
static_assert(about(facts.systems, good::crm)->is_touched);
static_assert(about(facts.systems, good::llm)->is_touched, "by the model");
static_assert(!about(facts.systems, good::llm)->is_home);
static_assert(about(facts.systems, good::llm)->gets_personal, "the contact is shown to the model");
static_assert(about(facts.systems, good::mail)->gets_personal);
static_assert(!about(facts.systems, good::mail)->gets_health);

static_assert(facts.scopes.size() == 4);
static_assert(about(facts.scopes, good::crm_read)->granted_by == &good::reader);
static_assert(about(facts.scopes, good::crm_read)->is_needed);
static_assert(about(facts.scopes, good::pay)->is_needed_by_never);
static_assert(!about(facts.scopes, good::pay)->granted_by);

static_assert(facts.credentials.size() == 2);
static_assert(about(facts.credentials, good::reader)->serves_automatic);
static_assert(!about(facts.credentials, good::reader)->serves_gated);
static_assert(about(facts.credentials, good::sender)->serves_gated);

// Tools and rows are found by name.
static_assert(facts.tool_named("lookup")->states == &good::lookup::contract);
static_assert(facts.tool_named("look") == nullptr && facts.tool_named("") == nullptr);
static_assert(facts.count_tools_named("lookup") == 1);
static_assert(facts.charter.row_named("move_money")->verdict == bw::bucket::never);
static_assert(facts.charter.count_rows_named("send_mail") == 1);

// What a tool reads comes before the model, whether `sees` lists it or not.
struct blindfolded : good::desk {
    static constexpr auto model = good::changed(desk::model, [](auto& copy) { copy.sees = {}; });
};
constexpr const bw::agent_facts& blind = bw::facts_of<good::agent<blindfolded>>;
static_assert(!about(blind.data, good::contact)->is_seen);
static_assert(about(blind.data, good::contact)->is_in_context());
static_assert(about(blind.systems, good::llm)->gets_personal);

// A memory and a fallback model count too.
inline constexpr auto diary_entry = good::changed(
    good::contact, [](auto& copy) { copy.name = "diary.entry"; });
inline constexpr bw::memory diary{
    .name = "diary", .lasts = bw::memory_span::user, .holds = {diary_entry}};
inline constexpr auto second_llm = good::changed(
    good::llm, [](auto& copy) { copy.name = "second-llm"; });
inline constexpr bw::model second{
    .name = "second", .provider = &second_llm, .version = "2026-05-01", .sees = {good::note}};
struct mindful : good::desk {
    static constexpr bw::refs<bw::memory> memories{diary};
    static constexpr auto model = good::changed(desk::model, [](auto& copy) {
        copy.on_failure = bw::fallback::other_model;
        copy.falls_back_to = &second;
    });
};
constexpr const bw::agent_facts& mind = bw::facts_of<good::agent<mindful>>;
static_assert(about(mind.data, diary_entry)->is_remembered);
static_assert(about(mind.data, good::note)->is_seen && about(mind.data, good::note)->is_written);
static_assert(about(mind.systems, second_llm)->is_touched);
static_assert(about(mind.systems, second_llm)->gets_personal);
static_assert(!about(mind.systems, second_llm)->in_boundary, "so bw407 asks for it");
static_assert(!bw::is_sound<good::agent<mindful>>);

} // namespace fact_tests
