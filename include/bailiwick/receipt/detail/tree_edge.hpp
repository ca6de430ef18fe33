// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/tiles.hpp>
#include <bailiwick/receipt/tree.hpp>

#include <utility>

namespace bailiwick::detail {

/// The growing right edge of a log: the unfinished tile of every level and the unfinished bundle.
class tree_edge {
public:
    tree_edge() : hashes_(1) {}

    unsigned long long size() const noexcept { return frontier_.size(); }
    const tree_frontier& frontier() const noexcept { return frontier_; }

    /// Adds a leaf, and keeps the bytes of every tile and bundle that it fills.
    void append(std::string_view leaf, const hash256& hash) {
        add_entry(bundle_, leaf);
        frontier_.append(hash);
        hashes_[0].push_back(hash);
        if (hashes_[0].size() == 256)
            filled_.emplace_back(tile_id{tile_id::entries, (size() >> 8) - 1},
                                 std::exchange(bundle_, {}));
        for (std::size_t level = 0; hashes_[level].size() == 256; ++level) {
            if (level + 1 == hashes_.size()) hashes_.emplace_back();
            const int depth = static_cast<int>(level);
            filled_.emplace_back(tile_id{depth, full_tiles(size(), depth) - 1},
                                 tile_bytes(hashes_[level]));
            hashes_[level + 1].push_back(tile_root(std::exchange(hashes_[level], {})));
        }
    }

    /// Everything that a reader of the tree at this size needs and an older size did not have.
    std::vector<std::pair<tile_id, std::string>> files_since(unsigned long long older) const {
        auto files = filled_;
        for (std::size_t at = 0; at < hashes_.size(); ++at) {
            const int level = static_cast<int>(at);
            const unsigned width = partial_width(size(), level);
            const bool changed = older >> 8 * at != size() >> 8 * at;
            if (width == 0 || !changed) continue;
            const unsigned long long number = full_tiles(size(), level);
            if (level == 0) files.emplace_back(tile_id{tile_id::entries, number, width}, bundle_);
            files.emplace_back(tile_id{level, number, width}, tile_bytes(hashes_[at]));
        }
        return files;
    }

    /// Drops the bytes of full tiles and bundles, once they are on the disk.
    std::vector<std::pair<tile_id, std::string>> take_filled() {
        return std::exchange(filled_, {});
    }

    /// The edge of the log of this size, as its files have it.
    static answer<tree_edge> read(const std::string& folder, unsigned long long size) {
        tree_edge edge;
        for (int level = 0; level < 8 && size >> 8 * level != 0; ++level) {
            if (level > 0) edge.hashes_.emplace_back();
            const unsigned width = partial_width(size, level);
            if (width == 0) continue;
            auto hashes = read_tile(folder, {level, full_tiles(size, level), width});
            if (!hashes) return std::move(hashes).why();
            edge.hashes_[static_cast<std::size_t>(level)] = *std::move(hashes);
        }
        edge.frontier_ = tree_frontier(size, edge.peaks());
        if (auto read = edge.read_bundle(folder); !read) return std::move(read).why();
        return edge;
    }

private:
    // Every level gives the peaks of eight bits of the size: from the top level down, left first.
    std::vector<hash256> peaks() const {
        std::vector<hash256> peaks;
        for (std::size_t level = hashes_.size(); level-- > 0;) {
            const std::vector<hash256>& row = hashes_[level];
            std::size_t at = 0;
            for (std::size_t count = 128; count > 0; count /= 2) {
                if ((row.size() & count) == 0) continue;
                const auto from = row.begin() + static_cast<std::ptrdiff_t>(at);
                peaks.push_back(tile_root({from, from + static_cast<std::ptrdiff_t>(count)}));
                at += count;
            }
        }
        return peaks;
    }

    answer<done> read_bundle(const std::string& folder) {
        const tile_id id{tile_id::entries, size() >> 8, partial_width(size(), 0)};
        if (id.width == 0) return done{};
        const auto entries = read_entries(folder, id);
        if (!entries) return entries.why();
        for (std::size_t i = 0; i < entries->size(); ++i) {
            if (leaf_hash((*entries)[i]) != hashes_[0][i])
                return refusal{reason::head_mismatch, "read entries", path_of(id),
                               "restore the file from a copy of the log: an entry was changed"};
            add_entry(bundle_, (*entries)[i]);
        }
        return done{};
    }

    tree_frontier frontier_{};
    std::vector<std::vector<hash256>> hashes_;
    std::string bundle_{};
    std::vector<std::pair<tile_id, std::string>> filled_{};
};

} // namespace bailiwick::detail
