// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/notify/detail/due_notices.hpp>

#include <map>

namespace bailiwick::detail {

/// What one hook has delivered: of every ticket that is open, or was closed a moment ago.
struct notice_cursor {
    instant looked{}; ///< when the store was read last; the epoch: never
    unsigned long long undelivered = 0;
    std::map<std::string, told_so_far> tickets{};

    friend bool operator==(const notice_cursor&, const notice_cursor&) = default;
};

inline std::string cursor_text(const notice_cursor& at) {
    boost::json::object tickets;
    for (const auto& [id, told] : at.tickets) {
        boost::json::array& row = tickets[id].emplace_array();
        row = {told.steps, told.near, told.failing.microseconds};
    }
    return json_text(boost::json::object{{"looked", text_of(at.looked)},
                                         {"undelivered", at.undelivered},
                                         {"tickets", std::move(tickets)}});
}

/// The cursor behind its text; nothing when it is none.
inline std::optional<notice_cursor> read_cursor(std::string_view text) {
    const auto whole = parse_strict(text, {.depth = 8, .bytes = 64u << 20});
    const boost::json::object* const facts = whole ? whole->if_object() : nullptr;
    const auto* const looked = facts ? facts->if_contains("looked") : nullptr;
    const auto* const undelivered = facts ? facts->if_contains("undelivered") : nullptr;
    const auto* const tickets = facts ? facts->if_contains("tickets") : nullptr;
    notice_cursor read;
    if (!looked || !take_record(read.looked, *looked) || !undelivered ||
        !take_record(read.undelivered, *undelivered) || !tickets || !tickets->is_object())
        return std::nullopt;
    for (const auto& each : tickets->get_object()) {
        const boost::json::array* const row = each.value().if_array();
        told_so_far told;
        if (!row || row->size() != 3 || !take_record(told.steps, (*row)[0]) ||
            !take_record(told.near, (*row)[1]) ||
            !take_record(told.failing.microseconds, (*row)[2]))
            return std::nullopt;
        read.tickets.emplace(std::string(each.key().data(), each.key().size()), told);
    }
    return read;
}

} // namespace bailiwick::detail
