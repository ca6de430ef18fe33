// SPDX-License-Identifier: BSL-1.0
// What a tool takes, gives and asks for, deduced from its call operator.
#include "../refused/sound.hpp"

namespace signature_tests {

using good::crm_read, good::done, good::note_write, good::query;

template <class Tool> constexpr bool reads_query = std::is_same_v<bw::arguments_of<Tool>, query>;
template <class Tool> constexpr std::size_t leases = bw::leases_of<Tool>.size();

struct by_reference { done operator()(const query&, bw::lease<crm_read>) const; };
struct by_value { done operator()(query, bw::lease<crm_read>) const; };
struct not_const { done operator()(const query&, bw::lease<crm_read>); };
struct no_throw { done operator()(const query&, bw::lease<crm_read>) const noexcept; };
struct no_throw_not_const { done operator()(query&&, bw::lease<crm_read>) noexcept; };
static_assert(reads_query<by_reference> && leases<by_reference> == 1);
static_assert(reads_query<by_value> && leases<by_value> == 1);
static_assert(reads_query<not_const> && leases<not_const> == 1);
static_assert(reads_query<no_throw> && leases<no_throw> == 1);
static_assert(reads_query<no_throw_not_const> && leases<no_throw_not_const> == 1);
static_assert(bw::leases_of<by_reference>.contains(crm_read));
static_assert(std::is_same_v<bw::result_of<by_value>, done>);

struct no_leases { done operator()(const query&) const; };
struct two_leases { done operator()(query, bw::lease<note_write>, bw::lease<crm_read>) const; };
static_assert(reads_query<no_leases> && leases<no_leases> == 0);
static_assert(leases<two_leases> == 2 && bw::leases_of<two_leases>.at[0] == &note_write);

// What cannot be read is not guessed: bw111 refuses it.
struct nothing {};
struct no_arguments { done operator()() const; };
struct a_lease_by_reference { done operator()(query, const bw::lease<crm_read>&) const; };
struct lease_first { done operator()(bw::lease<crm_read>, query) const; };
struct overloaded { done operator()(query) const; done operator()(int) const; };
struct generic { done operator()(auto) const; };
struct undescribed { struct raw { int amount; }; done operator()(raw) const; };
struct text { done operator()(std::string) const; };
template <class Tool> constexpr bool readable = bw::tool_in<Tool, good::desk>.readable;
static_assert(readable<by_reference> && readable<no_throw_not_const> && readable<no_leases>);
static_assert(!readable<nothing> && !readable<no_arguments> && !readable<a_lease_by_reference>);
static_assert(!readable<lease_first> && !readable<overloaded> && !readable<generic>);
static_assert(!readable<undescribed> && !readable<text>);

// A derived tool keeps the operator of its base, or hides it.
struct derived : by_reference {};
struct hidden : by_reference { done operator()(const query&, bw::lease<note_write>) const; };
static_assert(reads_query<derived> && leases<derived> == 1);
static_assert(bw::leases_of<hidden>.contains(note_write) && leases<hidden> == 1);

// Leases and needs are compared as sets: an equal count is not enough.
struct doubled : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.needs = {note_write, crm_read}; });
    done operator()(const good::text&, bw::lease<note_write>, bw::lease<note_write>) const;
};
static_assert(!bw::leases_equal_needs<doubled, good::desk>);
static_assert(bw::leases_equal_needs<good::write_note, good::desk>);

} // namespace signature_tests
