// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/frame.hpp>
#include <bailiwick/receipt/detail/log_files.hpp>

namespace bailiwick::detail {

/// The journal that a log writes: frames into a segment whose blocks were written before.
class journal {
public:
    journal() = default;
    journal(std::string log, unsigned long long segment_bytes, const disk_calls& disk)
        : log_(std::move(log)), segment_bytes_(segment_bytes), disk_(&disk) {}

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
        const std::string bytes = frame_bytes(first, leaves, note, previous_, checksum);
        if (!write_all(*disk_, segment_.get(), bytes, static_cast<off_t>(at_)) ||
            disk_->sync(segment_.get()) != 0)
            return disk_refusal("append", segment_file(log_, first_));
        at_ += padded;
        previous_ = checksum;
        return done{};
    }

    /// Removes the segments that are full, once the static files hold what is in them.
    ///
    /// A segment that cannot be removed does no harm: recovery passes over what is published.
    void retire_full_segments() {
        if (full_.empty()) return;
        for (const unsigned long long each : full_) ::unlink(segment_file(log_, each).c_str());
        full_.clear();
        sync_folder(*disk_, journal_folder(log_));
    }

private:
    // Zeros first, synced, under another name: a segment that is there is always there whole.
    answer<done> begin(unsigned long long first) {
        if (segment_.is_open()) full_.push_back(first_);
        segment_ = open_file(scratch_file(log_), O_RDWR | O_CREAT | O_TRUNC);
        if (!segment_.is_open()) return disk_refusal("append", scratch_file(log_));
        const std::string zeros(1u << 16, '\0');
        for (unsigned long long at = 0; at < segment_bytes_; at += zeros.size()) {
            const unsigned long long left = segment_bytes_ - at;
            if (!write_all(*disk_, segment_.get(), std::string_view(zeros).substr(0, left),
                           static_cast<off_t>(at)))
                return disk_refusal("append", scratch_file(log_), "make room on the disk");
        }
        const std::string path = segment_file(log_, first);
        if (disk_->sync(segment_.get()) != 0 ||
            disk_->rename(scratch_file(log_).c_str(), path.c_str()) != 0 ||
            !sync_folder(*disk_, journal_folder(log_)))
            return disk_refusal("append", path);
        first_ = first;
        at_ = 0;
        previous_ = 0;
        return done{};
    }

    std::string log_{};
    unsigned long long segment_bytes_ = 0;
    const disk_calls* disk_ = &real_disk;
    file_handle segment_{};
    unsigned long long first_ = 0;
    unsigned long long at_ = 0;
    std::uint32_t previous_ = 0;
    std::vector<unsigned long long> full_{};
};

} // namespace bailiwick::detail
