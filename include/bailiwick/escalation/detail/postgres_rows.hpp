// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_pool.hpp>
#include <bailiwick/escalation/detail/ticket_key.hpp>
#include <bailiwick/escalation/detail/ticket_row.hpp>

namespace bailiwick::detail {

inline std::string postgres_mark(std::size_t number) { return '$' + std::to_string(number); }
inline postgres_values values_of(const ticket_condition& where) {
    return {where.values().begin(), where.values().end()};
}
/// Binds one more value, and gives its place in the text.
inline std::string bind(postgres_values& values, std::string value) {
    values.emplace_back(std::move(value));
    return postgres_mark(values.size());
}

// Both give the number of their transaction, by which its end can be asked for.
inline constexpr const char* postgres_insert =
    "INSERT INTO ticket(id, revision, state, agent, tool, queue, due, ended, record, digest)"
    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO NOTHING"
    " RETURNING pg_current_xact_id()::text";
inline constexpr const char* postgres_update =
    "UPDATE ticket SET revision=$2, state=$3, due=$4, ended=$5, record=$6, digest=$7"
    " WHERE id=$1 AND revision=$2::bigint - 1 RETURNING pg_current_xact_id()::text";

inline postgres_values insert_values(const ticket& fresh) {
    std::string record = record_of(fresh), digest = digest_text_of(record);
    return {fresh.id,
            std::to_string(fresh.revision),
            std::string(word_of(fresh.state)),
            fresh.agent,
            fresh.tool,
            fresh.queue,
            digits_of(column_of(due_of(fresh))),
            digits_of(column_of(ended_of(fresh))),
            std::move(record),
            std::move(digest)};
}
inline postgres_values update_values(const ticket& next) {
    std::string record = record_of(next), digest = digest_text_of(record);
    return {next.id,
            std::to_string(next.revision),
            std::string(word_of(next.state)),
            digits_of(column_of(due_of(next))),
            digits_of(column_of(ended_of(next))),
            std::move(record),
            std::move(digest)};
}

/// Whether a text can stand in a column: the server takes neither zero bytes nor broken UTF-8.
inline bool is_storable(std::string_view text) {
    return text.find('\0') == std::string_view::npos &&
           first_invalid_utf8(text) == std::string_view::npos;
}
inline std::optional<refusal> fault_of_columns(const char* action, const ticket& whole) {
    for (const std::string* each : {&whole.agent, &whole.tool, &whole.queue})
        if (!is_storable(*each))
            return refusal{reason::malformed_request, action, whole.id,
                           "agent, tool and queue are UTF-8 texts without zero bytes"};
    if (!ticket_key_of(whole.id))
        return refusal{reason::malformed_request, action, whole.id, "this is no id"};
    return std::nullopt;
}

inline refusal no_such_ticket(const char* action, std::string_view id) {
    return {reason::unknown_request, action, std::string(id), "there is no such ticket"};
}

/// The tickets of a query of `ticket_columns`.
inline answer<std::vector<ticket>> tickets_of(const postgres_reply& reply,
                                              const postgres_place& place) {
    std::vector<ticket> found;
    for (int row = 0; row < reply.size(); ++row) {
        answer<ticket> each = ticket_in(reply[row], place.name());
        if (!each)
            return std::move(each).why();
        found.push_back(*std::move(each));
    }
    return found;
}

inline constexpr const char* by_id_in_state = " ORDER BY id USING ~<~";
inline constexpr const char* by_id_backwards = " ORDER BY id USING ~>~";

/// The query for one page: for each state the first rows of its index, and the first of those.
inline std::string page_sql(const ticket_filter& filter, const ticket_page& page,
                            postgres_values& values) {
    const bool is_any = filter.states.empty();
    const char* order = is_any ? (page.newest_first ? " ORDER BY id DESC" : " ORDER BY id")
                               : (page.newest_first ? by_id_backwards : by_id_in_state);
    ticket_condition fields(postgres_mark);
    fields.add_fields(filter);
    if (!page.after.empty())
        fields.add(is_any ? (page.newest_first ? "id<" : "id>")
                          : (page.newest_first ? "id~<~" : "id~>~"),
                   page.after);
    values = values_of(fields);
    const std::string limit = " LIMIT " + bind(values, std::to_string(page.limit + 1));
    const std::string columns(ticket_columns);
    if (is_any)
        return columns + fields.text() + order + limit;
    std::string all;
    for (std::size_t i = 0; i < filter.states.size(); ++i) {
        const auto here = filter.states.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(filter.states.begin(), here, *here) != here)
            continue;
        (all += all.empty() ? "(" : " UNION ALL (") +=
            columns + fields.text() + (fields.text().empty() ? " WHERE" : " AND") + " state='" +
            std::string(word_of(*here)) + '\'' + order + limit + ')';
    }
    return filter.states.size() == 1 ? all : "SELECT * FROM (" + all + ") AS part" + order + limit;
}

} // namespace bailiwick::detail
