// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/json_text.hpp>

namespace bailiwick::detail {

/// The members of a described struct in the order of their names, as RFC 8785 wants them.
template <class Struct> inline constexpr auto members_by_name = [] {
    using members = boost::describe::describe_members<Struct, boost::describe::mod_public>;
    struct {
        std::size_t position[boost::mp11::mp_size<members>::value] = {};
    } order;
    std::string_view names[boost::mp11::mp_size<members>::value] = {};
    std::size_t count = 0;
    boost::mp11::mp_for_each<members>([&](auto member) {
        std::size_t at = count++;
        for (; at > 0 && names[at - 1] > member.name; --at) {
            names[at] = names[at - 1];
            order.position[at] = order.position[at - 1];
        }
        names[at] = member.name;
        order.position[at] = count - 1;
    });
    return order;
}();

/// Whether a value says nothing; flags always say something.
template <class Value> constexpr bool is_empty(const Value& value) {
    if constexpr (std::is_same_v<Value, bool>) return false;
    else if constexpr (std::is_enum_v<Value>) return value == Value{};
    else if constexpr (std::is_arithmetic_v<Value>) return value == 0;
    else if constexpr (std::is_pointer_v<Value>) return value == nullptr;
    else if constexpr (requires { value.empty(); }) return value.empty();
    else return !static_cast<bool>(value);
}

template <class Sink, class Value> constexpr void put_value(Sink& sink, const Value& value);

/// `{…}` over the described members that say something.
template <class Sink, class Struct>
constexpr void put_members(Sink& sink, const Struct& object, separator<Sink>& members) {
    using described = boost::describe::describe_members<Struct, boost::describe::mod_public>;
    for (std::size_t wanted : members_by_name<Struct>.position) {
        std::size_t position = 0;
        boost::mp11::mp_for_each<described>([&](auto member) {
            if (position++ != wanted || is_empty(object.*member.pointer)) return;
            members.key(member.name);
            put_value(sink, object.*member.pointer);
        });
    }
}

template <class Sink, class Struct> constexpr void put_object(Sink& sink, const Struct& object) {
    sink.put('{');
    separator<Sink> members{sink};
    put_members(sink, object, members);
    sink.put('}');
}

template <class Sink> constexpr void put_list(Sink& sink, const auto& list) {
    sink.put('[');
    separator<Sink> items{sink};
    for (const auto& each : list) {
        items.next();
        put_value(sink, each);
    }
    sink.put(']');
}

/// One value: references to declared objects by the object's name.
template <class Sink, class Value> constexpr void put_value(Sink& sink, const Value& value) {
    if constexpr (std::is_same_v<Value, bool>) put_raw(sink, value ? "true" : "false");
    else if constexpr (std::is_enum_v<Value>) put_text(sink, word_of(value));
    else if constexpr (std::is_arithmetic_v<Value>)
        put_number(sink, static_cast<long long>(value));
    else if constexpr (std::is_same_v<Value, duration>) put_duration(sink, value);
    else if constexpr (std::is_same_v<Value, date>) put_date(sink, value);
    else if constexpr (std::is_convertible_v<Value, std::string_view>) put_text(sink, value);
    else if constexpr (std::is_pointer_v<Value>) put_text(sink, value->name);
    else if constexpr (requires { value.begin(); }) put_list(sink, value);
    else put_object(sink, value);
}

} // namespace bailiwick::detail
