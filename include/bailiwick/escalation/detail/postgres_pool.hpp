// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_connection.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <unistd.h>

namespace bailiwick::detail {

/// A handful of connections for any number of threads.
///
/// A dead connection is replaced. While the server is away a call tries again after 10 ms, then
/// 20 ms and so on to half a second, until its patience is over.
class postgres_pool {
public:
    explicit postgres_pool(postgres_place place) : place_(std::move(place)) {}
    postgres_pool(const postgres_pool&) = delete;
    postgres_pool& operator=(const postgres_pool&) = delete;

    const postgres_place& place() const noexcept { return place_; }

    /// A connection for one caller, who gives it back by letting it go.
    class lease {
    public:
        lease(postgres_pool& from, std::unique_ptr<postgres_connection> on)
            : from_(&from), on_(std::move(on)) {}
        lease(lease&&) = default;
        lease& operator=(lease&&) = delete;
        ~lease() {
            if (from_ != nullptr && on_ != nullptr)
                from_->give_back(std::move(on_));
        }
        postgres_connection* operator->() const { return on_.get(); }
        postgres_connection& operator*() const { return *on_; }

    private:
        postgres_pool* from_;
        std::unique_ptr<postgres_connection> on_;
    };

    /// The end of the patience of a call that begins now.
    long long patience() const {
        return steady_milliseconds() + place_.options.patience.milliseconds;
    }

    answer<lease> take(const char* action, long long until) {
        if (::getpid() != opened_by_)
            return refusal{reason::state_unavailable, action, place_.name(),
                           "the store was opened before a fork: open it again in this process"};
        std::unique_lock held(guard_);
        const std::size_t most = std::max<std::size_t>(place_.options.connections, 1);
        while (out_ >= most)
            if (free_.wait_for(held, left_of(until)) == std::cv_status::timeout && out_ >= most)
                return refusal{reason::state_unavailable, action, place_.name(),
                               "all " + std::to_string(most) +
                                   " connections are in use: allow more, or try again"};
        ++out_;
        while (!idle_.empty()) {
            std::unique_ptr<postgres_connection> on = std::move(idle_.back());
            idle_.pop_back();
            if (on->is_alive())
                return lease(*this, std::move(on));
        }
        held.unlock();
        std::string words;
        for (long long pause = 10;; pause = std::min(pause * 2, 500LL)) {
            auto fresh = std::make_unique<postgres_connection>(place_);
            if (fresh->is_open())
                return lease(*this, std::move(fresh));
            words = fresh->why_closed();
            const long long left = until - steady_milliseconds();
            if (left <= 0)
                break;
            ::poll(nullptr, 0, static_cast<int>(std::min(left, pause)));
        }
        give_back(nullptr);
        return postgres_reply::lost(std::move(words)).fault(action, place_);
    }

    /// Runs a statement that may run twice, on another connection where the first one is lost.
    answer<postgres_reply> ask(const char* action, const std::string& sql,
                               const postgres_values& values) {
        for (const long long until = patience();;) {
            const answer<lease> on = take(action, until);
            if (!on)
                return on.why();
            postgres_reply reply = (*on)->query(sql, values);
            if (reply.is_lost() && steady_milliseconds() < until)
                continue;
            if (!reply.is_good())
                return reply.fault(action, place_);
            return reply;
        }
    }

private:
    static std::chrono::milliseconds left_of(long long until) {
        return std::chrono::milliseconds(std::max(until - steady_milliseconds(), 0LL));
    }

    void give_back(std::unique_ptr<postgres_connection> on) {
        {
            const std::lock_guard held(guard_);
            --out_;
            if (on != nullptr && on->is_open() && PQtransactionStatus(on->handle()) == PQTRANS_IDLE)
                idle_.push_back(std::move(on));
        }
        free_.notify_one();
    }

    const postgres_place place_;
    const pid_t opened_by_ = ::getpid();
    std::mutex guard_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<postgres_connection>> idle_;
    std::size_t out_ = 0;
};

} // namespace bailiwick::detail
