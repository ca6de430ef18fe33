// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/counter.hpp>
#include <bailiwick/escalation/detail/postgres_listener.hpp>
#include <bailiwick/escalation/detail/postgres_rows.hpp>
#include <bailiwick/escalation/detail/postgres_schema.hpp>

namespace bailiwick::detail {

/// The off switch, marks, counters, clock and life signs of a PostgreSQL store.
class postgres_shared {
public:
    explicit postgres_shared(const postgres_place& place) : pool(place), listener(pool.place()) {}

    std::optional<refusal> open() {
        // One try: whoever opens wants to know at once that something is wrong.
        {
            const auto first = pool.take("open", 0);
            if (!first)
                return first.why();
            if (auto wrong = open_postgres_schema(**first))
                return wrong;
        }
        return listener.open();
    }

    /// What refusals call it.
    std::string name() const { return place().name(); }

    answer<bool> is_running(std::string_view name) {
        if (listener.is_name(name))
            return true;
        if (!name.starts_with("pg-") || name.size() > 64 || !is_storable(name))
            return false;
        const std::string early = std::to_string(place().options.rejoin.milliseconds);
        const std::string key = runner_key(place(), name);
        for (;;) {
            const answer<postgres_reply> told =
                pool.ask("recover", declare_gone, {std::string(name), key, early});
            if (!told)
                return told.why();
            const bool is_free = (*told)[0].is_true(0), is_early = (*told)[0].is_true(1);
            if (!is_free || !is_early)
                return !is_free;
            ::poll(nullptr, 0, 100);
        }
    }

    answer<done> put_mark(const std::string& name, const std::string& text) {
        if (!is_storable(name) || !is_storable(text))
            return refusal{reason::malformed_request, "mark", name,
                           "a mark is UTF-8 text without zero bytes"};
        return change_mark("INSERT INTO mark VALUES($1, $2, $3) ON CONFLICT(name)"
                           " DO UPDATE SET text=excluded.text, digest=excluded.digest",
                           {name, text, mark_digest(name, text)});
    }
    answer<done> drop_mark(std::string_view name) {
        if (!is_storable(name))
            return done{};
        return change_mark("DELETE FROM mark WHERE name=$1", {std::string(name)});
    }
    answer<std::vector<mark>> marks(std::string_view prefix) {
        std::vector<mark> found;
        if (!is_storable(prefix))
            return found;
        const answer<postgres_reply> reply =
            pool.ask("marks",
                     "SELECT name, text, digest FROM mark WHERE starts_with(name, $1)"
                     " ORDER BY name",
                     {std::string(prefix)});
        if (!reply)
            return reply.why();
        for (int row = 0; row < reply->size(); ++row) {
            found.push_back(
                {std::string((*reply)[row].text(0)), std::string((*reply)[row].text(1))});
            if (mark_digest(found.back().name, found.back().text) != (*reply)[row].text(2))
                return refusal{reason::state_unavailable, "marks", place().name(),
                               "the mark " + found.back().name + " is damaged: set it again"};
        }
        return found;
    }

    /// What was heard, as long as the server was asked a moment ago; else what it says now.
    answer<unsigned long long> generation() {
        const long long last_asked = asked_.load();
        const unsigned long long session = listener.session();
        if (last_asked != 0 && session_ == session &&
            steady_milliseconds() - last_asked < place().options.ask_every.milliseconds)
            return std::max(generation_.load(), listener.heard_generation().value_or(0));
        if (answer<done> told = look(); !told)
            return std::move(told).why();
        session_ = session;
        return std::max(generation_.load(), listener.heard_generation().value_or(0));
    }

    /// The server's clock, carried on by ours between two looks at it.
    answer<instant> now() {
        const long long last_set = clock_set_.load();
        if (last_set == 0 || clock_session_ != listener.session() ||
            steady_milliseconds() - last_set >= place().options.set_clock.milliseconds) {
            const unsigned long long session = listener.session();
            if (answer<done> told = look(); !told)
                return std::move(told).why();
            clock_session_ = session;
        }
        return instant{steady_microseconds() + clock_ahead_.load()};
    }

