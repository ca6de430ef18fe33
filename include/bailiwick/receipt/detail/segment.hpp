// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/frame.hpp>

/// A journal segment as recovery and verification read it: frames, then zeros, or a torn tail.

namespace bailiwick::detail {

inline constexpr std::size_t disk_sector = 512;

inline bool all_zero(std::string_view bytes) {
    return bytes.find_first_not_of('\0') == std::string_view::npos;
}

// Whether a whole sector of the first `size` bytes was never written.
inline bool lost_a_sector(std::string_view bytes, std::size_t size) {
    for (std::size_t at = 0; at < size; at += disk_sector)
        if (all_zero(bytes.substr(at, disk_sector))) return true;
    return false;
}

// Counts to eight: a write of ours has more, a changed byte in the zeros is one.
inline std::size_t bytes_written(std::string_view bytes) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size() && count < 8; ++at) count += bytes[at] != 0;
    return count;
}

/// Whether the damaged bytes can be a write that a crash cut short, and no acknowledged frame.
///
/// A crash leaves sectors as they were before, which is zero; a changed byte does not. What lost
/// no whole sector was written whole, may have been acknowledged, and must not be dropped.
inline bool is_torn_write(std::string_view bytes) {
    if (bytes.size() % frame_block != 0) return false; // a file that was cut, not a write
    if (all_zero(bytes.substr(0, disk_sector))) return bytes_written(bytes) >= 8;
    if (!bytes.starts_with(frame_magic)) return false;
    const auto size = static_cast<std::size_t>(big_endian_at(bytes, 4, 4));
    if (size < frame_header + 6 || size > bytes.size()) return false;
    if (!all_zero(bytes.substr(padded_size(size)))) return false;
    // By its own length, and by the lengths inside it: one of the two may be what was changed.
    const std::size_t tail = size % disk_sector;
    const std::size_t told = tail >= 1 && tail <= 4 ? size - tail : size;
    return lost_a_sector(bytes, told) && lost_a_sector(bytes, walk_frame(bytes).end);
}

enum class segment_end {
    clean,  ///< zeros after the last frame
    torn,   ///< a write that was cut short; never acknowledged
    damaged ///< what was written is not what is there
};

struct segment_scan {
    segment_end end = segment_end::clean;
    std::size_t at = 0; ///< where the frames end
};

/// Hands every frame of the segment to `visit`, and says what follows the last one.
template <class Visit>
segment_scan scan_segment(std::string_view segment, frame_reading how, Visit visit) {
    segment_scan scan;
    for (; scan.at < segment.size(); ) {
        const std::string_view rest = segment.substr(scan.at);
        auto found = read_frame(rest);
        if (!found) {
            if (all_zero(rest)) return scan;
            for (std::size_t at = frame_block; at < rest.size(); at += frame_block)
                if (read_frame(rest.substr(at))) {
                    scan.end = segment_end::damaged;
                    return scan;
                }
            if (how == frame_reading::forgiving) found = read_frame(rest, how);
        }
        if (!found) {
            scan.end = is_torn_write(rest) ? segment_end::torn : segment_end::damaged;
            return scan;
        }
        visit(*found);
        scan.at += found->padded;
    }
    return scan;
}

} // namespace bailiwick::detail
