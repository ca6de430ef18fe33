// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/runner_lock.hpp>
#include <bailiwick/escalation/detail/sqlite_rows.hpp>
#include <bailiwick/escalation/detail/sqlite_schema.hpp>

#include <mutex>

namespace bailiwick::detail {

/// The off switch, marks and counters of a SQLite store, and what its tickets need of it.
class sqlite_shared {
public:
    explicit sqlite_shared(const std::string& path) : on(path), life(path + ".runners") {}

    std::optional<refusal> open(int busy_milliseconds, bool check_integrity) {
        if (auto wrong = sqlite_opening(on).run(busy_milliseconds, check_integrity))
            return wrong;
        const answer<long long> number = next_in("runner");
        if (!number)
            return number.why();
        const answer<done> held = life.hold(*number);
        if (!held)
            return held.why();
        return std::nullopt;
    }

    /// What refusals call it.
    const std::string& name() const { return on.path(); }

    /// Nobody else is at the connection, and this process may use it.
    answer<std::unique_lock<std::mutex>> enter(const char* action) {
        if (::getpid() != opened_by_)
            return refusal{reason::state_unavailable, action, on.path(),
                           "the store was opened before a fork: open it again in this process"};
        return std::unique_lock(guard_);
    }

    /// Runs `write` in one transaction; what it refuses is not kept.
    template <class Write> answer<done> change(const char* action, const Write& write) {
        answer<std::unique_lock<std::mutex>> entered = enter(action);
        if (!entered)
            return std::move(entered).why();
        sqlite_transaction all_or_nothing(on);
        if (all_or_nothing.code())
            return on.fault(action, all_or_nothing.code());
        if (answer<done> written = write(); !written)
            return written;
        if (const int code = all_or_nothing.commit())
            return on.fault(action, code);
        return done{};
    }

    /// What was removed shall not stand in the write-ahead log either. A reader may keep it there
    /// until the last process closes the store.
    void empty_ahead() {
        if (const auto entered = enter("drop"))
            static_cast<void>(on.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    answer<done> put_mark(const std::string& name, const std::string& text) {
        return change("mark", [&]() -> answer<done> {
            sqlite_query query =
                on.query("INSERT INTO mark VALUES(?, ?, ?) ON CONFLICT(name)"
                         " DO UPDATE SET text=excluded.text, digest=excluded.digest");
            if (!query.with(name).with(text).with(mark_digest(name, text)).run())
                return on.fault("mark", query.code());
            return step("generation");
        });
    }
    answer<done> drop_mark(std::string_view name) {
        return change("mark", [&]() -> answer<done> {
            sqlite_query query = on.query("DELETE FROM mark WHERE name=?");
            if (!query.with(name).run())
                return on.fault("mark", query.code());
            return step("generation");
        });
    }
    answer<std::vector<mark>> marks(std::string_view prefix) {
        answer<std::unique_lock<std::mutex>> entered = enter("marks");
        if (!entered)
            return std::move(entered).why();
        sqlite_query query = on.query("SELECT name, text, digest FROM mark"
                                      " WHERE name >= ? ORDER BY name");
        query.with(prefix);
        std::vector<mark> found;
        while (query.next() && query.text(0).starts_with(prefix)) {
            found.push_back({std::string(query.text(0)), std::string(query.text(1))});
            if (mark_digest(found.back().name, found.back().text) != query.text(2))
                return on.fault("marks", SQLITE_CORRUPT);
        }
        if (!query.is_good())
            return on.fault("marks", query.code());
        return found;
    }

    /// Read from the table only when another connection has changed the file since.
    answer<unsigned long long> generation() {
        answer<std::unique_lock<std::mutex>> entered = enter("generation");
        if (!entered)
            return std::move(entered).why();
        sqlite_query version = on.query("PRAGMA data_version");
        if (!version.next())
            return on.fault("generation", version.code());
        if (const long long now_is = version.number(0); now_is != data_version_) {
            sqlite_query query = on.query("SELECT value FROM sequence WHERE name='generation'");
            if (!query.next())
                return on.fault("generation", query.code());
            generation_ = query.number(0);
            data_version_ = now_is;
        }
        return static_cast<unsigned long long>(generation_);
    }

    answer<long long> spend(const counter_use& use, instant now) {
        long long total = 0;
        const answer<done> written = change("spend", [&]() -> answer<done> {
            const answer<counter> before = counter_named(use.name);
            if (!before)
                return before.why();
            const answer<counter> next = counter_after(*before, use, now);
            if (!next)
                return next.why();
            total = next->value;
            sqlite_query query =
                on.query("INSERT INTO counter VALUES(?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET"
                         " value=excluded.value, ends=excluded.ends, digest=excluded.digest");
            query.with(use.name).with(next->value).with(next->ends.microseconds);
            if (!query.with(counter_digest(use.name, *next)).run())
                return on.fault("spend", query.code());
            return done{};
        });
        if (!written)
            return written.why();
        return total;
    }
    answer<long long> spent(std::string_view name, instant now) {
        answer<std::unique_lock<std::mutex>> entered = enter("spent");
        if (!entered)
            return std::move(entered).why();
        const answer<counter> held = counter_named(name);
        if (!held)
            return held.why();
        return now >= held->ends ? 0LL : held->value;
    }

    sqlite_connection on;
    runner_lock life;

private:
    answer<done> step(std::string_view sequence) {
        sqlite_query query = on.query("UPDATE sequence SET value=value+1 WHERE name=?");
        if (!query.with(sequence).run())
            return on.fault("open", query.code());
        data_version_ = -1; // our own changes do not show in data_version
        return done{};
    }

    answer<long long> next_in(std::string_view sequence) {
        long long number = 0;
        const answer<done> written = change("open", [&]() -> answer<done> {
            if (answer<done> stepped = step(sequence); !stepped)
                return stepped;
            sqlite_query query = on.query("SELECT value FROM sequence WHERE name=?");
            if (!query.with(sequence).next())
                return on.fault("open", SQLITE_CORRUPT);
            number = query.number(0);
            return done{};
        });
        if (!written)
            return written.why();
        return number;
    }

    answer<counter> counter_named(std::string_view name) {
        sqlite_query query = on.query("SELECT value, ends, digest FROM counter WHERE name=?");
        counter held;
        if (query.with(name).next()) {
            held = {query.number(0), instant{query.number(1)}};
            if (counter_digest(name, held) != query.text(2))
                return on.fault("spend", SQLITE_CORRUPT);
        }
        if (!query.is_good())
            return on.fault("spend", query.code());
        return held;
    }

    std::mutex guard_;
    pid_t opened_by_ = ::getpid();
    long long data_version_ = -1;
    long long generation_ = 0;
};

} // namespace bailiwick::detail
