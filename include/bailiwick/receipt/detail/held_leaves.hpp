// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_core.hpp>

/// The durable leaves of an open log, from its files or, until they are there, from memory.

namespace bailiwick::detail {

inline unsigned long long published_size(const log_core& log) {
    const mutex_hold hold(log.mutex);
    return log.published;
}

// The bytes of a bundle that is not in the files yet; gives it its width.
inline std::optional<std::string> unpublished_bundle(const log_core& log, tile_id& place) {
    const mutex_hold hold(log.mutex);
    const std::string_view bytes = log.edge.bundle(place.number);
    const unsigned long long size = bytes.empty() ? log.published : log.edge.size();
    if (place.number == full_tiles(size, 0)) place.width = partial_width(size, 0);
    if (bytes.empty()) return std::nullopt;
    return std::string(bytes);
}

/// The leaves of the bundle that has this one, which must be in the log.
inline answer<std::vector<std::string>> bundle_with(const log_core& log,
                                                    unsigned long long index) {
    tile_id place{tile_id::entries, index >> 8};
    if (const auto bytes = unpublished_bundle(log, place)) {
        const auto entries = entries_of(*bytes, place.width);
        return std::vector<std::string>(entries->begin(), entries->end());
    }
    return read_entries(log.folder, place);
}

/// One leaf, which must be in the log; those beside it are not copied.
inline answer<std::string> leaf_at(const log_core& log, unsigned long long index) {
    tile_id place{tile_id::entries, index >> 8};
    auto bytes = unpublished_bundle(log, place);
    if (!bytes) {
        auto file = read_tile_file(log.folder, place);
        if (!file) return std::move(file).why();
        bytes = std::move(file->bytes);
    }
    const auto entry = entry_of(*bytes, static_cast<unsigned>(index & 255));
    if (entry) return std::string(*entry);
    return refusal{reason::head_mismatch, "read a receipt", path_of(place),
                   "restore the file from a copy of the log: its entries cannot be read"};
}

} // namespace bailiwick::detail
