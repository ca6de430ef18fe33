// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>

#include <span>

namespace bailiwick::detail {

constexpr std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

inline std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    for (char& each : lower)
        if (each >= 'A' && each <= 'Z')
            each = static_cast<char>(each + 32);
    return lower;
}

/// Whether two spellings are one: outer space and the case of ASCII letters do not count.
constexpr bool is_same_spelling(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    left = trimmed(left), right = trimmed(right);
    if (left.empty() || left.size() != right.size())
        return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i]))
            return false;
    return true;
}

/// Whether two may be one person; when in doubt (same name, other contact), they are.
inline bool may_be_one(const party& left, const party& right) {
    return is_same_spelling(left.contact, right.contact) || is_same_spelling(left.name, right.name);
}

/// Whether somebody is the listed person: by contact, and by name if one is given.
inline bool is_listed_as(const party& who, const party& listed) {
    if (listed.contact.empty())
        return trimmed(who.contact).empty() && is_same_spelling(who.name, listed.name);
    return is_same_spelling(who.contact, listed.contact) &&
           (trimmed(who.name).empty() || is_same_spelling(who.name, listed.name));
}

inline const party* find_listed(const std::vector<party>& list, const party& who) {
    for (const party& each : list)
        if (is_listed_as(who, each))
            return &each;
    return nullptr;
}

/// The latest vote of a listed person, or nobody's.
inline const vote* last_vote_of(const ticket& ticket, const party& listed) {
    for (auto each = ticket.votes.rbegin(); each != ticket.votes.rend(); ++each)
        if (is_listed_as({each->person, each->contact}, listed))
            return &*each;
    return nullptr;
}

/// Whether one of these people has the same contact, or the same name where there is none.
inline bool is_repeated(std::span<const party> people, const party& who) {
    for (const party& each : people)
        if (who.contact.empty() ? is_same_spelling(each.name, who.name)
                                : is_same_spelling(each.contact, who.contact))
            return true;
    return false;
}

/// Whether somebody is the agent of the ticket, or anything else that is no human being.
inline bool is_no_person(const ticket& ticket, const party& who) {
    return who.kind != party_kind::person || is_same_spelling(who.name, ticket.agent) ||
           is_same_spelling(who.contact, ticket.agent);
}

inline std::string text_of(const party& who) {
    if (who.contact.empty())
        return who.name;
    if (who.name.empty())
        return who.contact;
    return who.name + " <" + who.contact + ">";
}

/// The contact in what `text_of` made of somebody, or the whole text where it has no other part.
inline std::string_view contact_of(std::string_view text) {
    const std::size_t open = text.rfind('<');
    if (open == text.npos || !text.ends_with('>'))
        return text;
    return text.substr(open + 1, text.size() - open - 2);
}

inline party party_of(const person* declared) {
    if (declared == nullptr)
        return {};
    return {std::string(declared->name), std::string(declared->contact), party_kind::person};
}

} // namespace bailiwick::detail
