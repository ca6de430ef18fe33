// SPDX-License-Identifier: BSL-1.0
#pragma once

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
    pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
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
