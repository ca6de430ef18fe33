// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/mutex.hpp>

#include <vector>

namespace bailiwick::detail {

/// Does pieces of work on several threads, and hands them over one by one in their order.
///
/// `Piece` does one by `run(work, number)`. Two pieces for each thread exist and are used again and
/// again, so that memory does not grow with the work. Where there shall be one thread, or the
/// system gives none, who asks does the work.
template <class Piece, class Work> class in_order {
public:
    in_order(const Work& work, unsigned long long count, unsigned jobs)
        : work_(work), count_(count), slots_(jobs > 1 ? 2 * std::size_t{jobs} : 1) {
        for (unsigned each = 0; jobs > 1 && each < jobs && each < count; ++each) {
            pthread_t thread{};
            if (pthread_create(&thread, nullptr, serve, this) != 0) break;
            threads_.push_back(thread);
        }
    }
    in_order(const in_order&) = delete;
    in_order& operator=(const in_order&) = delete;
    ~in_order() {
        {
            const mutex_hold hold(mutex_);
            shall_end_ = true;
            changed_.wake_all();
        }
        for (const pthread_t each : threads_) pthread_join(each, nullptr);
    }

    /// Calls `take(piece)` for every piece in turn, until it gives false; true if it never does.
    template <class Take> bool hand_over(Take take) {
        for (; taken_ < count_; release()) {
            slot& at = slots_[taken_ % slots_.size()];
            if (threads_.empty()) at.piece.run(work_, taken_);
            else wait_for(at);
            if (!take(at.piece)) return false;
        }
        return true;
    }

private:
    struct slot {
        Piece piece{};
        bool is_done = false;
    };

    static void* serve(void* self) noexcept {
        static_cast<in_order*>(self)->work_off();
        return nullptr;
    }
    void work_off() noexcept {
        const mutex_hold hold(mutex_);
        for (;;) {
            while (!shall_end_ && next_ < count_ && next_ - taken_ >= slots_.size())
                changed_.wait(mutex_);
            if (shall_end_ || next_ >= count_) return;
            const unsigned long long number = next_++;
            slot& at = slots_[number % slots_.size()];
            mutex_.unlock();
            at.piece.run(work_, number);
            mutex_.lock();
            at.is_done = true;
            if (number == taken_) changed_.wake_all();
        }
    }
    void wait_for(const slot& at) noexcept {
        const mutex_hold hold(mutex_);
        while (!at.is_done) changed_.wait(mutex_);
    }
    void release() noexcept {
        const mutex_hold hold(mutex_);
        slots_[taken_ % slots_.size()].is_done = false;
        ++taken_;
        changed_.wake_all();
    }

    const Work& work_;
    unsigned long long count_;
    std::vector<slot> slots_;
    std::vector<pthread_t> threads_{};
    plain_mutex mutex_{};
    plain_condition changed_{};
    unsigned long long next_ = 0, taken_ = 0;
    bool shall_end_ = false;
};

} // namespace bailiwick::detail
