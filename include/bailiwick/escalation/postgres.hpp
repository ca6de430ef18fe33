// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs libpq, and only agents whose state several machines share do

#include <bailiwick/escalation/detail/postgres_shared.hpp>
#include <bailiwick/escalation/detail/postgres_taking.hpp>
#include <bailiwick/escalation/detail/shared_marks.hpp>

#include <memory>

namespace bailiwick {

/// Tickets, off switch and counters in a PostgreSQL database that many processes and hosts share.
///
/// Every change is durable when it is answered. A lost connection is replaced; a call is repeated
/// only where it is known that it has not happened, else it is `state_unavailable`. The store lives
/// in a schema of its own and needs sessions of its own: a pooler in between must not share them.
class postgres_store : public detail::shared_marks<detail::postgres_shared> {
public:
    /// Opens the schema, or makes it. The text is what libpq takes, `host=… dbname=…` or
    /// `postgresql://…`, with all its parameters (TLS too); no refusal repeats its passwords.
    static answer<postgres_store> open(const std::string& conninfo, postgres_options options = {}) {
        const answer<detail::postgres_place> place =
            detail::postgres_place::read(conninfo, std::move(options));
        if (!place)
            return place.why();
        auto state = std::make_unique<detail::postgres_shared>(*place);
        if (auto wrong = state->open())
            return *std::move(wrong);
        return postgres_store(std::move(state));
    }

    answer<kept> insert(const ticket& fresh, before_commit hook) {
        if (auto wrong = detail::fault_of_columns("open", fresh))
            return *std::move(wrong);
        return detail::postgres_write(pool(), "open", detail::postgres_insert, fresh,
                                      detail::insert_values(fresh), hook);
    }
    answer<kept> update(const ticket& next, before_commit hook) {
        if (!detail::ticket_key_of(next.id))
            return detail::no_such_ticket("change", next.id);
        return detail::postgres_write(pool(), "change", detail::postgres_update, next,
                                      detail::update_values(next), hook);
    }
    answer<std::optional<ticket>> take(const ticket_filter& filter, instant now, take_step step,
                                       before_commit hook) {
        if (!is_askable(filter))
            return std::optional<ticket>();
        return detail::postgres_taking(pool(), filter, now).take(step, hook);
    }
    answer<std::size_t> drop_closed(instant closed_before, std::size_t limit) {
        return detail::postgres_drop_closed(pool(), closed_before, limit);
    }

    answer<ticket> load(std::string_view id) {
        if (!detail::ticket_key_of(id))
            return detail::no_such_ticket("load", id);
        answer<std::vector<ticket>> found =
            read("load", std::string(detail::ticket_columns) + " WHERE id=$1", {std::string(id)});
        if (!found)
            return std::move(found).why();
        if (found->empty())
            return detail::no_such_ticket("load", id);
        return std::move(found->front());
    }

    answer<std::vector<std::string>> ids_like(std::string_view prefix, std::size_t limit) {
        std::vector<std::string> ids;
        if (!detail::ticket_key_of(prefix, '0'))
            return ids;
        const answer<detail::postgres_reply> found = pool().ask(
            "find", "SELECT id FROM ticket WHERE id >= $1 AND id < $2 ORDER BY id LIMIT $3",
            {std::string(prefix), std::string(prefix) + '~', std::to_string(limit)});
        if (!found)
            return found.why();
        for (int row = 0; row < found->size(); ++row)
            ids.emplace_back((*found)[row].text(0));
        return ids;
    }

    answer<ticket_list> list(const ticket_filter& filter, const ticket_page& page) {
        if (!is_askable(filter) || !detail::is_storable(page.after))
            return ticket_list();
        detail::postgres_values values;
        const std::string sql = detail::page_sql(filter, page, values);
        answer<std::vector<ticket>> found = read("list", sql, values);
        if (!found)
            return std::move(found).why();
        return detail::page_of(*std::move(found), page);
    }

    answer<std::vector<ticket>> due(instant now, std::size_t limit) {
        return read("sweep",
                    std::string(detail::ticket_columns) + " WHERE due <= $1 ORDER BY due LIMIT $2",
                    {std::to_string(now.microseconds), std::to_string(limit)});
    }

    /// A new name after a loss of the server during which somebody declared the old one dead.
    std::string runner() const { return state_->listener.name(); }
    answer<bool> is_running(std::string_view name) { return state_->is_running(name); }

    answer<bool> wait_for_change(std::string_view id, unsigned long long seen, duration at_most) {
        constexpr long long look_every = 500; // for what no notification tells
        if (!detail::ticket_key_of(id))
            return detail::no_such_ticket("wait", id);
        const long long until = detail::steady_milliseconds() + at_most.milliseconds;
        detail::postgres_listener::watch news(state_->listener, id);
        for (;;) {
            const answer<detail::postgres_reply> found =
                pool().ask("wait", "SELECT revision FROM ticket WHERE id=$1", {std::string(id)});
            if (!found)
                return found.why();
            if (found->size() == 0)
                return detail::no_such_ticket("wait", id);
            if ((*found)[0].number(0) > static_cast<long long>(seen))
                return true;
            const long long left = until - detail::steady_milliseconds();
            if (left <= 0)
                return false;
            news.wait(std::min(left, look_every));
        }
    }

    /// The server's clock, so that hosts whose clocks differ agree on what is late.
    answer<instant> now() { return state_->now(); }


private:
    explicit postgres_store(std::unique_ptr<detail::postgres_shared> state)
        : shared_marks(std::move(state)) {}

    detail::postgres_pool& pool() const { return state_->pool; }

    static bool is_askable(const ticket_filter& filter) {
        return detail::is_storable(filter.agent) && detail::is_storable(filter.tool) &&
               detail::is_storable(filter.queue);
    }

    answer<std::vector<ticket>> read(const char* action, const std::string& sql,
                                     const detail::postgres_values& values) {
        const answer<detail::postgres_reply> found = pool().ask(action, sql, values);
        if (!found)
            return found.why();
        return detail::tickets_of(*found, state_->place());
    }
};
static_assert(clocked_store<postgres_store> && waiting_store<postgres_store>);

} // namespace bailiwick
