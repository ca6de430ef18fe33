// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/argument_facts.hpp>
#include <bailiwick/policy/charter_facts.hpp>
#include <bailiwick/policy/signature.hpp>

#include <boost/describe/members.hpp>
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

template <class Struct>
constexpr bool is_described = boost::describe::has_describe_members<Struct>::value;

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
constexpr argument_facts argument_named(std::string_view name, const field& stated) {
    if constexpr (requires(const Value& value) { value.has_value(); }) {
        argument_facts facts = argument_named<typename Value::value_type>(name, stated);
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
                             .one_of = stated.one_of};
        if constexpr (is_described<Value>) {
            facts.parts = arguments_of_struct<Value>();
        } else if constexpr (std::is_enum_v<Value>) {
            facts.choices = choices_of<Value>.all();
        } else if constexpr (kind_of_value<Value>() == argument_kind::list) {
            field of_items = stated; // a stated length counts the items, the rest is said of each
            of_items.min_length = of_items.max_length = 0;
            const auto item = argument_named<typename Value::value_type>(name, of_items);
            facts.parts = item.parts;
            facts.choices = item.choices;
            facts.items_are_bounded = item.is_bounded();
        }
        return facts;
    }
}

template <class Struct> inline constexpr auto arguments_in = [] {
    using members = boost::describe::describe_members<Struct, boost::describe::mod_public |
                                                                  boost::describe::mod_inherited>;
    constexpr std::size_t count = boost::mp11::mp_size<members>::value;
    struct {
        argument_facts at[count + 1] = {};
        constexpr list_view<argument_facts> all() const { return {at, count}; }
    } list;
    std::size_t next = 0;
    boost::mp11::mp_for_each<members>([&](auto member) {
        using value = std::remove_cvref_t<decltype(std::declval<Struct&>().*member.pointer)>;
        list.at[next++] = argument_named<value>(member.name, field_named<Struct>(member.name));
    });
    return list;
}();

template <class Struct> constexpr list_view<argument_facts> arguments_of_struct() {
    if constexpr (is_described<Struct>)
        return arguments_in<Struct>.all();
    else
        return {};
}

template <class Struct> constexpr bool every_field_is_a_member() {
    for (std::size_t i = 0; i < fields_count<Struct>; ++i) {
        bool found = false;
        for (const argument_facts& each : arguments_of_struct<Struct>())
            found |= each.name == fields_begin<Struct>[i].name;
        if (!found) return false;
    }
    return true;
}

template <class Struct>
inline constexpr bool fields_are_members = every_field_is_a_member<Struct>();

/// The contract of a tool that states none: nameless, so that the first rule speaks of it.
inline constexpr contract no_contract{.name = ""};

template <class Tool> inline constexpr const contract* contract_of = &no_contract;
template <class Tool>
    requires requires { Tool::contract; }
inline constexpr const contract* contract_of<Tool> = &Tool::contract;

/// What a call operator says: worked out once for all tools that take and give the same.
template <class Arguments, class Result>
inline constexpr tool_facts facts_of_call{.readable = is_described<Arguments>,
                                          .arguments = arguments_of_struct<Arguments>(),
                                          .results = arguments_of_struct<Result>(),
                                          .fields_match = fields_are_members<Arguments>};

constexpr tool_facts completed(tool_facts facts, const contract& stated, const refs<scope>& leases,
                               const charter_facts& charter) {
    facts.states = &stated;
    facts.row = charter.row_named(stated.name);
    facts.leases = &leases;
    return facts;
}

} // namespace detail

/// The facts of one tool under one charter.
template <class Tool, class Charter>
inline constexpr tool_facts tool_in =
    detail::completed(detail::facts_of_call<arguments_of<Tool>, result_of<Tool>>,
                      *detail::contract_of<Tool>, leases_of<Tool>, facts_of_charter<Charter>);

} // namespace bailiwick
