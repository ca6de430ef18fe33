// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/mutex.hpp>

#include <span>
#include <vector>

namespace bailiwick::detail {

/// Group commit: while one thread waits for the disk, the others gather, and one of them then
/// writes what all of them have brought.
///
/// There is no thread of its own and no delay: a lone caller writes at once, by itself.
template <class Item> class commit_queue {
public:
    /// Returns when somebody's `write(span of Item*)` has answered for this item. `write` is never
    /// called twice at a time, and gets the items in the order in which they were handed in.
    template <class Write> void commit(Item& item, Write write) {
        waiting own{&item};
        const mutex_hold hold(mutex_);
        gathered_.push_back(&own);
        while (!own.is_answered) {
            if (is_writing_) answered_.wait(mutex_);
            else write_gathered(write);
        }
    }

private:
    struct waiting {
        Item* item;
        bool is_answered = false;
    };

    // The mutex is held before and after, and free while the disk works. Where `write` throws, the
    // process ends: nobody may go on who cannot know what is on the disk.
    template <class Write> void write_gathered(Write& write) noexcept {
        is_writing_ = true;
        taken_.swap(gathered_);
        items_.clear();
        for (const waiting* each : taken_) items_.push_back(each->item);
        mutex_.unlock();
        write(std::span<Item* const>(items_));
        mutex_.lock();
        for (waiting* each : taken_) each->is_answered = true;
        taken_.clear();
        is_writing_ = false;
        answered_.wake_all();
    }

    plain_mutex mutex_{};
    plain_condition answered_{};
    bool is_writing_ = false;
    std::vector<waiting*> gathered_{}, taken_{};
    std::vector<Item*> items_{}; ///< as `taken_`; touched by the thread that writes only
};

} // namespace bailiwick::detail
