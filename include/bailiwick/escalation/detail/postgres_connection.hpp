// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_reply.hpp>

#include <cerrno>
#include <map>

#include <poll.h>

namespace bailiwick::detail {

/// One session with its prepared statements; one thread at a time. No call lasts much longer than
/// a statement may, whatever the network does.
class postgres_connection {
public:
    explicit postgres_connection(const postgres_place& place)
        : place_(place), at_(place.connect(), PQfinish) {
        if (PQstatus(at_.get()) != CONNECTION_OK) {
            why_ = place.words_of(PQerrorMessage(at_.get()));
            at_.reset();
            return;
        }
        PQsetNoticeProcessor(
            at_.get(), [](void*, const char*) {}, nullptr);
        PQsetnonblocking(at_.get(), 1);
        if (const postgres_reply set = run(settings()); !set.is_good()) {
            why_ = set.fault("open", place).hint;
            at_.reset();
        }
    }

    bool is_open() const { return at_ != nullptr && PQstatus(at_.get()) == CONNECTION_OK; }
    const std::string& why_closed() const noexcept { return why_; }
    PGconn* handle() const { return at_.get(); }
    const postgres_place& place() const noexcept { return place_; }

    /// Whether it still lives, as far as this side can know without asking.
    bool is_alive() {
        if (!is_open())
            return false;
        pollfd socket{PQsocket(at_.get()), POLLIN, 0};
        return ::poll(&socket, 1, 0) <= 0 || (PQconsumeInput(at_.get()) == 1 && is_open());
    }

    /// Runs statements without values.
    postgres_reply run(const std::string& sql) {
        return is_open() && PQsendQuery(at_.get(), sql.c_str()) == 1 ? wait() : closed();
    }

    /// Runs a statement, which is prepared at its first use.
    postgres_reply query(const std::string& sql, const postgres_values& values) {
        postgres_reply ready = prepare(sql);
        return ready.is_good() && send(sql, values) ? wait() : std::move(ready);
    }

    /// Begins a transaction and runs its first statement, both in one round trip.
    postgres_reply begin(const std::string& sql, const postgres_values& values) {
        postgres_reply ready = prepare(sql);
        postgres_reply opening = ready.is_good() ? prepare("BEGIN") : std::move(ready);
        if (!opening.is_good())
            return opening;
        PQenterPipelineMode(at_.get());
        const bool is_sent = send("BEGIN", {}) && send(sql, values) && PQpipelineSync(at_.get());
        postgres_reply begun = is_sent ? wait() : closed();
        postgres_reply reply = begun.is_good() ? wait() : std::move(begun);
        while (is_open() && PQpipelineStatus(at_.get()) != PQ_PIPELINE_OFF) {
            if (PQexitPipelineMode(at_.get()) == 1)
                break;
            if (wait().is_lost())
                break;
        }
        return reply;
    }

    /// Ends the transaction without its changes.
    void roll_back() { static_cast<void>(run("ROLLBACK")); }

private:
    std::string settings() const {
        const auto milliseconds = [](duration span) { return std::to_string(span.milliseconds); };
        const postgres_options& options = place_.options;
        return "SET search_path TO pg_catalog, \"" + options.schema +
               "\", pg_temp;"
               "SET default_transaction_isolation TO 'read committed';"
               "SET statement_timeout TO " +
               milliseconds(options.statement_time) +
               ";"
               "SET lock_timeout TO " +
               milliseconds(options.lock_wait) +
               ";"
               "SET idle_in_transaction_session_timeout TO 60000;"
               "SELECT set_config('synchronous_commit', 'on', false)"
               " WHERE current_setting('synchronous_commit') = 'off'";
    }

    postgres_reply closed() {
        std::string words = at_ ? place_.words_of(PQerrorMessage(at_.get())) : why_;
        at_.reset();
        return postgres_reply::lost(std::move(words));
    }

    postgres_reply prepare(const std::string& sql) {
        if (!is_open())
            return closed();
        if (prepared_.contains(sql))
            return {PQmakeEmptyPGresult(at_.get(), PGRES_COMMAND_OK), {}};
        const std::string name = "bw" + std::to_string(prepared_.size());
        if (PQsendPrepare(at_.get(), name.c_str(), sql.c_str(), 0, nullptr) != 1)
            return closed();
        postgres_reply reply = wait();
        if (reply.is_good())
            prepared_.emplace(sql, name);
        return reply;
    }

    bool send(const std::string& sql, const postgres_values& values) {
        std::vector<const char*> texts;
        for (const std::optional<std::string>& each : values)
            texts.push_back(each ? each->c_str() : nullptr);
        return PQsendQueryPrepared(at_.get(), prepared_.find(sql)->second.c_str(),
                                   static_cast<int>(texts.size()), texts.data(), nullptr, nullptr,
                                   0) == 1;
    }

    // Reads to the end of one statement's results; the first fault of several counts.
    postgres_reply wait() {
        const long long until =
            steady_milliseconds() + place_.options.statement_time.milliseconds + 5'000;
        PGresult* kept_result = nullptr;
        for (;;) {
            const int unsent = PQflush(at_.get());
            if (unsent < 0)
                break;
            if (unsent == 0 && PQisBusy(at_.get()) == 0) {
                PGresult* next = PQgetResult(at_.get());
                if (next == nullptr || PQresultStatus(next) == PGRES_PIPELINE_SYNC) {
                    if (next != nullptr)
                        PQclear(std::exchange(kept_result, next));
                    return finish(kept_result);
                }
                if (kept_result == nullptr || PQresultStatus(kept_result) != PGRES_FATAL_ERROR)
                    std::swap(kept_result, next);
                PQclear(next);
                continue;
            }
            pollfd socket{PQsocket(at_.get()), POLLIN, 0};
            if (unsent != 0)
                socket.events |= POLLOUT;
            const long long left = until - steady_milliseconds();
            const int came = left > 0 ? ::poll(&socket, 1, static_cast<int>(left)) : 0;
            if (came == 0 || (came < 0 && errno != EINTR))
                break;
            if (came > 0 && (socket.revents & ~POLLOUT) != 0 && PQconsumeInput(at_.get()) != 1)
                break;
        }
        PQclear(kept_result);
        return closed();
    }

    postgres_reply finish(PGresult* result) {
        if (result == nullptr)
            return closed();
        postgres_reply reply(result, place_.words_of(PQresultErrorMessage(result)));
        if (reply.is_lost())
            at_.reset(); // a server that goes down or turned standby serves nobody from here on
        return reply;
    }

    const postgres_place& place_;
    std::unique_ptr<PGconn, void (*)(PGconn*)> at_;
    std::string why_;
    std::map<std::string, std::string, std::less<>> prepared_;
};

} // namespace bailiwick::detail
