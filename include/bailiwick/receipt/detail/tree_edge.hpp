// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/tiles.hpp>
#include <bailiwick/receipt/tree.hpp>

#include <utility>

namespace bailiwick::detail {

/// A tile or bundle that is full, and its bytes; those stay where they are until it goes.
struct filled_tile {
    tile_id id;
    owned<const std::string> bytes;
};

/// The growing right edge of a log: the unfinished tile of every level and the unfinished bundle.
class tree_edge {
public:
    tree_edge() : hashes_(1) {}

    unsigned long long size() const noexcept { return size_; }
    /// From what a tree of this size goes on; computed, so keep it while you append one by one.
    tree_frontier frontier() const { return {size_, peaks()}; }

    /// Adds a leaf, and keeps the bytes of every tile and bundle that it fills.
    void append(std::string_view leaf, const hash256& hash) {
        ++size_;
        add_entry(bundle_, leaf);
        hashes_[0].push_back(hash);
        if (hashes_[0].size() == 256)
            fill({tile_id::entries, (size_ >> 8) - 1}, std::exchange(bundle_, {}));
        fill_from(0);
    }

    /// Adds 256 leaves where a tile begins, by the root of that tile; its bytes and those of its
    /// bundle are the caller's, and are not kept.
    void append_tile(const hash256& root) {
        size_ += 256;
        if (hashes_.size() == 1) hashes_.emplace_back();
        hashes_[1].push_back(root);
        fill_from(1);
    }

    /// What is full since the last `forget`: it stays valid until then.
    const std::vector<filled_tile>& filled() const noexcept { return filled_; }
    /// Drops the first of those, once they are on the disk.
    void forget(std::size_t count) {
        filled_.erase(filled_.begin(), filled_.begin() + static_cast<std::ptrdiff_t>(count));
    }

    /// What of the unfinished tiles and bundle is not in the files of an older size.
    std::vector<std::pair<tile_id, std::string>> partial_since(unsigned long long older) const {
        std::vector<std::pair<tile_id, std::string>> files;
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

    /// The entries of the bundle with this number, if it is not in the files yet.
    std::string_view bundle(unsigned long long number) const {
        if (number == size() >> 8) return bundle_;
        for (const filled_tile& each : filled_)
            if (each.id.level == tile_id::entries && each.id.number == number) return *each.bytes;
        return {};
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
        edge.size_ = size;
        if (auto read = edge.read_bundle(folder); !read) return std::move(read).why();
        return edge;
    }

    /// The edge of the log when it had this size, a multiple of 256, by the hashes above its
    /// entries; those are `nodes(level, index)`.
    template <class Nodes> static tree_edge before(unsigned long long size, Nodes& nodes) {
        tree_edge edge;
        edge.size_ = size;
        for (unsigned level = 1; level < 8 && size >> 8 * level != 0; ++level) {
            std::vector<hash256>& row = edge.hashes_.emplace_back();
            const int depth = static_cast<int>(level);
            const unsigned long long first = full_tiles(size, depth) << 8;
            for (unsigned at = 0; at < partial_width(size, depth); ++at)
                row.push_back(nodes(8 * level, first + at));
        }
        return edge;
    }

private:
    void fill_from(std::size_t level) {
        for (; hashes_[level].size() == 256; ++level) {
            if (level + 1 == hashes_.size()) hashes_.emplace_back();
            const int depth = static_cast<int>(level);
            fill({depth, full_tiles(size_, depth) - 1}, tile_bytes(hashes_[level]));
            hashes_[level + 1].push_back(tile_root(std::exchange(hashes_[level], {})));
        }
    }
    void fill(const tile_id& id, std::string bytes) {
        filled_.push_back({id, owned<const std::string>(new std::string(std::move(bytes)))});
    }

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

    unsigned long long size_ = 0;
    std::vector<std::vector<hash256>> hashes_;
    std::string bundle_{};
    std::vector<filled_tile> filled_{};
};

} // namespace bailiwick::detail
