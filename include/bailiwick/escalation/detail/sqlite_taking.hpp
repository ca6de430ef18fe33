// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/sqlite_shared.hpp>

#include <algorithm>

#include <poll.h>

namespace bailiwick::detail {

/// Takes the first ticket that fits, within one transaction of the file.
inline answer<std::optional<ticket>> sqlite_take(sqlite_shared& state, const ticket_filter& filter,
                                                 instant now, take_step step, before_commit hook) {
    std::optional<ticket> taken;
    const answer<done> written = state.change("take", [&]() -> answer<done> {
        std::string after;
        for (long long at_once = 1;; at_once = 64) {
            ticket_condition where(sqlite_place);
            where.add_states(filter.states);
            where.add_fields(filter);
            where.add("id>", after);
            sqlite_query query = state.on.query(std::string(ticket_columns) + where.text() +
                                                " AND (due IS NULL OR due>?) ORDER BY id LIMIT ?");
            for (const std::string& each : where.values())
                query.with(each);
            query.with(now.microseconds).with(at_once);
            answer<std::vector<ticket>> found = sqlite_tickets(state.on, "take", query);
            if (!found)
                return std::move(found).why();
            for (const ticket& each : *found) {
                const std::optional<ticket> next = taken_from(each, now, step);
                if (!next)
                    continue;
                const answer<kept> changed = sqlite_update(state.on, *next);
                if (!changed)
                    return changed.why();
                taken = next;
                return hook(*next);
            }
            if (static_cast<long long>(found->size()) < at_once)
                return done{};
            after = found->back().id;
        }
    });
    if (!written)
        return written.why();
    return taken;
}

/// Removes tickets that ended before the instant, the oldest end first.
inline answer<std::size_t> sqlite_drop_closed(sqlite_shared& state, instant before,
                                              std::size_t limit) {
    std::size_t dropped = 0;
    const answer<done> written = state.change("drop", [&]() -> answer<done> {
        sqlite_query query =
            state.on.query(std::string(ticket_columns) + " WHERE ended<? ORDER BY ended LIMIT ?");
        query.with(before.microseconds);
        query.with(static_cast<long long>(std::min(limit, std::size_t{1'000'000})));
        // Read whole before it goes: a damaged row is kept for whoever looks into the damage.
        const answer<std::vector<ticket>> old = sqlite_tickets(state.on, "drop", query);
        if (!old)
            return old.why();
        for (const ticket& each : *old) {
            sqlite_query removal = state.on.query("DELETE FROM ticket WHERE id=?");
            if (!removal.with(each.id).run())
                return state.on.fault("drop", removal.code());
        }
        dropped = old->size();
        return done{};
    });
    if (!written)
        return written.why();
    if (dropped > 0)
        state.empty_ahead();
    return dropped;
}

/// Waits for a revision by looking every 50 ms, which costs less than one transaction a second.
inline answer<bool> sqlite_wait(sqlite_shared& state, std::string_view id, unsigned long long seen,
                                duration at_most) {
    constexpr long long between = 50;
    for (long long left = at_most.milliseconds;; left -= between) {
        {
            auto entered = state.enter("wait");
            if (!entered)
                return std::move(entered).why();
            sqlite_query query = state.on.query("SELECT revision FROM ticket WHERE id=?");
            const bool is_there = query.with(id).next();
            if (!query.is_good())
                return state.on.fault("wait", query.code());
            if (!is_there)
                return refusal{reason::unknown_request, "wait", std::string(id),
                               "there is no such ticket"};
            if (query.number(0) > static_cast<long long>(seen))
                return true;
        }
        if (left <= 0)
            return false;
        ::poll(nullptr, 0, static_cast<int>(std::min(left, between)));
    }
}

} // namespace bailiwick::detail
