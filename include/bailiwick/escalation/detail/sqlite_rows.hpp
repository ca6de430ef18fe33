// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/counter.hpp>
#include <bailiwick/escalation/detail/sqlite_connection.hpp>
#include <bailiwick/escalation/detail/ticket_row.hpp>

namespace bailiwick::detail {

inline std::string counter_digest(std::string_view name, const counter& held) {
    return digest_text_of(std::string(name) + '\n' + std::to_string(held.value) + '\n' +
                          std::to_string(held.ends.microseconds));
}

inline std::string sqlite_place(std::size_t) { return "?"; }

/// Puts the columns of a ticket; whether there was none of its id.
inline answer<kept> sqlite_insert(sqlite_connection& on, const ticket& fresh) {
    const std::string record = record_of(fresh);
    sqlite_query query = on.query("INSERT INTO ticket(id, revision, state, agent, tool, queue, due,"
                                  " ended, record, digest) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                  " ON CONFLICT(id) DO NOTHING");
    query.with(fresh.id).with(static_cast<long long>(fresh.revision));
    query.with(word_of(fresh.state)).with(fresh.agent).with(fresh.tool).with(fresh.queue);
    query.with(column_of(due_of(fresh))).with(column_of(ended_of(fresh)));
    if (!query.with(record).with(digest_of(record).view()).run())
        return on.fault("open", query.code());
    return on.changes() == 1 ? kept::yes : kept::outrun;
}

/// Puts the next revision of a ticket in the place of the one before.
inline answer<kept> sqlite_update(sqlite_connection& on, const ticket& next) {
    const std::string record = record_of(next);
    sqlite_query query = on.query("UPDATE ticket SET revision=?, state=?, due=?, ended=?, record=?,"
                                  " digest=? WHERE id=? AND revision=?");
    query.with(static_cast<long long>(next.revision)).with(word_of(next.state));
    query.with(column_of(due_of(next))).with(column_of(ended_of(next)));
    query.with(record).with(digest_of(record).view());
    if (!query.with(next.id).with(static_cast<long long>(next.revision) - 1).run())
        return on.fault("change", query.code());
    return on.changes() == 1 ? kept::yes : kept::outrun;
}

/// The tickets of a query of `ticket_columns`.
inline answer<std::vector<ticket>> sqlite_tickets(sqlite_connection& on, const char* action,
                                                  sqlite_query& query) {
    std::vector<ticket> found;
    while (query.next()) {
        answer<ticket> each = ticket_in(query, on.path());
        if (!each)
            return std::move(each).why();
        found.push_back(*std::move(each));
    }
    if (!query.is_good())
        return on.fault(action, query.code());
    return found;
}

} // namespace bailiwick::detail
