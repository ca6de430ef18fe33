// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_runner.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <sys/eventfd.h>
#include <unistd.h>

namespace bailiwick::detail {

/// The session that keeps an opening alive: it holds the runner's lock and hears notifications.
///
/// A thread of its own reads them and brings the session back after a loss, under the same name
/// unless that was declared dead meanwhile.
class postgres_listener {
    struct news {
        unsigned long long heard = 0;
        int watchers = 0;
    };

public:
    explicit postgres_listener(const postgres_place& place) : place_(place) {}
    postgres_listener(const postgres_listener&) = delete;
    postgres_listener& operator=(const postgres_listener&) = delete;
    ~postgres_listener() {
        if (wake_ < 0 || opened_by_ != ::getpid()) {
            if (reader_.joinable())
                reader_.detach(); // after a fork there is no such thread
            return;
        }
        const std::uint64_t one = 1;
        is_ending_ = true;
        static_cast<void>(::write(wake_, &one, sizeof one));
        if (reader_.joinable())
            reader_.join();
        ::close(wake_);
    }

    std::optional<refusal> open() {
        wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (wake_ < 0)
            return refusal{reason::state_unavailable, "open", "eventfd",
                           "the kernel gives no descriptor: close files or raise the limit"};
        auto on = std::make_unique<postgres_connection>(place_);
        if (!on->is_open())
            return postgres_reply::lost(on->why_closed()).fault("open", place_);
        if (auto wrong = join(*on))
            return wrong;
        reader_ = std::thread([this, first = std::move(on)]() mutable { read(std::move(first)); });
        return std::nullopt;
    }

    /// The name of this opening, as long as nobody declared it dead.
    std::string name() const {
        const std::lock_guard held(guard_);
        return name_;
    }
    bool is_name(std::string_view other) const {
        const std::lock_guard held(guard_);
        return name_ == other;
    }

    /// The generation that was heard of last; nothing since the session was lost.
    std::optional<unsigned long long> heard_generation() const {
        const std::lock_guard held(guard_);
        return generation_;
    }

    /// Somebody who waits for news of one ticket; to be made before the ticket is looked at.
    class watch {
    public:
        watch(postgres_listener& by, std::string_view id) : by_(by) {
            const std::lock_guard held(by_.guard_);
            at_ = by_.watched_.try_emplace(std::string(id)).first;
            ++at_->second.watchers;
            seen_ = at_->second.heard;
        }
        watch(const watch&) = delete;
        watch& operator=(const watch&) = delete;
        ~watch() {
            const std::lock_guard held(by_.guard_);
            if (--at_->second.watchers == 0)
                by_.watched_.erase(at_);
        }
        /// Waits until there is news that no earlier wait has seen, at most so long.
        void wait(long long milliseconds) {
            std::unique_lock held(by_.guard_);
            by_.more_.wait_for(held, std::chrono::milliseconds(milliseconds),
                               [&] { return at_->second.heard != seen_; });
            seen_ = at_->second.heard;
        }

    private:
        postgres_listener& by_;
        std::map<std::string, news, std::less<>>::iterator at_;
        unsigned long long seen_;
    };

    /// Counts the sessions so far: another number means that the server was away.
    unsigned long long session() const {
        const std::lock_guard held(guard_);
        return session_;
    }

private:
    std::optional<refusal> join(postgres_connection& on) {
        const std::string& schema = place_.options.schema;
        for (std::string name = name_;;) {
            if (name.empty()) {
                answer<std::string> drawn = new_runner_name();
                if (!drawn)
                    return std::move(drawn).why();
                name = *std::move(drawn);
            }
            const postgres_reply held = hold_runner(on, name);
            if (!held.is_good())
                return held.fault("open", place_);
            if (held[0].is_true(0)) {
                const postgres_reply listens = on.run(
                    "LISTEN \"" + schema + "_generation\"; LISTEN \"" + schema + "_ticket\"");
                if (!listens.is_good())
                    return listens.fault("open", place_);
                const std::lock_guard entered(guard_);
                name_ = name;
                ++session_;
                for (auto& each : watched_)
                    ++each.second.heard; // nobody knows what was missed
                break;
            }
            name.clear();
        }
        more_.notify_all();
        return std::nullopt;
    }

    void read(std::unique_ptr<postgres_connection> on) {
        for (long long pause = 10; !is_ending_;) {
            if (on == nullptr) {
                sleep(pause);
                pause = std::min(pause * 2, 500LL);
                auto again = std::make_unique<postgres_connection>(place_);
                if (is_ending_ || !again->is_open() || join(*again))
                    continue;
                on = std::move(again);
                pause = 10;
            }
            pollfd both[] = {{PQsocket(on->handle()), POLLIN, 0}, {wake_, POLLIN, 0}};
            ::poll(both, 2, -1);
            if (both[0].revents != 0 && (PQconsumeInput(on->handle()) != 1 || !on->is_open())) {
                on.reset();
                const std::lock_guard held(guard_);
                generation_.reset();
                continue;
            }
            take_in(*on);
        }
    }

    void sleep(long long milliseconds) const {
        pollfd end{wake_, POLLIN, 0};
        ::poll(&end, 1, static_cast<int>(milliseconds));
    }

    void take_in(const postgres_connection& on) {
        bool is_watched = false;
        while (PGnotify* each = PQnotifies(on.handle())) {
            const std::string_view channel = each->relname, payload = each->extra;
            const std::lock_guard held(guard_);
            if (channel.ends_with("_ticket")) {
                if (const auto found = watched_.find(payload); found != watched_.end()) {
                    ++found->second.heard;
                    is_watched = true;
                }
            } else {
                unsigned long long number = 0;
                std::from_chars(payload.data(), payload.data() + payload.size(), number);
                generation_ = std::max(generation_.value_or(0), number);
            }
            PQfreemem(each);
        }
        if (is_watched)
            more_.notify_all();
    }

    const postgres_place& place_;
    const pid_t opened_by_ = ::getpid();
    mutable std::mutex guard_;
    std::condition_variable more_;
    std::string name_;
    std::optional<unsigned long long> generation_;
    std::map<std::string, news, std::less<>> watched_;
    unsigned long long session_ = 0;
    std::atomic<bool> is_ending_{false};
    int wake_ = -1;
    std::thread reader_;
};

} // namespace bailiwick::detail
