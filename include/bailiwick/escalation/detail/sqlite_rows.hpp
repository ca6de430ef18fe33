// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/counter.hpp>
#include <bailiwick/escalation/detail/sqlite_connection.hpp>
#include <bailiwick/escalation/store.hpp>
#include <bailiwick/escalation/ticket_json.hpp>

namespace bailiwick::detail {

inline constexpr std::string_view ticket_columns =
    "SELECT id, revision, state, agent, tool, queue, due, record, digest FROM ticket";

inline std::string digest_text_of(std::string_view text) {
    return std::string(digest_of(text).view());
}

inline std::string mark_digest(std::string_view name, std::string_view text) {
    return digest_text_of(std::string(name) + '\n' + std::string(text));
}

inline std::string counter_digest(std::string_view name, const counter& held) {
    return digest_text_of(std::string(name) + '\n' + std::to_string(held.value) + '\n' +
                          std::to_string(held.ends.microseconds));
}

/// The instant at which a ticket would expire, as its column holds it.
inline std::optional<long long> due_column(const ticket& each) {
    if (each.state == ticket_state::waiting)
        return each.deadline.microseconds;
    if (each.state == ticket_state::granted)
        return each.expires.microseconds;
    return std::nullopt;
}

inline bool is_due_column(const sqlite_query& row, const ticket& each) {
    const std::optional<long long> due = due_column(each);
    return due.has_value() ? !row.is_null(6) && row.number(6) == *due : row.is_null(6);
}

/// The ticket of a row of `ticket_columns`; a row that differs from its own digest is refused.
inline answer<ticket> ticket_in(const sqlite_query& row, const std::string& path) {
    const std::string_view record = row.text(7);
    if (digest_of(record).view() == row.text(8)) {
        answer<ticket> whole = ticket_from_json(record);
        if (whole && whole->id == row.text(0) &&
            static_cast<long long>(whole->revision) == row.number(1) &&
            word_of(whole->state) == row.text(2) && whole->agent == row.text(3) &&
            whole->tool == row.text(4) && whole->queue == row.text(5) && is_due_column(row, *whole))
            return whole;
    }
    return refusal{reason::state_unavailable, "load", path,
                   "the record of ticket " + std::string(row.text(0)) +
                       " is damaged: stop the agent and restore the store from a backup"};
}

/// The query for one page of tickets, of one state or of all.
inline std::string list_sql(const ticket_filter& filter, bool one_state, const ticket_page& page) {
    std::string sql(ticket_columns);
    const char* link = " WHERE ";
    const auto add = [&](bool is_asked, const char* condition) {
        if (is_asked)
            (sql += std::exchange(link, " AND ")) += condition;
    };
    add(one_state, "state=?");
    add(!page.after.empty(), page.newest_first ? "id<?" : "id>?");
    add(!filter.agent.empty(), "agent=?");
    add(!filter.tool.empty(), "tool=?");
    add(!filter.queue.empty(), "queue=?");
    return sql += page.newest_first ? " ORDER BY id DESC LIMIT ?" : " ORDER BY id LIMIT ?";
}

} // namespace bailiwick::detail
