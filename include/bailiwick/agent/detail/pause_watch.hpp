// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <unistd.h>

namespace bailiwick::detail {

/// How often the switch is looked at: four times within the bound, and four times a second at
/// least.
constexpr duration look_every(duration bound) {
    return duration{std::clamp(bound.milliseconds / 4, 1LL, 250LL)};
}

/// A thread that does the same short work again and again, until it is ended.
class pause_watch {
public:
    using work = void (*)(void* on);

    pause_watch() = default;
    pause_watch(const pause_watch&) = delete;
    pause_watch& operator=(const pause_watch&) = delete;
    ~pause_watch() { end(); }

    /// Begins the thread; false if the system gives none.
    bool begin(duration every, work what, void* on) noexcept {
        try {
            thread_ = std::thread([this, every, what, on] { serve(every, what, on); });
            begun_by_ = ::getpid();
            return true;
        } catch (...) {
            return false;
        }
    }

    /// Returns when the thread is gone; after a fork there is none to wait for.
    void end() noexcept {
        if (!thread_.joinable())
            return;
        if (begun_by_ != ::getpid()) {
            thread_.detach();
            return;
        }
        {
            const std::lock_guard held(guard_);
            shall_end_ = true;
        }
        ends_.notify_one();
        thread_.join();
    }

private:
    void serve(duration every, work what, void* on) {
        const std::chrono::milliseconds rest(every.milliseconds);
        std::unique_lock held(guard_);
        while (!ends_.wait_for(held, rest, [this] { return shall_end_; })) {
            held.unlock();
            what(on);
            held.lock();
        }
    }

    std::mutex guard_;
    std::condition_variable ends_;
    std::thread thread_;
    pid_t begun_by_ = 0;
    bool shall_end_ = false;
};

} // namespace bailiwick::detail
