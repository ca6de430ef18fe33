// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/frame.hpp>
#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/detail/mutex.hpp>

namespace bailiwick::detail {

/// The journal that a log writes: frames into a segment whose blocks were written before.
///
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
        const std::size_t padded = padded_size(frame_size(leaves, note));
        if (padded > segment_bytes_)
            return refusal{reason::receipt_unavailable, "append", "a frame larger than a segment",
                           "make the log with a larger segment"};
        if (!segment_.is_open() || segment_bytes_ - at_ < padded)
            if (auto begun = begin(first); !begun) return begun;
        std::uint32_t checksum = 0;
        put_frame(bytes_, first, leaves, note, previous_, checksum);
        if (!write_all(*disk_, segment_.get(), bytes_, static_cast<off_t>(at_)) ||
            disk_->sync(segment_.get()) != 0)
            return disk_refusal("append", segment_file(log_, begun_.back()));
        previous_ = checksum;
        const mutex_hold hold(mutex_);
        at_ += padded;
        return done{};
    }

    /// Whether it is time to `prepare`: the segment is half full, and no other one lies ready.
    bool wants_a_spare() const {
        const mutex_hold hold(mutex_);
        return segment_.is_open() && at_ > segment_bytes_ / 2 && !spare_.is_open();
    }

    /// Makes the next segment ready, so that no receipt waits for its zeros.
    ///
    /// Where that fails, the segment is made when it is needed, and fails there if it must.
    void prepare() {
        const std::string path = spare_file(log_);
        file_handle made = zeros_in(path);
        if (!made.is_open()) return;
        const mutex_hold hold(mutex_);
        spare_ = std::move(made);
    }

    /// Removes the segments whose receipts are all below `published`, in the static files.
    ///
    /// A segment that cannot be removed does no harm: recovery passes over what is published.
    void retire(unsigned long long published) {
        std::vector<unsigned long long> full;
        {
            const mutex_hold hold(mutex_);
            while (begun_.size() > 1 && begun_[1] <= published) {
                full.push_back(begun_.front());
                begun_.erase(begun_.begin());
            }
        }
        for (const unsigned long long each : full) ::unlink(segment_file(log_, each).c_str());
        if (!full.empty()) sync_folder(*disk_, journal_folder(log_));
    }

private:
    // Zeros first, synced, under another name: a segment that is there is always there whole.
    answer<done> begin(unsigned long long first) {
        const std::string path = segment_file(log_, first);
        file_handle next;
        if (!take_spare(next, path)) return disk_refusal("append", path);
        if (!next.is_open()) {
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
        at_ = 0;
        previous_ = 0;
        return done{};
    }

    // Its name goes with it under the mutex: the next spare must not be made of the same file.
    bool take_spare(file_handle& into, const std::string& path) {
        const mutex_hold hold(mutex_);
        into = std::move(spare_);
        return !into.is_open() || disk_->rename(spare_file(log_).c_str(), path.c_str()) == 0;
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
    std::string bytes_{}; ///< the frame that is being written
    std::uint32_t previous_ = 0;

    mutable plain_mutex mutex_{}; ///< for what follows
    file_handle segment_{}, spare_{};
    unsigned long long at_ = 0;
    std::vector<unsigned long long> begun_{}; ///< the first index of each segment that is there
};

} // namespace bailiwick::detail