    answer<long long> spend(const counter_use& use, instant now);
    answer<long long> spent(std::string_view name, instant now) {
        const answer<counter> held = counter_named(name);
        if (!held)
            return held.why();
        return now >= held->ends ? 0LL : held->value;
    }

    const postgres_place& place() const noexcept { return pool.place(); }

    postgres_pool pool;
    postgres_listener listener;

private:
    answer<done> change_mark(const char* sql, const postgres_values& values) {
        const answer<postgres_reply> changed = pool.ask("mark", sql, values);
        if (!changed)
            return changed.why();
        asked_ = 0; // who changes it sees it at once
        return done{};
    }

    answer<done> look() {
        const long long before = steady_microseconds(), asked = steady_milliseconds();
        const answer<postgres_reply> told =
            pool.ask("generation",
                     "SELECT value, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
                     " FROM sequence WHERE name='generation'",
                     {});
        if (!told)
            return told.why();
        const long long after = steady_microseconds();
        if (told->size() != 1)
            return refusal{reason::state_unavailable, "generation", place().name(),
                           "the store is damaged: restore it from a backup"};
        clock_ahead_ = (*told)[0].number(1) - (before + (after - before) / 2);
        generation_ = static_cast<unsigned long long>((*told)[0].number(0));
        clock_set_ = asked_ = asked;
        return done{};
    }

    answer<counter> counter_named(std::string_view name) {
        if (!is_storable(name))
            return counter{};
        const answer<postgres_reply> found =
            pool.ask("spend", "SELECT value, ends FROM counter WHERE name=$1", {std::string(name)});
        if (!found)
            return found.why();
        if (found->size() == 0)
            return counter{};
        return counter{(*found)[0].number(0), instant{(*found)[0].number(1)}};
    }

    std::atomic<unsigned long long> generation_{0}, session_{0}, clock_session_{0};
    std::atomic<long long> asked_{0}, clock_set_{0}, clock_ahead_{0};
};

/// One statement counts or refuses; when its answer is lost nobody knows, and it is not repeated.
inline answer<long long> postgres_shared::spend(const counter_use& use, instant now) {
    if (!is_storable(use.name))
        return refusal{reason::malformed_request, "spend", "counter",
                       "the name of a counter is UTF-8 text without zero bytes"};
    constexpr const char* count =
        "INSERT INTO counter AS held SELECT $1, greatest($2::bigint, 0), $4::bigint"
        " WHERE $2::bigint <= 0 OR $2::bigint <= $3::bigint"
        " ON CONFLICT(name) DO UPDATE SET"
        " value = greatest(CASE WHEN $5::bigint >= held.ends THEN 0 ELSE held.value END"
        " + $2::bigint, 0),"
        " ends = CASE WHEN $5::bigint >= held.ends THEN $4::bigint ELSE held.ends END"
        " WHERE $2::bigint <= 0 OR CASE WHEN $5::bigint >= held.ends THEN 0 ELSE held.value END"
        " <= $3::bigint::numeric - $2::bigint RETURNING value";
    const postgres_values values = {use.name, std::to_string(use.amount), std::to_string(use.limit),
                                    std::to_string(use.ends.microseconds),
                                    std::to_string(now.microseconds)};
    for (const long long until = pool.patience();;) {
        {
            const auto on = pool.take("spend", until);
            if (!on)
                return on.why();
            const postgres_reply counted = (*on)->query(count, values);
            if (!counted.is_good())
                return counted.fault("spend", place());
            if (counted.size() == 1)
                return counted[0].number(0);
        }
        const answer<counter> held = counter_named(use.name);
        if (!held)
            return held.why();
        answer<counter> next = counter_after(*held, use, now);
        if (!next || steady_milliseconds() >= until)
            return next ? refusal{reason::state_unavailable, "spend", use.name,
                                  "others count all the time: try again"}
                        : std::move(next).why();
    }
}

} // namespace bailiwick::detail
