// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/mutex.hpp>

#include <span>
#include <utility>
#include <vector>

namespace bailiwick::detail {

/// What waits in a queue: both are touched under the queue's mutex only.
struct queued {
    bool is_answered = false;
    bool is_abandoned = false; ///< nobody waits for it any more: the queue frees it
};

/// Group commit: while one thread waits for the disk, the others gather, and one of them then
/// writes what all of them have brought.
///
/// There is no delay: a lone caller writes at once, by itself.
template <class Item> class commit_queue {
public:
    /// Returns when somebody's `write(span of Item*)` has answered for this item. `write` is never
    /// called twice at a time, and gets the items in the order in which they were handed in.
    template <class Write> void commit(Item& item, Write write) {
        const mutex_hold hold(mutex_);
        gathered_.push_back(&item);
        while (!item.is_answered) {
            if (is_writing_) answered_.wait(mutex_);
            else write_gathered(write);
        }
    }

    /// Leaves an item behind for whoever drains the queue; waits while the queue is full.
    void hand_in(Item& item, std::size_t room) {
        const mutex_hold hold(mutex_);
        while (gathered_.size() >= room) answered_.wait(mutex_);
        gathered_.push_back(&item);
    }

    /// Writes until nothing is left that somebody handed in.
    template <class Write> void drain(Write write) {
        const mutex_hold hold(mutex_);
        while (!gathered_.empty()) {
            if (is_writing_) answered_.wait(mutex_);
            else write_gathered(write);
        }
    }

    /// Returns when the item that was handed in is answered.
    void wait_for(const Item& item) {
        const mutex_hold hold(mutex_);
        while (!item.is_answered) answered_.wait(mutex_);
    }
    bool is_answered(const Item& item) const {
        const mutex_hold hold(mutex_);
        return item.is_answered;
    }

    /// Frees an item that was handed in: now, or as soon as it is answered.
    void abandon(Item* item) {
        {
            const mutex_hold hold(mutex_);
            if (!item->is_answered) item = (item->is_abandoned = true, nullptr);
        }
        delete item;
    }

private:
    // The mutex is held before and after, and free while the disk works. Where `write` throws, the
    // process ends: nobody may go on who cannot know what is on the disk.
    template <class Write> void write_gathered(Write& write) noexcept {
        is_writing_ = true;
        taken_.swap(gathered_);
        mutex_.unlock();
        write(std::span<Item* const>(taken_));
        mutex_.lock();
        for (Item* each : taken_) {
            each->is_answered = true;
            if (each->is_abandoned) delete each;
        }
        taken_.clear();
        is_writing_ = false;
        answered_.wake_all();
    }

    mutable plain_mutex mutex_{};
    plain_condition answered_{};
    bool is_writing_ = false;
    std::vector<Item*> gathered_{};
    std::vector<Item*> taken_{}; ///< touched by the thread that writes only
};

} // namespace bailiwick::detail
