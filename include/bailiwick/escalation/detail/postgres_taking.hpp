// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_writing.hpp>

namespace bailiwick::detail {

/// Taking tickets: the first one that fits and that no other transaction holds.
class postgres_taking {
public:
    postgres_taking(postgres_pool& pool, const ticket_filter& filter, instant now)
        : pool_(pool), where_(postgres_mark) {
        where_.add_states(filter.states);
        where_.add_fields(filter);
        where_.add("id~>~", {});
        values_ = values_of(where_);
        after_ = values_.size() - 1;
        sql_ = std::string(ticket_columns) + where_.text() + " AND (due IS NULL OR due>" +
               bind(values_, std::to_string(now.microseconds)) + ')' + by_id_in_state +
               " LIMIT 1 FOR UPDATE SKIP LOCKED";
        now_ = now;
    }

    answer<std::optional<ticket>> take(take_step step, before_commit hook) {
        for (const long long until = pool_.patience();;) {
            auto on = pool_.take("take", until);
            if (!on)
                return on.why();
            std::optional<ticket> next;
            postgres_reply found = pick(**on, step, next);
            if (!found.is_good() || !next) {
                // Nothing has happened yet, so a lost session begins anew with what is first then.
                if (found.is_lost() && steady_milliseconds() < until)
                    continue;
                if (!found.is_lost())
                    (*on)->roll_back();
                if (damaged_)
                    return *std::exchange(damaged_, std::nullopt);
                if (!found.is_good())
                    return found.fault("take", pool_.place());
                return next;
            }
            if (answer<done> written = hook(*next); !written) {
                (*on)->roll_back();
                return std::move(written).why();
            }
            answer<kept> ended = postgres_commit(pool_, *std::move(on), "take",
                                                 std::string(found[0].text(0)), *next);
            // Told and not kept: the same ticket once more, unless somebody else has it now.
            if (ended && *ended == kept::outrun)
                ended =
                    postgres_write(pool_, "take", postgres_update, *next, update_values(*next), {});
            if (!ended)
                return std::move(ended).why();
            if (*ended == kept::yes)
                return next;
        }
    }

private:
    // The reply to the update of the ticket that was picked; without one the last reply.
    postgres_reply pick(postgres_connection& on, take_step step, std::optional<ticket>& next) {
        values_[after_] = "";
        for (postgres_reply found = on.begin(sql_, values_);; found = on.query(sql_, values_)) {
            if (!found.is_good() || found.size() == 0)
                return found;
            const answer<ticket> first = ticket_in(found[0], pool_.place().name());
            if (!first) {
                damaged_ = first.why();
                return found;
            }
            next = taken_from(*first, now_, step);
            if (next)
                return on.query(postgres_update, update_values(*next));
            values_[after_] = first->id;
        }
    }

    postgres_pool& pool_;
    ticket_condition where_;
    postgres_values values_;
    std::size_t after_ = 0;
    std::string sql_;
    instant now_;
    std::optional<refusal> damaged_;
};

/// Removes tickets that ended before the instant, the oldest end first; with them the notes about
/// runners that have been gone for a month.
inline answer<std::size_t> postgres_drop_closed(postgres_pool& pool, instant before,
                                                std::size_t limit) {
    const answer<postgres_reply> old_names =
        pool.ask("drop", "DELETE FROM gone WHERE at < now() - interval '30 days'", {});
    if (!old_names)
        return old_names.why();
    const std::string limits = std::to_string(std::min(limit, std::size_t{1'000'000}));
    const answer<postgres_reply> dropped =
        pool.ask("drop",
                 "DELETE FROM ticket WHERE id IN (SELECT id FROM ticket WHERE ended < $1"
                 " ORDER BY ended LIMIT $2 FOR UPDATE SKIP LOCKED)",
                 {std::to_string(before.microseconds), limits});
    if (!dropped)
        return dropped.why();
    return dropped->changes();
}

} // namespace bailiwick::detail
