// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/mutex.hpp>

namespace bailiwick::detail {

/// Work that a thread of its own does whenever it is asked to; the first asking starts the thread.
///
/// Where there shall be no thread, or the system gives none, who asks does the work.
class background {
public:
    using work = void (*)(void* on);

    background() = default;
    background(const background&) = delete;
    background& operator=(const background&) = delete;
    ~background() { end(); }

    /// Says what the work is, and for how many milliseconds it rests after it; before the first
    /// asking.
    void set(work what, void* on, bool has_thread, long long rest = 0) noexcept {
        what_ = what;
        on_ = on;
        has_thread_ = has_thread;
        rest_ = rest;
    }

    /// Has the work done soon; askings while it is being done are one more time. What is urgent
    /// is done without a rest.
    void ask(bool is_urgent = true) noexcept {
        {
            const mutex_hold hold(mutex_);
            if (has_thread_ && !is_running_)
                has_thread_ = is_running_ = pthread_create(&thread_, nullptr, run, this) == 0;
            if (is_running_) {
                const bool is_news = !is_asked_ || (is_urgent && !is_urgent_);
                is_asked_ = true;
                is_urgent_ = is_urgent_ || is_urgent;
                if (is_news) changed_.wake_all();
                return;
            }
        }
        if (what_) what_(on_);
    }

    /// Returns when what was asked for is done and the thread is gone.
    void end() noexcept {
        {
            const mutex_hold hold(mutex_);
            if (!is_running_) return;
            shall_end_ = true;
            changed_.wake_all();
        }
        pthread_join(thread_, nullptr);
        is_running_ = shall_end_ = false;
    }

private:
    static void* run(void* self) noexcept {
        static_cast<background*>(self)->serve();
        return nullptr;
    }
    void serve() noexcept {
        const mutex_hold hold(mutex_);
        for (;;) {
            while (!is_asked_ && !shall_end_) changed_.wait(mutex_);
            if (!is_asked_) return;
            while (!is_urgent_ && !shall_end_ && monotonic_milliseconds() < rests_until_)
                changed_.wait_until(mutex_, rests_until_);
            is_asked_ = is_urgent_ = false;
            mutex_.unlock();
            what_(on_);
            mutex_.lock();
            if (rest_ > 0) rests_until_ = monotonic_milliseconds() + rest_;
        }
    }

    plain_mutex mutex_{};
    plain_condition changed_{};
    pthread_t thread_{};
    work what_ = nullptr;
    void* on_ = nullptr;
    long long rest_ = 0, rests_until_ = 0;
    bool has_thread_ = false, is_running_ = false, is_asked_ = false, is_urgent_ = false,
         shall_end_ = false;
};

} // namespace bailiwick::detail
