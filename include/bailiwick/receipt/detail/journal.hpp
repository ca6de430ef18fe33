// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/frame.hpp>
#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/detail/mutex.hpp>
#include <bailiwick/receipt/detail/sector.hpp>

#include <sys/file.h>

namespace bailiwick::detail {

/// The journal that a log writes: frames into segments whose blocks were written before.
///
/// Segments are used again: a disk takes new bytes in old blocks at twice the speed of new ones.
/// One thread appends at a time; another one may prepare and retire segments meanwhile.
class journal {
public:
    void set(std::string log, unsigned long long segment_bytes, const disk_calls& disk) {
        log_ = std::move(log);
        segment_bytes_ = segment_bytes;
        disk_ = &disk;
    }

    /// Writes and syncs one frame; when it returns, the leaves and their checkpoint are durable.
    answer<done> append(unsigned long long first, std::span<const std::string_view> leaves,
                        std::string_view note) {
        const std::size_t stored = stored_size(frame_size(leaves, note));
        if (stored > segment_bytes_)
            return refusal{reason::receipt_unavailable, "append", "a frame larger than a segment",
                           "make the log with a larger segment"};
        if (!segment_.is_open() || segment_bytes_ - at_ < stored)
            if (auto begun = begin(first); !begun) return begun;
        std::uint32_t checksum = 0;
        put_frame(frame_, first, leaves, note, previous_, checksum);
        put_sectors(stored_, frame_, stamp_);
        if (!write_all(*disk_, segment_.get(), stored_, static_cast<off_t>(at_)) ||
            disk_->sync(segment_.get()) != 0)
            return disk_refusal("append", segment_file(log_, began_at_));
        previous_ = checksum;
        const mutex_hold hold(mutex_);
        at_ += stored;
        return done{};
    }

    /// Whether it is time to `prepare`: the segment is half full, and no other one lies ready.
    bool wants_a_spare() const {
        const mutex_hold hold(mutex_);
        return segment_.is_open() && at_ > segment_bytes_ / 2 && spares_.empty();
    }

    /// Makes a segment ready, so that no receipt waits for its zeros.
    ///
    /// Where that fails, the segment is made when it is needed, and fails there if it must.
    void prepare() {
        const std::size_t name = new_spare();
        if (!zeros_in(spare_file(log_, name)).is_open()) return;
        const mutex_hold hold(mutex_);
        spares_.push_back(name);
    }

    /// Lets go of the segments whose receipts are all below `published`, in the static files.
    ///
    /// A segment that cannot be moved does no harm: recovery passes over what is published.
    void retire(unsigned long long published) {
        std::vector<unsigned long long> full;
        std::size_t room = 0;
        {
            const mutex_hold hold(mutex_);
            while (begun_.size() > 1 && begun_[1] <= published) {
                full.push_back(begun_.front());
                begun_.erase(begun_.begin());
            }
            const unsigned long long most = most_spare_bytes / segment_bytes_ + 1;
            room = most > spares_.size() ? static_cast<std::size_t>(most) - spares_.size() : 0;
        }
        if (full.empty()) return;
        std::vector<std::size_t> ready;
        for (const unsigned long long each : full)
            if (ready.size() < room) use_again(each, ready);
            else ::unlink(segment_file(log_, each).c_str());
        // Before a spare is written its old name must be gone for good.
        if (!sync_folder(*disk_, journal_folder(log_)) || !sync_folder(*disk_, state_folder(log_)))
            return;
        const mutex_hold hold(mutex_);
        spares_.insert(spares_.end(), ready.begin(), ready.end());
    }

private:
    static constexpr unsigned long long most_spare_bytes = 64ULL << 20;

    answer<done> begin(unsigned long long first) {
        const std::string path = segment_file(log_, first);
        file_handle next;
        if (!take_spare(next, path)) return disk_refusal("append", path);
        if (!next.is_open()) {
            // Zeros first, synced, under another name: what is in the journal has its full length.
            const std::string beside = journal_scratch_file(log_);
            next = zeros_in(beside);
            if (!next.is_open()) return disk_refusal("append", beside, "make room on the disk");
            if (disk_->rename(beside.c_str(), path.c_str()) != 0)
                return disk_refusal("append", path);
        }
        if (!sync_folder(*disk_, journal_folder(log_))) return disk_refusal("append", path);
        const mutex_hold hold(mutex_);
        segment_ = std::move(next);
        begun_.push_back(first);
        began_at_ = first;
        stamp_ = stamp_of(first);
        at_ = 0;
        previous_ = 0;
        return done{};
    }

    bool take_spare(file_handle& into, const std::string& path) {
        std::size_t name = 0;
        {
            const mutex_hold hold(mutex_);
            if (spares_.empty()) return true;
            name = spares_.back();
            spares_.pop_back();
        }
        const std::string spare = spare_file(log_, name);
        into = open_file(spare, O_RDWR);
        return into.is_open() && disk_->rename(spare.c_str(), path.c_str()) == 0;
    }

    // Who reads the segment right now keeps it; the name is gone for everybody else.
    void use_again(unsigned long long first, std::vector<std::size_t>& ready) {
        const std::string path = segment_file(log_, first);
        const file_handle file = open_file(path, O_RDONLY);
        const std::size_t name = new_spare();
        if (file.is_open() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 &&
            disk_->rename(path.c_str(), spare_file(log_, name).c_str()) == 0)
            ready.push_back(name);
        else
            ::unlink(path.c_str());
    }

    std::size_t new_spare() {
        const mutex_hold hold(mutex_);
        return next_spare_++;
    }

    file_handle zeros_in(const std::string& path) const {
        file_handle made = open_file(path, O_RDWR | O_CREAT | O_TRUNC);
        const std::string zeros(1u << 16, '\0');
        for (unsigned long long at = 0; made.is_open() && at < segment_bytes_; at += zeros.size()) {
            const unsigned long long left = segment_bytes_ - at;
            if (!write_all(*disk_, made.get(), std::string_view(zeros).substr(0, left),
                           static_cast<off_t>(at)))
                return {};
        }
        if (made.is_open() && disk_->sync(made.get()) != 0) return {};
        return made;
    }

    std::string log_{};
    unsigned long long segment_bytes_ = 0;
    const disk_calls* disk_ = &real_disk;
    file_handle segment_{};
    unsigned long long began_at_ = 0; ///< the index of the segment's first receipt
    std::string frame_{}, stored_{}; ///< what is being written
    std::uint32_t previous_ = 0, stamp_ = 0;

    mutable plain_mutex mutex_{}; ///< for what follows
    unsigned long long at_ = 0;
    std::vector<unsigned long long> begun_{}; ///< the first index of each segment that is there
    std::vector<std::size_t> spares_{};       ///< the names of those that lie ready
    std::size_t next_spare_ = 0;
};

} // namespace bailiwick::detail
