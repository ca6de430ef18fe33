// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/policy/digest.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/described.hpp>
#include <bailiwick/tool/strict_json.hpp>

namespace bailiwick {
namespace detail {

template <class Type> void put_record(boost::json::value& to, const Type& from) {
    if constexpr (std::is_same_v<Type, instant>) {
        to.emplace_string() = bailiwick::text_of(from);
    } else if constexpr (std::is_same_v<Type, std::string>) {
        to.emplace_string().assign(from.data(), from.size());
    } else if constexpr (is_described_enum<Type>) {
        const std::string_view word = word_of(from);
        to.emplace_string().assign(word.data(), word.size());
    } else if constexpr (is_vector<Type>) {
        boost::json::array& list = to.emplace_array();
        list.reserve(from.size());
        for (const auto& each : from)
            put_record(list.emplace_back(nullptr), each);
    } else if constexpr (struct_is_described<Type>) {
        boost::json::object& object = to.emplace_object();
        boost::mp11::mp_for_each<members_of<Type>>(
            [&](auto member) { put_record(object[member.name], from.*member.pointer); });
    } else {
        to = from;
    }
}

/// Reads what `put_record` wrote; anything else is no record.
template <class Type> bool take_record(Type& to, const boost::json::value& from) {
    if constexpr (std::is_same_v<Type, instant>) {
        return from.is_string() && read_instant(from.get_string(), to);
    } else if constexpr (std::is_same_v<Type, std::string>) {
        if (!from.is_string())
            return false;
        to.assign(from.get_string().data(), from.get_string().size());
        return true;
    } else if constexpr (is_described_enum<Type>) {
        bool found = false;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Type>>([&](auto each) {
            if (!from.is_string() || from.get_string() != each.name)
                return;
            to = each.value;
            found = true;
        });
        return found;
    } else if constexpr (is_vector<Type>) {
        if (!from.is_array())
            return false;
        to.resize(from.get_array().size());
        for (std::size_t i = 0; i < to.size(); ++i)
            if (!take_record(to[i], from.get_array()[i]))
                return false;
        return true;
    } else if constexpr (struct_is_described<Type>) {
        if (!from.is_object())
            return false;
        std::size_t members = 0;
        bool good = true;
        boost::mp11::mp_for_each<members_of<Type>>([&](auto member) {
            const boost::json::value* found = from.get_object().if_contains(member.name);
            good = good && found && take_record(to.*member.pointer, *found);
            ++members;
        });
        return good && members == from.get_object().size();
    } else if constexpr (std::is_same_v<Type, bool>) {
        if (!from.is_bool())
            return false;
        to = from.get_bool();
        return true;
    } else {
        boost::json::error_code wrong;
        if (!from.is_number() || from.is_double())
            return false;
        to = from.to_number<Type>(wrong);
        return !wrong;
    }
}

} // namespace detail

/// A ticket as JSON: the members in their order, instants as text in UTC.
inline boost::json::value ticket_json(const ticket& whole) {
    boost::json::value record;
    detail::put_record(record, whole);
    return record;
}

/// The ticket behind its JSON text, or the refusal that it is none.
template <class Handler = detail::strict_handler>
answer<ticket> ticket_from_json(std::string_view text) {
    const auto parsed = parse_strict<Handler>(text, {.depth = 16, .bytes = 16 * 1024 * 1024});
    ticket whole;
    if (!parsed || !detail::take_record(whole, *parsed))
        return refusal{reason::state_unavailable, "load", "ticket",
                       "this record is no ticket of this version"};
    return whole;
}

/// The canonical JSON of what is frozen about a ticket: what an approver agrees to.
inline std::string frozen_text(const ticket& whole) {
    boost::json::value record = ticket_json(whole);
    for (const char* changing :
         {"revision", "state", "votes", "attempts", "runner", "outcome", "successor", "history"})
        record.get_object().erase(changing);
    return canonical_text(record);
}

/// The digest of `frozen_text`: receipts name it, so that an edit of the store shows.
inline std::string frozen_digest(const ticket& whole) {
    return std::string(digest_of(frozen_text(whole)).view());
}

} // namespace bailiwick
