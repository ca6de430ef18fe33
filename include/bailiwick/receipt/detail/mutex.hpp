// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

#include <pthread.h>

namespace bailiwick::detail {

/// A mutex; `<mutex>` would bring `<chrono>` into every file that includes this.
class plain_mutex {
public:
    plain_mutex() noexcept = default;
    plain_mutex(const plain_mutex&) = delete;
    plain_mutex& operator=(const plain_mutex&) = delete;
    ~plain_mutex() { pthread_mutex_destroy(&mutex_); }

    void lock() noexcept { pthread_mutex_lock(&mutex_); }
    void unlock() noexcept { pthread_mutex_unlock(&mutex_); }

private:
    friend class plain_condition;
    pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
};

/// What threads sleep on until another one has done something.
class plain_condition {
public:
    plain_condition() noexcept = default;
    plain_condition(const plain_condition&) = delete;
    plain_condition& operator=(const plain_condition&) = delete;
    ~plain_condition() { pthread_cond_destroy(&condition_); }

    /// The mutex is free during the sleep, and held again after it; it may end for no reason.
    void wait(plain_mutex& held) noexcept { pthread_cond_wait(&condition_, &held.mutex_); }
    /// The same, and not longer than until this reading of `monotonic_milliseconds`.
    void wait_until(plain_mutex& held, long long milliseconds) noexcept {
        const timespec end{.tv_sec = milliseconds / 1000,
                           .tv_nsec = milliseconds % 1000 * 1'000'000};
        pthread_cond_clockwait(&condition_, &held.mutex_, CLOCK_MONOTONIC, &end);
    }
    void wake_all() noexcept { pthread_cond_broadcast(&condition_); }

private:
    pthread_cond_t condition_ = PTHREAD_COND_INITIALIZER;
};

/// Holds a mutex until the end of its scope.
class [[nodiscard]] mutex_hold {
public:
    explicit mutex_hold(plain_mutex& mutex) noexcept : mutex_(mutex) { mutex_.lock(); }
    mutex_hold(const mutex_hold&) = delete;
    mutex_hold& operator=(const mutex_hold&) = delete;
    ~mutex_hold() { mutex_.unlock(); }

private:
    plain_mutex& mutex_;
};

} // namespace bailiwick::detail
