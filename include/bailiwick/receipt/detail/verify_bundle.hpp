// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/file_bytes.hpp>
#include <bailiwick/receipt/outline.hpp>
#include <bailiwick/receipt/tiles.hpp>
#include <bailiwick/receipt/verification.hpp>

namespace bailiwick::detail {

/// The published log of which bundles are looked at.
struct published_log {
    std::string folder{};
    unsigned long long size = 0;
    unsigned long long first = 0; ///< the number of the first bundle that is looked at

    unsigned width_of(unsigned long long number) const {
        return number < full_tiles(size, 0) ? 256 : partial_width(size, 0);
    }
};

/// Up to 256 receipts, looked at without knowing those before them: their hashes against the
/// tile's, and their outlines. What the bytes are is kept until the next one is read.
///
/// A template over the outline, so that only those who verify pay for compiling it.
template <class Outline> class bundle_check {
public:
    void run(const published_log& log, unsigned long long which) {
        number = log.first + which;
        faults.clear();
        outlines.clear();
        hashes.clear();
        const unsigned width = log.width_of(number);
        read_hashes(log, {0, number, width});
        if (!read_entries(log, {tile_id::entries, number, width}) || hashes.empty()) return;
        computed_.resize(width);
        leaf_hashes(entries, computed_.data());
        outlines.reserve(width);
        for (unsigned at = 0; at < width; ++at) {
            differs[at] = computed_[at] != hashes[at];
            outlines.push_back(read_outline<Outline>(entries[at]));
        }
        root = tile_root(hashes);
    }

    /// Whether both files could be read; else `faults` says why not.
    bool is_whole() const { return faults.empty(); }

    unsigned long long number = 0;
    std::string_view tile{}, bundle{};             ///< the bytes of both files
    std::vector<std::string_view> entries{};
    std::vector<hash256> hashes{};                 ///< as the tile states them
    bool differs[256]{};                           ///< where a receipt has another hash
    std::vector<answer<Outline>> outlines{};
    hash256 root{};                                ///< over the hashes
    std::vector<finding> faults{};

private:
    // Where the partial file is gone, the full one.
    answer<std::string_view> read(file_bytes& room, const published_log& log, tile_id& wanted,
                                  std::size_t most_of_one) {
        auto bytes = room.read(log.folder + "/" + path_of(wanted), most_of_one * wanted.width);
        if (bytes || wanted.width == 256) return bytes;
        const tile_id full{wanted.level, wanted.number};
        auto instead = room.read(log.folder + "/" + path_of(full), most_of_one * full.width);
        if (!instead) return bytes;
        wanted = full;
        return instead;
    }

    void read_hashes(const published_log& log, tile_id wanted) {
        const tile_id asked = wanted;
        const auto bytes = read(tile_file_, log, wanted, 32);
        if (!bytes) return fault(asked, bytes.why().subject);
        auto stated = hashes_of(*bytes, wanted.width);
        if (!stated) return fault(asked, path_of(wanted));
        tile = *bytes;
        hashes = *std::move(stated);
        hashes.resize(asked.width);
    }

    bool read_entries(const published_log& log, tile_id wanted) {
        const tile_id asked = wanted;
        const auto bytes = read(bundle_file_, log, wanted, 2 + 65'535);
        auto held = bytes ? entries_of(*bytes, wanted.width) : std::nullopt;
        if (!held) {
            fault(asked, bytes ? path_of(wanted) : bytes.why().subject);
            return false;
        }
        bundle = *bytes;
        entries = *std::move(held);
        entries.resize(asked.width);
        return true;
    }

    void fault(const tile_id& asked, const std::string& why) {
        faults.push_back({path_of(asked), why + ": cannot be read"});
    }

    file_bytes tile_file_{}, bundle_file_{};
    std::vector<hash256> computed_{};
};

} // namespace bailiwick::detail
