// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// How frames lie in a segment: in sectors that say for which use of the segment they were written.
///
/// A segment is used again when its receipts are published, so behind its frames lie older ones. A
/// crash leaves a sector whole, as it was before or as it is now; its stamp tells which.

namespace bailiwick::detail {

inline constexpr std::size_t sector_bytes = 512;
inline constexpr std::size_t sector_room = sector_bytes - 4; ///< before the stamp
inline constexpr std::size_t block_bytes = 4096;             ///< every frame begins at a multiple
inline constexpr std::size_t block_room = block_bytes / sector_bytes * sector_room;

/// The stamp of a segment's sectors: no other use of that file has it, and zeros are none.
constexpr std::uint32_t stamp_of(unsigned long long first) {
    return static_cast<std::uint32_t>(first % 0xFFFF'FFFF) + 1;
}

/// How many bytes of a segment so many bytes of a frame take, in whole blocks.
constexpr std::size_t stored_size(std::size_t size) {
    return (size + block_room - 1) / block_room * block_bytes;
}

inline std::uint32_t stamp_at(std::string_view stored, std::size_t sector) {
    const std::size_t at = sector * sector_bytes + sector_room;
    std::uint32_t stamp = 0;
    for (std::size_t i = 0; i < 4; ++i)
        stamp = stamp << 8 | static_cast<unsigned char>(stored[at + i]);
    return stamp;
}

/// Makes `stored` the stamped sectors of these bytes, with zeros to the end of the last block.
inline void put_sectors(std::string& stored, std::string_view bytes, std::uint32_t stamp) {
    const char mark[4] = {static_cast<char>(stamp >> 24), static_cast<char>(stamp >> 16 & 0xFF),
                          static_cast<char>(stamp >> 8 & 0xFF), static_cast<char>(stamp & 0xFF)};
    const std::size_t size = stored_size(bytes.size());
    stored.clear();
    stored.reserve(size);
    while (stored.size() < size) {
        const std::string_view part = bytes.substr(0, sector_room);
        bytes.remove_prefix(part.size());
        stored += part;
        stored.append(sector_room - part.size(), '\0');
        stored.append(mark, 4);
    }
}

/// Adds to `bytes` what lies in these sectors, without their stamps.
inline void take_sectors(std::string& bytes, std::string_view stored) {
    for (std::size_t at = 0; at + sector_bytes <= stored.size(); at += sector_bytes)
        bytes += stored.substr(at, sector_room);
}

/// Whether one of the sectors that hold the first `size` bytes has another stamp.
inline bool lacks_a_stamp(std::string_view stored, std::size_t size, std::uint32_t stamp) {
    for (std::size_t sector = 0; sector * sector_room < size; ++sector)
        if ((sector + 1) * sector_bytes > stored.size() || stamp_at(stored, sector) != stamp)
            return true;
    return false;
}

inline bool has_the_stamp(std::string_view stored, std::uint32_t stamp) {
    for (std::size_t sector = 0; (sector + 1) * sector_bytes <= stored.size(); ++sector)
        if (stamp_at(stored, sector) == stamp) return true;
    return false;
}

inline bool all_zero(std::string_view bytes) {
    return bytes.find_first_not_of('\0') == std::string_view::npos;
}

} // namespace bailiwick::detail
