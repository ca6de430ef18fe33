// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>
#include <bailiwick/receipt/detail/frame.hpp>
#include <bailiwick/receipt/detail/sector.hpp>

#include <sys/file.h>

/// A journal segment as recovery and verification read it: frames, then what an earlier use left.

namespace bailiwick::detail {

/// The bytes of a segment that lie in memory.
class segment_text {
public:
    explicit segment_text(std::string_view stored) : stored_(stored) {}

    std::size_t size() const { return stored_.size(); }
    /// As many of these bytes as there are; valid until the next call.
    std::string_view operator()(std::size_t at, std::size_t count) {
        return at < stored_.size() ? stored_.substr(at, count) : std::string_view();
    }

private:
    std::string_view stored_;
};

/// The bytes of a segment's file, of which a part is in memory at a time.
///
/// Its shared lock keeps the log that is being written from using the file again meanwhile.
class segment_in_file {
public:
    static answer<segment_in_file> open(const std::string& path) {
        segment_in_file opened;
        opened.file_ = open_file(path, O_RDONLY);
        struct stat held {}, named {};
        if (!opened.file_.is_open() || ::flock(opened.file_.get(), LOCK_SH) != 0 ||
            ::fstat(opened.file_.get(), &held) != 0 || ::stat(path.c_str(), &named) != 0)
            return disk_refusal("read", path);
        if (held.st_ino != named.st_ino) {
            errno = ENOENT; // it was retired
            return disk_refusal("read", path);
        }
        opened.size_ = static_cast<std::size_t>(held.st_size);
        return opened;
    }

    std::size_t size() const { return size_; }
    std::string_view operator()(std::size_t at, std::size_t count) {
        if (at < at_ || at + count > at_ + held_.size()) fetch(at, count);
        const std::string_view held(held_);
        return at < at_ + held.size() ? held.substr(at - at_, count) : std::string_view();
    }
    /// Whether something could not be read; it then looks as if the segment ended there.
    bool failed() const { return failed_; }

private:
    segment_in_file() = default;

    void fetch(std::size_t at, std::size_t count) {
        constexpr std::size_t ahead = 1u << 16;
        const std::size_t left = at < size_ ? size_ - at : 0;
        const std::size_t wanted = count > ahead ? count : ahead;
        held_.resize(wanted < left ? wanted : left);
        at_ = at;
        std::size_t have = 0;
        while (have < held_.size()) {
            const ssize_t got = ::pread(file_.get(), held_.data() + have, held_.size() - have,
                                        static_cast<off_t>(at + have));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) failed_ = true;
            if (got <= 0) break;
            have += static_cast<std::size_t>(got);
        }
        held_.resize(have);
    }

    file_handle file_{};
    std::size_t size_ = 0, at_ = 0;
    std::string held_{};
    bool failed_ = false;
};

enum class segment_end {
    clean,  ///< nothing was written behind the last frame
    torn,   ///< a write that was cut short; never acknowledged
    damaged ///< what was written is not what is there
};

/// What a segment's frames ended with, and where they end.
struct segment_scan {
    segment_end end = segment_end::clean;
    std::size_t at = 0;
};

/// Reads a segment whose first receipt has the index `first`.
template <class Segment> class segment_scanner {
public:
    segment_scanner(Segment& segment, unsigned long long first)
        : segment_(segment), first_(first), stamp_(stamp_of(first)) {}

    /// Hands every frame to `visit`, and says what follows the last one.
    template <class Visit> segment_scan run(Visit visit) {
        segment_scan scan;
        while (scan.at + block_bytes <= segment_.size()) {
            const auto found = frame_at(scan.at);
            if (!found) {
                scan.end = end_at(scan.at);
                return scan;
            }
            const std::size_t at = scan.at;
            scan.at += stored_size(found->size);
            visit(*found, segment_(at, scan.at - at));
        }
        if (scan.at != segment_.size()) scan.end = segment_end::damaged; // it was cut
        return scan;
    }

private:
    // A frame of an earlier use has a number below those of this one.
    std::optional<frame> frame_at(std::size_t at) {
        bytes_.clear();
        take_sectors(bytes_, segment_(at, block_bytes));
        const std::size_t size = stated_size(bytes_);
        if (size == 0 || big_endian_at(bytes_, 8, 8) < first_) return std::nullopt;
        if (stored_size(size) > segment_.size() - at) return std::nullopt;
        take_rest(at, size);
        auto found = read_frame(bytes_);
        if (found && !has_padding(at, size)) found.reset();
        return found;
    }

    // Zeros; a sector that a crash kept from arriving still has the bytes of an earlier use.
    bool has_padding(std::size_t at, std::size_t size) {
        const std::string_view room(bytes_);
        if (all_zero(room.substr(size))) return true;
        const std::string_view stored = segment_(at, stored_size(size));
        for (std::size_t from = size; from < room.size();) {
            const std::size_t sector = from / sector_room, next = (sector + 1) * sector_room;
            if (stamp_at(stored, sector) == stamp_ && !all_zero(room.substr(from, next - from)))
                return false;
            from = next;
        }
        return true;
    }

    void take_rest(std::size_t at, std::size_t size) {
        if (size > block_room)
            take_sectors(bytes_, segment_(at + block_bytes, stored_size(size) - block_bytes));
    }

    segment_end end_at(std::size_t at) {
        bool wrote = has_the_stamp(segment_(at, block_bytes), stamp_);
        for (std::size_t next = at + block_bytes; next < segment_.size(); next += block_bytes) {
            if (segment_.size() - next < block_bytes || frame_at(next))
                return segment_end::damaged;
            wrote = wrote || has_the_stamp(segment_(next, block_bytes), stamp_);
        }
        if (!wrote) return segment_end::clean;
        return is_torn(at) ? segment_end::torn : segment_end::damaged;
    }

    // What lost no sector was written whole, may have been acknowledged, and must not be dropped.
    bool is_torn(std::size_t at) {
        if (stamp_at(segment_(at, block_bytes), 0) != stamp_) return true;
        bytes_.clear();
        take_sectors(bytes_, segment_(at, block_bytes));
        const std::size_t size = stated_size(bytes_), left = segment_.size() - at;
        if (size == 0 || stored_size(size) > left) return false;
        for (std::size_t next = stored_size(size); next < left; next += block_bytes)
            if (has_the_stamp(segment_(at + next, block_bytes), stamp_)) return false;
        take_rest(at, size);
        // By its own length, and by the lengths inside: one of the two may be what was changed.
        const std::string_view stored = segment_(at, stored_size(size));
        return lacks_a_stamp(stored, size, stamp_) &&
               lacks_a_stamp(stored, walk_frame(std::string_view(bytes_).substr(0, size)).end,
                             stamp_);
    }

    Segment& segment_;
    unsigned long long first_;
    std::uint32_t stamp_;
    std::string bytes_{};
};

/// Hands every frame of the segment and its stored bytes to `visit(frame, stored)`.
template <class Segment, class Visit>
segment_scan scan_segment(Segment&& segment, unsigned long long first, Visit visit) {
    return segment_scanner(segment, first).run(visit);
}

} // namespace bailiwick::detail
