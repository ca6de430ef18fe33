// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>
#include <bailiwick/escalation/ticket_json.hpp>

namespace bailiwick::detail {

/// A ticket as the stores over SQL keep it: its JSON text whole, beside the columns that they
/// search by, so that one more field of a ticket needs no column.
inline constexpr std::string_view ticket_columns =
    "SELECT id, revision, state, agent, tool, queue, due, ended, record, digest FROM ticket";

inline std::string digest_text_of(std::string_view text) {
    return std::string(digest_of(text).view());
}
inline std::string mark_digest(std::string_view name, std::string_view text) {
    return digest_text_of(std::string(name) + '\n' + std::string(text));
}
inline std::string record_of(const ticket& whole) { return canonical_text(ticket_json(whole)); }

inline std::optional<long long> column_of(std::optional<instant> when) {
    if (!when)
        return std::nullopt;
    return when->microseconds;
}

template <class Row>
bool is_in_column(const Row& row, int column, const std::optional<instant>& when) {
    return when ? !row.is_null(column) && row.number(column) == when->microseconds
                : row.is_null(column);
}

/// The ticket of a row of `ticket_columns`; a row that differs from its own digest is refused.
template <class Row> answer<ticket> ticket_in(const Row& row, const std::string& place) {
    const std::string_view record = row.text(8);
    if (digest_of(record).view() == row.text(9)) {
        answer<ticket> whole = ticket_from_json(record);
        if (whole && whole->id == row.text(0) &&
            static_cast<long long>(whole->revision) == row.number(1) &&
            word_of(whole->state) == row.text(2) && whole->agent == row.text(3) &&
            whole->tool == row.text(4) && whole->queue == row.text(5) &&
            is_in_column(row, 6, due_of(*whole)) && is_in_column(row, 7, ended_of(*whole)))
            return whole;
    }
    return refusal{reason::state_unavailable, "load", place,
                   "the record of ticket " + std::string(row.text(0)) +
                       " is damaged: stop the agent and restore the store from a backup"};
}

/// A condition on the columns: each part that the filter asks for. States are words of our own, so
/// they stand in the text, where the planner can compare them with those of the indexes.
class ticket_condition {
public:
    explicit ticket_condition(std::string (*place)(std::size_t)) : place_(place) {}

    void add(std::string_view condition) {
        (text_ += text_.empty() ? " WHERE " : " AND ") += condition;
    }
    /// Adds `column operator place` for a value that is bound later.
    void add(std::string_view left, std::string value) {
        values_.push_back(std::move(value));
        add(std::string(left) + place_(values_.size()));
    }
    void add_fields(const ticket_filter& filter) {
        if (!filter.agent.empty())
            add("agent=", filter.agent);
        if (!filter.tool.empty())
            add("tool=", filter.tool);
        if (!filter.queue.empty())
            add("queue=", filter.queue);
    }
    void add_state(ticket_state state) { add("state='" + std::string(word_of(state)) + '\''); }
    void add_states(const std::vector<ticket_state>& states) {
        std::string any;
        for (const ticket_state each : states)
            (any += any.empty() ? "state='" : " OR state='") += std::string(word_of(each)) + '\'';
        if (!any.empty())
            add(states.size() == 1 ? any : '(' + any + ')');
    }

    const std::string& text() const noexcept { return text_; }
    const std::vector<std::string>& values() const noexcept { return values_; }

private:
    std::string (*place_)(std::size_t);
    std::string text_;
    std::vector<std::string> values_;
};

/// Cuts what was read for a page, one row more than it may have, to the page.
inline ticket_list page_of(std::vector<ticket> all, const ticket_page& page) {
    ticket_list result;
    result.tickets = std::move(all);
    if (result.tickets.size() > page.limit) {
        result.tickets.resize(page.limit);
        if (!result.tickets.empty())
            result.next = result.tickets.back().id;
    }
    return result;
}

} // namespace bailiwick::detail
