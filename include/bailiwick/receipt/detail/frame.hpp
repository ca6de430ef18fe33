// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/crc32c.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// The journal's frames: some leaves and the signed checkpoint after them, one write each.

namespace bailiwick::detail {

inline constexpr std::size_t frame_block = 4096;
inline constexpr std::size_t frame_header = 24;
inline constexpr std::string_view frame_magic = "ARJ1";

/// A frame that was read whole; its views point into the segment.
struct frame {
    unsigned long long first = 0;
    std::uint32_t previous = 0; ///< the checksum of the frame before it in the segment
    std::uint32_t checksum = 0;
    std::vector<std::string_view> leaves{};
    std::string_view note{};
    std::size_t padded = 0; ///< bytes of the segment that it takes
};

inline void put_big_endian(std::string& to, unsigned long long number, unsigned bytes) {
    for (unsigned at = bytes; at-- > 0;) to += static_cast<char>(number >> 8 * at & 0xFF);
}

inline unsigned long long big_endian_at(std::string_view from, std::size_t at, unsigned bytes) {
    unsigned long long number = 0;
    for (unsigned i = 0; i < bytes; ++i)
        number = number << 8 | static_cast<unsigned char>(from[at + i]);
    return number;
}

constexpr std::size_t padded_size(std::size_t size) {
    return (size + frame_block - 1) / frame_block * frame_block;
}

/// How many bytes the frame of these leaves has before its padding.
inline std::size_t frame_size(std::span<const std::string_view> leaves, std::string_view note) {
    std::size_t size = frame_header + 2 + note.size() + 4;
    for (const std::string_view each : leaves) size += 2 + each.size();
    return size;
}

/// Makes `bytes` the frame with its padding; the checksum comes back in `checksum`.
inline void put_frame(std::string& bytes, unsigned long long first,
                      std::span<const std::string_view> leaves, std::string_view note,
                      std::uint32_t previous, std::uint32_t& checksum) {
    const std::size_t size = frame_size(leaves, note);
    bytes.clear();
    bytes.reserve(padded_size(size));
    bytes += frame_magic;
    put_big_endian(bytes, size, 4);
    put_big_endian(bytes, first, 8);
    put_big_endian(bytes, leaves.size(), 4);
    put_big_endian(bytes, previous, 4);
    for (const std::string_view each : leaves) {
        put_big_endian(bytes, each.size(), 2);
        bytes += each;
    }
    put_big_endian(bytes, note.size(), 2);
    bytes += note;
    checksum = crc32c(bytes);
    put_big_endian(bytes, checksum, 4);
    bytes.resize(padded_size(size), '\0');
}

/// Follows the lengths inside a frame: where it ends by them, or where they lead out of bounds.
struct frame_walk {
    std::vector<std::string_view> leaves{};
    std::string_view note{};
    std::size_t end = frame_header; ///< one past the last byte that was looked at
    bool whole = false;
};

inline frame_walk walk_frame(std::string_view bytes) {
    frame_walk walk;
    const unsigned long long count = big_endian_at(bytes, 16, 4);
    for (unsigned long long i = 0; i <= count; ++i) {
        if (bytes.size() - walk.end < 2) return walk;
        const auto size = static_cast<std::size_t>(big_endian_at(bytes, walk.end, 2));
        walk.end += 2;
        if (size == 0 || bytes.size() - walk.end < size) return walk;
        const std::string_view part = bytes.substr(walk.end, size);
        walk.end += size;
        if (i < count) walk.leaves.push_back(part);
        else walk.note = part;
    }
    if (bytes.size() - walk.end < 4) return walk;
    walk.end += 4;
    walk.whole = true;
    return walk;
}

/// Whether a checksum may be forgiven, where a torn write lost no more than its last bytes.
enum class frame_reading { exact, forgiving };

/// The frame at the start of the bytes, or nothing unless every byte of it is as it was written.
inline std::optional<frame> read_frame(std::string_view bytes,
                                       frame_reading how = frame_reading::exact) {
    if (bytes.size() < frame_block || !bytes.starts_with(frame_magic)) return std::nullopt;
    const auto size = static_cast<std::size_t>(big_endian_at(bytes, 4, 4));
    if (size < frame_header + 6 || size > bytes.size()) return std::nullopt;
    const auto stored = static_cast<std::uint32_t>(big_endian_at(bytes, size - 4, 4));
    const std::uint32_t checksum = crc32c(bytes.substr(0, size - 4));
    // The sector of 512 bytes that was lost may hold nothing but the checksum's end.
    const std::size_t lost = size % 512;
    const bool tail_lost = how == frame_reading::forgiving && lost >= 1 && lost <= 4 &&
                           stored == (lost == 4 ? 0 : checksum >> 8 * lost << 8 * lost);
    if (stored != checksum && !tail_lost) return std::nullopt;
    frame_walk walk = walk_frame(bytes.substr(0, size));
    if (!walk.whole || walk.end != size) return std::nullopt;
    const std::size_t padded = padded_size(size);
    if (padded > bytes.size() ||
        bytes.substr(size, padded - size).find_first_not_of('\0') != std::string_view::npos)
        return std::nullopt;
    return frame{big_endian_at(bytes, 8, 8),
                 static_cast<std::uint32_t>(big_endian_at(bytes, 20, 4)),
                 checksum,
                 std::move(walk.leaves),
                 walk.note,
                 padded};
}

} // namespace bailiwick::detail
