// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs SQLite 3, and only agents with embedded state do

#include <bailiwick/escalation/detail/shared_marks.hpp>
#include <bailiwick/escalation/detail/sqlite_taking.hpp>

#include <algorithm>
#include <memory>

namespace bailiwick {

/// How a SQLite store is opened.
struct sqlite_options {
    duration busy_wait = seconds(5); ///< how long a write waits for other processes
    bool check_integrity = true;     ///< reads the whole file once, and refuses a damaged one
};

/// Tickets, off switch and counters in one SQLite file that many processes of a machine share.
///
/// Every change is durable when it is answered (WAL, synchronous=FULL). The file is made for its
/// owner only; beside it lies `<file>.runners`, whose locks say which processes still live.
class sqlite_store : public detail::shared_marks<detail::sqlite_shared> {
public:
    /// Opens the file, or makes it; a damaged, foreign, newer or read-only one is refused.
    static answer<sqlite_store> open(const std::string& path, sqlite_options options = {}) {
        auto state = std::make_unique<detail::sqlite_shared>(path);
        const auto wait = static_cast<int>(options.busy_wait.milliseconds / 2);
        if (auto wrong = state->open(wait, options.check_integrity))
            return *std::move(wrong);
        return sqlite_store(std::move(state));
    }

    answer<kept> insert(const ticket& fresh, before_commit hook) {
        return write("open", fresh, hook, [&] { return detail::sqlite_insert(on(), fresh); });
    }
    answer<kept> update(const ticket& next, before_commit hook) {
        return write("change", next, hook, [&] { return detail::sqlite_update(on(), next); });
    }
    answer<std::optional<ticket>> take(const ticket_filter& filter, instant now, take_step step,
                                       before_commit hook) {
        return detail::sqlite_take(*state_, filter, now, step, hook);
    }
    answer<std::size_t> drop_closed(instant closed_before, std::size_t limit) {
        return detail::sqlite_drop_closed(*state_, closed_before, limit);
    }
    answer<bool> wait_for_change(std::string_view id, unsigned long long seen, duration at_most) {
        return detail::sqlite_wait(*state_, id, seen, at_most);
    }

    answer<ticket> load(std::string_view id) {
        answer<std::vector<ticket>> found =
            read("load", std::string(detail::ticket_columns) + " WHERE id=?",
                 [&](detail::sqlite_query& query) { query.with(id); });
        if (!found)
            return std::move(found).why();
        if (found->empty())
            return refusal{reason::unknown_request, "load", std::string(id),
                           "there is no such ticket"};
        return std::move(found->front());
    }

    answer<std::vector<std::string>> ids_like(std::string_view prefix, std::size_t limit) {
        auto entered = state_->enter("find");
        if (!entered)
            return std::move(entered).why();
        detail::sqlite_query query =
            on().query("SELECT id FROM ticket WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
        query.with(prefix).with(std::string(prefix) + '~').with(static_cast<long long>(limit));
        std::vector<std::string> ids;
        while (query.next())
            ids.emplace_back(query.text(0));
        if (!query.is_good())
            return on().fault("find", query.code());
        return ids;
    }

    answer<ticket_list> list(const ticket_filter& filter, const ticket_page& page) {
        std::vector<ticket> all;
        const std::size_t turns = std::max<std::size_t>(filter.states.size(), 1);
        for (std::size_t turn = 0; turn < turns; ++turn) {
            detail::ticket_condition where(detail::sqlite_place);
            if (!filter.states.empty())
                where.add_state(filter.states[turn]);
            where.add_fields(filter);
            if (!page.after.empty())
                where.add(page.newest_first ? "id<" : "id>", page.after);
            answer<std::vector<ticket>> found =
                read("list",
                     std::string(detail::ticket_columns) + where.text() +
                         (page.newest_first ? " ORDER BY id DESC LIMIT ?" : " ORDER BY id LIMIT ?"),
                     [&](detail::sqlite_query& query) {
                         for (const std::string& each : where.values())
                             query.with(each);
                         query.with(static_cast<long long>(page.limit) + 1);
                     });
            if (!found)
                return std::move(found).why();
            std::move(found->begin(), found->end(), std::back_inserter(all));
        }
        const auto is_before = [&](const ticket& left, const ticket& right) {
            return page.newest_first ? left.id > right.id : left.id < right.id;
        };
        const auto is_one = [](const ticket& left, const ticket& right) {
            return left.id == right.id;
        };
        std::sort(all.begin(), all.end(), is_before);
        all.erase(std::unique(all.begin(), all.end(), is_one), all.end());
        return detail::page_of(std::move(all), page);
    }

    answer<std::vector<ticket>> due(instant now, std::size_t limit) {
        return read("sweep",
                    std::string(detail::ticket_columns) + " WHERE due <= ? ORDER BY due LIMIT ?",
                    [&](detail::sqlite_query& query) {
                        query.with(now.microseconds).with(static_cast<long long>(limit));
                    });
    }

    const std::string& runner() const noexcept { return state_->life.name(); }
    answer<bool> is_running(std::string_view runner) const { return state_->life.is_held(runner); }



private:
    explicit sqlite_store(std::unique_ptr<detail::sqlite_shared> state)
        : shared_marks(std::move(state)) {}

    detail::sqlite_connection& on() const { return state_->on; }

    template <class Write>
    answer<kept> write(const char* action, const ticket& next, before_commit hook,
                       const Write& change) {
        kept result = kept::outrun;
        const answer<done> written = state_->change(action, [&]() -> answer<done> {
            const answer<kept> changed = change();
            if (!changed)
                return changed.why();
            result = *changed;
            return result == kept::yes ? hook(next) : answer<done>(done{});
        });
        if (!written)
            return written.why();
        return result;
    }

    template <class Bind>
    answer<std::vector<ticket>> read(const char* action, const std::string& sql, const Bind& bind) {
        auto entered = state_->enter(action);
        if (!entered)
            return std::move(entered).why();
        detail::sqlite_query query = on().query(sql);
        bind(query);
        return detail::sqlite_tickets(on(), action, query);
    }
};
static_assert(waiting_store<sqlite_store>);

} // namespace bailiwick
