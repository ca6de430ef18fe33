// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/crc32c.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// The journal's frames: some leaves and the signed checkpoint after them, one write each.

namespace bailiwick::detail {

inline constexpr std::size_t frame_header = 24;
inline constexpr std::string_view frame_magic = "ARJ2";

/// A frame that was read whole; its views point into the bytes that it was read from.
struct frame {
    unsigned long long first = 0;
    std::uint32_t previous = 0; ///< the checksum of the frame before it in the segment
    std::uint32_t checksum = 0;
    std::vector<std::string_view> leaves{};
    std::string_view note{};
    std::size_t size = 0; ///< its bytes, to the end of the checksum
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

/// How many bytes the frame of these leaves has.
inline std::size_t frame_size(std::span<const std::string_view> leaves, std::string_view note) {
    std::size_t size = frame_header + 2 + note.size() + 4;
    for (const std::string_view each : leaves) size += 2 + each.size();
    return size;
}

/// Makes `bytes` the frame; the checksum comes back in `checksum`.
inline void put_frame(std::string& bytes, unsigned long long first,
                      std::span<const std::string_view> leaves, std::string_view note,
                      std::uint32_t previous, std::uint32_t& checksum) {
    const std::size_t size = frame_size(leaves, note);
    bytes.clear();
    bytes.reserve(size);
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

/// The length that a frame states, if these can be its first bytes; else 0.
inline std::size_t stated_size(std::string_view bytes) {
    if (bytes.size() < frame_header || !bytes.starts_with(frame_magic)) return 0;
    const auto size = static_cast<std::size_t>(big_endian_at(bytes, 4, 4));
    return size < frame_header + 6 ? 0 : size;
}

/// The frame at the start of the bytes, or nothing unless every byte of it is as it was written.
inline std::optional<frame> read_frame(std::string_view bytes) {
    const std::size_t size = stated_size(bytes);
    if (size == 0 || size > bytes.size()) return std::nullopt;
    const auto stored = static_cast<std::uint32_t>(big_endian_at(bytes, size - 4, 4));
    if (stored != crc32c(bytes.substr(0, size - 4))) return std::nullopt;
    frame_walk walk = walk_frame(bytes.substr(0, size));
    if (!walk.whole || walk.end != size) return std::nullopt;
    return frame{big_endian_at(bytes, 8, 8),
                 static_cast<std::uint32_t>(big_endian_at(bytes, 20, 4)),
                 stored,
                 std::move(walk.leaves),
                 walk.note,
                 size};
}

} // namespace bailiwick::detail
