// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/argument_facts.hpp>
#include <bailiwick/policy/charter_facts.hpp>
#include <bailiwick/policy/detail/members.hpp>
#include <bailiwick/policy/signature.hpp>

#include <boost/mp11/algorithm.hpp>

#include <type_traits>

namespace bailiwick {

/// A tool as the rules read it: its contract, its row, its signature.
struct tool_facts {
    const contract* states = nullptr;
    const rule* row = nullptr;
    bool readable = false; ///< its call operator takes one described struct and leases
    const refs<scope>* leases = nullptr;
    list_view<argument_facts> arguments{};
    list_view<argument_facts> results{};
    bool fields_match = true; ///< every stated field is a member

    constexpr bool runs_unattended() const { return row && row->verdict == bucket::automatic; }
    constexpr bool waits_for_a_person() const { return row && row->verdict == bucket::approval; }
    constexpr bool is_live() const { return runs_unattended() || waits_for_a_person(); }
    constexpr bool is_effectful() const { return bailiwick::is_effectful(states->does); }
    constexpr const argument_facts* argument_named(std::string_view name) const {
        for (const argument_facts& each : arguments)
            if (each.name == name) return &each;
        return nullptr;
    }
    /// Whether a call touches a system outside the agent's own zone.
    constexpr bool reaches_outside() const {
        for (const data_class* each : states->reads)
            if (each->home && each->home->where != zone::inside) return true;
        return writes_outside();
    }
    /// Whether something leaves: a send does, wherever its declared target lives.
    constexpr bool writes_outside() const {
        if (states->does == effect::send || states->does == effect::delegate) return true;
        for (const data_class* each : states->writes)
            if (each->home && each->home->where != zone::inside) return true;
        return false;
    }
    constexpr bool reads_outside_or_untrusted() const {
        for (const data_class* each : states->reads)
            if (each->untrusted || (each->home && each->home->where != zone::inside)) return true;
        return false;
    }
    constexpr bool carries_text() const {
        for (const argument_facts& each : arguments)
            if (each.carries_text()) return true;
        return !readable;
    }
};

namespace detail {

/// The kind of a value: text is what has a `c_str`, a list what has a `push_back`.
template <class Value> constexpr argument_kind kind_of_value() {
    if constexpr (std::is_same_v<Value, bool>)
        return argument_kind::flag;
    else if constexpr (std::is_arithmetic_v<Value>)
        return argument_kind::number;
    else if constexpr (std::is_enum_v<Value>)
        return argument_kind::choice;
    else if constexpr (is_described<Value>)
        return argument_kind::object;
    else if constexpr (requires(const Value& value) { value.c_str(); })
        return argument_kind::text;
    else if constexpr (requires(Value& value, typename Value::value_type one) {
                           value.push_back(one);
                       })
        return argument_kind::list;
    else
        return argument_kind::other;
}

template <class Struct> constexpr list_view<argument_facts> arguments_of_struct();

template <class Enum> inline constexpr auto choices_of = [] {
    using enumerators = boost::describe::describe_enumerators<Enum>;
    struct {
        std::string_view at[boost::mp11::mp_size<enumerators>::value + 1] = {};
        constexpr list_view<std::string_view> all() const {
            return {at, sizeof(at) / sizeof(at[0]) - 1};
        }
    } list;
    std::size_t next = 0;
    boost::mp11::mp_for_each<enumerators>([&](auto each) { list.at[next++] = each.name; });
    return list;
}();

template <class Value>
constexpr argument_facts argument_of(std::string_view name, const field& stated) {
    if constexpr (requires(const Value& value) { value.has_value(); }) {
        argument_facts facts = argument_of<typename Value::value_type>(name, stated);
        facts.is_optional = true;
        return facts;
    } else {
        argument_facts facts{.name = name,
                             .kind = kind_of_value<Value>(),
                             .says = stated.says,
                             .min = stated.min,
                             .max = stated.max,
                             .min_length = stated.min_length,
                             .max_length = stated.max_length,
                             .pattern = stated.pattern,
                             .one_of = {stated.one_of.at, stated.one_of.count}};
        if constexpr (is_described<Value>) {
            facts.parts = arguments_of_struct<Value>();
        } else if constexpr (std::is_enum_v<Value>) {
            facts.choices = choices_of<Value>.all();
        } else if constexpr (kind_of_value<Value>() == argument_kind::list) {
            field of_items = stated; // a stated length counts the items, the rest is said of each
            of_items.min_length = of_items.max_length = 0;
            const auto item = argument_of<typename Value::value_type>(name, of_items);
            facts.parts = item.parts;
            facts.choices = item.choices;
            facts.items_are_bounded = item.is_bounded();
        }
        return facts;
    }
}

/// What a struct states about a member that its fields leave out.
inline constexpr field no_field{.name = ""};

constexpr const field& field_among(list_view<field> fields, std::string_view member) {
    for (const field& each : fields)
        if (same_text(each.name, member)) return each;
    return no_field;
}

/// A member as its pointer tells it; `argument_of` is shared by all members of one type.
template <class Value, class Struct>
constexpr argument_facts argument_at(Value Struct::*, std::string_view name,
                                     list_view<field> fields) {
    return argument_of<std::remove_cv_t<Value>>(name, field_among(fields, name));
}

template <class Struct>
constexpr list_view<field> fields_of{fields_begin<Struct>, fields_count<Struct>};

template <class Struct, class Members> struct arguments_in;
template <class Struct, template <class...> class List, class... Members>
struct arguments_in<Struct, List<Members...>> {
    static constexpr argument_facts at[sizeof...(Members) + 1] = {
        argument_at(Members::pointer, Members::name, fields_of<Struct>)..., argument_facts{}};
    static constexpr list_view<argument_facts> all{at, sizeof...(Members)};
};

template <class Struct> constexpr list_view<argument_facts> arguments_of_struct() {
    if constexpr (is_described<Struct>)
        return arguments_in<Struct, members_in<Struct>>::all;
    else
        return {};
}

constexpr bool are_all_members(list_view<field> fields, list_view<argument_facts> members) {
    for (const field& stated : fields) {
        bool found = false;
        for (const argument_facts& each : members) found |= same_text(each.name, stated.name);
        if (!found) return false;
    }
    return true;
}

/// The contract of a tool that states none: nameless, so that the first rule speaks of it.
inline constexpr contract no_contract{.name = ""};

template <class Tool> inline constexpr const contract* contract_of = &no_contract;
template <class Tool>
    requires requires { Tool::contract; }
inline constexpr const contract* contract_of<Tool> = &Tool::contract;

/// What a call operator says: worked out once for all tools that take and give the same.
template <class Arguments, class Result>
inline constexpr tool_facts facts_of_call{
    .readable = is_described<Arguments>,
    .arguments = arguments_of_struct<Arguments>(),
    .results = arguments_of_struct<Result>(),
    .fields_match = are_all_members(fields_of<Arguments>, arguments_of_struct<Arguments>())};

/// What has to be looked up for each tool of its own: three addresses.
struct tool_parts {
    const contract* states;
    const tool_facts* call;
    const refs<scope>* leases;

    constexpr tool_facts with(const rule* row) const {
        tool_facts facts = *call;
        facts.states = states;
        facts.row = row;
        facts.leases = leases;
        return facts;
    }
};

template <class Tool>
inline constexpr tool_parts parts_of{contract_of<Tool>,
                                     &facts_of_call<arguments_of<Tool>, result_of<Tool>>,
                                     &leases_of<Tool>};

} // namespace detail

/// The facts of one tool under one charter.
template <class Tool, class Charter>
inline constexpr tool_facts tool_in = detail::parts_of<Tool>.with(
    facts_of_charter<Charter>.row_named(detail::contract_of<Tool>->name));

} // namespace bailiwick
