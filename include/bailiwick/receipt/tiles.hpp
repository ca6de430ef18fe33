// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>
#include <bailiwick/receipt/hash.hpp>

#include <optional>
#include <vector>

/// The static files of a log (C2SP tlog-tiles): hashes and entries, 256 to a file.

namespace bailiwick {

/// One tile, or one bundle of entries, by its place and how many of its 256 items it has.
struct tile_id {
    static constexpr int entries = -1; ///< the level of a bundle of entries

    int level = 0;
    unsigned long long number = 0;
    unsigned width = 256;

    friend auto operator<=>(const tile_id&, const tile_id&) = default;
};

/// The path below the log's folder: `tile/0/x001/x234/067`, with `.p/<width>` if not full.
inline std::string path_of(const tile_id& tile) {
    std::string number;
    unsigned long long rest = tile.number;
    do {
        const auto group = static_cast<unsigned>(rest % 1000);
        const std::string digits = std::to_string(group);
        number = (number.empty() ? "" : "x") + std::string(3 - digits.size(), '0') + digits +
                 (number.empty() ? "" : "/" + number);
        rest /= 1000;
    } while (rest != 0);
    return "tile/" + (tile.level < 0 ? "entries" : std::to_string(tile.level)) + "/" + number +
           (tile.width < 256 ? ".p/" + std::to_string(tile.width) : "");
}

/// How many items of the rightmost tile on a level a tree of this size has; 0 is no tile.
constexpr unsigned partial_width(unsigned long long size, int level) {
    const unsigned shift = level < 0 ? 0 : 8 * static_cast<unsigned>(level);
    return shift > 63 ? 0 : static_cast<unsigned>(size >> shift & 255);
}

/// How many full tiles a level of a tree of this size has.
constexpr unsigned long long full_tiles(unsigned long long size, int level) {
    const unsigned shift = 8 + (level < 0 ? 0 : 8 * static_cast<unsigned>(level));
    return shift > 63 ? 0 : size >> shift;
}

/// The index after the last receipt that a full tile, or a bundle, in this place is about.
constexpr unsigned long long end_of(const tile_id& tile) {
    const unsigned shift = 8 + (tile.level < 0 ? 0 : 8 * static_cast<unsigned>(tile.level));
    return shift > 63 || tile.number >= ~0ULL >> shift ? ~0ULL : (tile.number + 1) << shift;
}

/// The hashes as a tile holds them.
inline std::string tile_bytes(const std::vector<hash256>& hashes) {
    std::string bytes;
    bytes.reserve(32 * hashes.size());
    for (const hash256& each : hashes) bytes += each.view();
    return bytes;
}

/// The hashes that the bytes of a tile of this width hold, or nothing if the length is wrong.
inline std::optional<std::vector<hash256>> hashes_of(std::string_view bytes, unsigned width) {
    if (bytes.size() != 32u * width) return std::nullopt;
    std::vector<hash256> hashes;
    hashes.reserve(width);
    for (; !bytes.empty(); bytes.remove_prefix(32)) hashes.push_back(hash256::of_bytes(bytes));
    return hashes;
}

/// Adds one entry to the bytes of a bundle; it has at most 65,535 bytes.
inline void add_entry(std::string& bundle, std::string_view entry) {
    bundle += static_cast<char>(entry.size() >> 8 & 0xFF);
    bundle += static_cast<char>(entry.size() & 0xFF);
    bundle += entry;
}

/// The entries that a bundle of this width holds, or nothing if it is not exactly that many.
inline std::optional<std::vector<std::string_view>> entries_of(std::string_view bundle,
                                                               unsigned width) {
    std::vector<std::string_view> entries;
    entries.reserve(width);
    while (!bundle.empty()) {
        if (bundle.size() < 2) return std::nullopt;
        const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0]))
                                     << 8 |
                                 static_cast<unsigned char>(bundle[1]);
        if (bundle.size() - 2 < size) return std::nullopt;
        entries.push_back(bundle.substr(2, size));
        bundle.remove_prefix(2 + size);
    }
    if (entries.size() != width) return std::nullopt;
    return entries;
}

/// One entry of a bundle, found without looking at those after it; nothing if it is not there.
inline std::optional<std::string_view> entry_of(std::string_view bundle, unsigned place) {
    for (;; --place) {
        if (bundle.size() < 2) return std::nullopt;
        const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0]))
                                     << 8 |
                                 static_cast<unsigned char>(bundle[1]);
        if (bundle.size() - 2 < size) return std::nullopt;
        if (place == 0) return bundle.substr(2, size);
        bundle.remove_prefix(2 + size);
    }
}

/// The hash that stands for a full tile one level higher; also the root of fewer hashes.
inline hash256 tile_root(std::vector<hash256> hashes) {
    while (hashes.size() > 1) {
        std::vector<hash256> above(hashes.size() / 2);
        node_hashes(hashes, above.data());
        if (hashes.size() % 2 != 0) above.push_back(hashes.back());
        hashes = std::move(above);
    }
    return hashes.empty() ? empty_root() : hashes.front();
}

namespace detail {

/// A tile or bundle as it was read: where the partial file is gone, the full one.
struct read_file_of_tile {
    tile_id found{};
    std::string bytes{};
};

inline answer<read_file_of_tile> read_tile_file(const std::string& folder, const tile_id& tile) {
    auto bytes = read_file(folder + "/" + path_of(tile));
    if (bytes) return read_file_of_tile{tile, *std::move(bytes)};
    const tile_id full{tile.level, tile.number};
    if (tile.width < 256)
        if (auto instead = read_file(folder + "/" + path_of(full)); instead)
            return read_file_of_tile{full, *std::move(instead)};
    return std::move(bytes).why();
}

} // namespace detail

/// The hashes of a tile; where the partial one is gone, the beginning of the full one.
inline answer<std::vector<hash256>> read_tile(const std::string& folder, const tile_id& tile) {
    const auto file = detail::read_tile_file(folder, tile);
    if (!file) return file.why();
    auto hashes = hashes_of(file->bytes, file->found.width);
    if (!hashes)
        return refusal{reason::head_mismatch, "read a tile", path_of(file->found),
                       "restore the file from a copy of the log: its length is wrong"};
    hashes->resize(tile.width);
    return *std::move(hashes);
}

/// Calls `visit(text)` for the entries of a bundle, with the same fall back to the full one.
template <class Visit>
answer<done> visit_entries(const std::string& folder, const tile_id& bundle, Visit visit) {
    const auto file = detail::read_tile_file(folder, bundle);
    if (!file) return file.why();
    const auto entries = entries_of(file->bytes, file->found.width);
    if (!entries)
        return refusal{reason::head_mismatch, "read entries", path_of(file->found),
                       "restore the file from a copy of the log: its entries cannot be read"};
    for (unsigned i = 0; i < bundle.width; ++i) visit((*entries)[i]);
    return done{};
}

/// The entries of a bundle.
inline answer<std::vector<std::string>> read_entries(const std::string& folder,
                                                     const tile_id& bundle) {
    std::vector<std::string> entries;
    const auto read = visit_entries(folder, bundle,
                                    [&](std::string_view each) { entries.emplace_back(each); });
    if (!read) return read.why();
    return entries;
}

} // namespace bailiwick
