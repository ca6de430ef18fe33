// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_rows.hpp>

namespace bailiwick::detail {

/// What became of a COMMIT whose answer was lost, as the server itself tells by the number of the
/// transaction; it waits for one that was cut off and still lives.
inline answer<bool> was_committed(postgres_pool& pool, const char* action,
                                  const std::string& transaction, long long until) {
    for (;;) {
        const auto on = pool.take(action, until);
        if (!on)
            return on.why();
        const postgres_reply told =
            (*on)->query("SELECT pg_xact_status($1::text::xid8)", {transaction});
        if (told.is_good() && (told[0].text(0) == "committed" || told[0].text(0) == "aborted"))
            return told[0].text(0) == "committed";
        if ((told.is_good() && told[0].is_null(0)) || steady_milliseconds() >= until)
            return refusal{reason::state_unavailable, action, pool.place().name(),
                           "the server was lost while it kept the change, and nobody knows "
                           "whether it did: read the ticket again before anything else"};
        ::poll(nullptr, 0, 20);
    }
}

/// The end of a transaction whose changes are made.
///
/// A lost COMMIT has happened only if the ticket can be read back as well: a server that took over
/// without the last transactions counts them anew.
inline answer<kept> postgres_commit(postgres_pool& pool, postgres_pool::lease on,
                                    const char* action, const std::string& transaction,
                                    const ticket& next) {
    {
        const postgres_pool::lease ours = std::move(on); // others may need it while we find out
        const postgres_reply committed = ours->query("COMMIT", {});
        if (committed.is_good())
            return kept::yes;
        if (!committed.is_lost()) {
            ours->roll_back();
            return committed.fault(action, pool.place());
        }
    }
    const answer<bool> happened = was_committed(pool, action, transaction, pool.patience());
    if (!happened)
        return happened.why();
    if (!*happened)
        return kept::outrun;
    const answer<postgres_reply> read =
        pool.ask(action, std::string(ticket_columns) + " WHERE id=$1", {next.id});
    if (!read)
        return read.why();
    const answer<std::vector<ticket>> stored = tickets_of(*read, pool.place());
    if (!stored)
        return stored.why();
    const auto has_grown = [&](const ticket& now_is) {
        return now_is.revision >= next.revision && now_is.history.size() >= next.history.size() &&
               std::equal(next.history.begin(), next.history.end(), now_is.history.begin());
    };
    if (!stored->empty() && has_grown(stored->front()))
        return kept::yes;
    return refusal{reason::state_unavailable, action, pool.place().name(),
                   "the server does not hold the change that it kept: look whether another one "
                   "took over"};
}

/// Makes one change of one row, with the hook between the change and its COMMIT.
///
/// What is known not to have happened is tried again, the hook is not asked twice.
inline answer<kept> postgres_write(postgres_pool& pool, const char* action, const std::string& sql,
                                   const ticket& next, const postgres_values& values,
                                   before_commit hook) {
    bool is_told = false;
    for (const long long until = pool.patience();;) {
        auto on = pool.take(action, until);
        if (!on)
            return on.why();
        const postgres_reply changed = (*on)->begin(sql, values);
        // Before the COMMIT is sent nothing can have happened: the server takes it all back.
        if (changed.is_lost() && steady_milliseconds() < until)
            continue;
        if (!changed.is_good() || changed.size() != 1) {
            if (!changed.is_lost())
                (*on)->roll_back();
            if (!changed.is_good())
                return changed.fault(action, pool.place());
            return kept::outrun;
        }
        if (!is_told) {
            if (answer<done> written = hook(next); !written) {
                (*on)->roll_back();
                return std::move(written).why();
            }
            is_told = true;
        }
        const answer<kept> ended =
            postgres_commit(pool, *std::move(on), action, std::string(changed[0].text(0)), next);
        if (!ended || *ended == kept::yes || steady_milliseconds() >= until)
            return ended;
    }
}

} // namespace bailiwick::detail
