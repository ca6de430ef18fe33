// SPDX-License-Identifier: BSL-1.0
// Names are found by a cheap key and decided by their text, or by the address of their object.
#include "first_broken.hpp"

namespace name_tests {

using bw::detail::key_of;
using bw::detail::name_table;
using bw::detail::nowhere;

// Words whose FNV-1a keys are known to be equal, two by two.
constexpr std::string_view names[] = {"costarring", "liquid",
                                      "declinate", "short"};
static_assert(key_of(names[0]) == key_of(names[1]));
static_assert(key_of(names[2]) == key_of("macallums"));
static_assert(key_of(names[0]) != key_of(names[3]));

constexpr auto table = [] {
    name_table<4> filled;
    for (std::size_t i = 0; i < 4; ++i) filled.insert(names[i], i);
    return filled;
}();
constexpr std::size_t find(std::string_view name) {
    return table.index().find(name, [&](std::size_t at) { return names[at] == name; });
}
static_assert(find(names[0]) == 0 && find(names[1]) == 1 && find(names[2]) == 2);
static_assert(find("short") == 3 && find("shorter") == nowhere);
static_assert(find("macallums") == nowhere, "the key alone decides nothing");
static_assert(bw::detail::name_index{}.find("short", [](std::size_t) { return true; }) == nowhere);
static_assert(name_table<0>{}.index().find("x", [](std::size_t) { return true; }) == nowhere);

// The same key in a charter: rows, tools and data of colliding names are told apart.
inline constexpr auto first = good::changed(
    good::contact, [](auto& copy) { copy.name = "costarring"; });
inline constexpr auto second = good::changed(
    good::contact, [](auto& copy) { copy.name = "liquid"; });
struct look_1 : good::lookup {
    static constexpr auto contract = good::changed(lookup::contract, [](auto& copy) {
        copy.name = "altarage";
        copy.reads = {first};
    });
};
struct look_2 : good::lookup {
    static constexpr auto contract = good::changed(lookup::contract, [](auto& copy) {
        copy.name = "zinke";
        copy.reads = {second};
    });
};
static_assert(key_of(look_1::contract.name) == key_of(look_2::contract.name));
template <bool BothRows> struct desk : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("altarage"),
        BothRows ? bw::automatic("zinke")
                 : bw::automatic("look_c_customer_record"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};
template <bool BothRows>
using agent = bw::agent<desk<BothRows>, look_1, look_2, good::write_note, good::send_mail>;
static_assert(bw::is_sound<agent<true>>);
static_assert(first_broken<agent<false>> == 106, "a colliding row is no row");

// One name, two objects: refused for each kind of object (bw116).
inline constexpr auto other_crm = good::changed(good::crm, [](auto&) {});
inline constexpr auto other_note = good::changed(good::note, [](auto&) {});
inline constexpr auto other_reader = good::changed(
    good::sender, [](auto& copy) { copy.name = "desk-reader"; });
inline constexpr auto other_leads = good::changed(good::leads, [](auto&) {});
inline constexpr bw::scope other_pay{"ledger:pay"};
inline constexpr bw::person other_ana{"Ana Lind", "lind@example.com"};
inline constexpr bw::memory short_term{.name = "notes", .lasts = bw::memory_span::session},
    long_term{.name = "notes", .lasts = bw::memory_span::session};
inline constexpr auto other_partner = good::changed(good::partner, [](auto&) {});
inline constexpr auto nameless = good::changed(good::note, [](auto& copy) { copy.name = ""; });

struct two_queues : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"), bw::approval("write_note", good::leads),
        bw::approval("send_mail", other_leads), bw::never("move_money", {good::pay})};
};
struct two_pays : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"), bw::automatic("write_note"),
        bw::approval("send_mail", good::leads), bw::never("move_money", {good::pay}),
        bw::never("move_more_money", {other_pay})};
};
struct two_memories : good::desk {
    static constexpr bw::refs<bw::memory> memories{short_term, long_term};
};
struct one_memory_twice : good::desk {
    static constexpr bw::refs<bw::memory> memories{short_term, short_term};
};
struct two_partners : good::desk {
    static constexpr bw::refs<bw::delegate> delegates{good::partner, other_partner};
};
static_assert(first_broken<good::agent<good::desk_beside<other_crm>>> == 116);
static_assert(first_broken<good::agent<good::desk_seeing<other_note>>> == 116);
static_assert(first_broken<good::agent<good::desk_seeing<nameless>>> == 116);
static_assert(first_broken<good::agent<good::desk_holding<good::reader, other_reader>>> == 116);
static_assert(first_broken<good::agent<good::desk_of<other_ana>>> == 116);
static_assert(first_broken<good::agent<two_queues>> == 116);
static_assert(first_broken<good::agent<two_pays>> == 116);
static_assert(first_broken<good::agent<two_memories>> == 116);
static_assert(first_broken<good::agent<two_partners>> == 116);
static_assert(first_broken<good::agent<one_memory_twice>> == 0, "one object may be listed twice");
static_assert(!bw::name_is_taken_once<other_crm, good::agent<good::desk_beside<other_crm>>>);
static_assert(bw::name_is_taken_once<good::crm, good::agent<good::desk_beside<other_crm>>>);

// Objects of different kinds may share a name.
inline constexpr auto desk_system = good::changed(
    good::crm, [](auto& copy) { copy.name = "desk-reader"; });
static_assert(bw::is_sound<good::agent<good::desk_beside<desk_system>>>);

} // namespace name_tests
