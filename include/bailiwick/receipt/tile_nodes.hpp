// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/tiles.hpp>

namespace bailiwick {

/// The hashes of complete subtrees, read from a log's tiles: what the functions of tree.hpp ask.
///
/// A tile that cannot be read shows in `failed`, and what was computed since is worth nothing.
class tile_nodes {
public:
    tile_nodes(std::string folder, unsigned long long size)
        : folder_(std::move(folder)), size_(size) {}

    hash256 operator()(unsigned level, unsigned long long index) {
        const int row = static_cast<int>(level / 8);
        const unsigned long long count = 1ULL << level % 8;
        const unsigned long long first = index * count;
        if (!load(row, first >> 8)) return {};
        const auto at = static_cast<std::size_t>(first & 255);
        if (at + count > hashes_.size()) {
            failed_ = true;
            return {};
        }
        const auto from = hashes_.begin() + static_cast<std::ptrdiff_t>(at);
        return tile_root({from, from + static_cast<std::ptrdiff_t>(count)});
    }

    bool failed() const noexcept { return failed_; }

private:
    bool load(int level, unsigned long long number) {
        if (level == level_ && number == number_) return true;
        const bool full = number < full_tiles(size_, level);
        auto hashes = read_tile(folder_,
                                {level, number, full ? 256 : partial_width(size_, level)});
        if (!hashes) {
            failed_ = true;
            return false;
        }
        hashes_ = *std::move(hashes);
        level_ = level;
        number_ = number;
        return true;
    }

    std::string folder_;
    unsigned long long size_;
    bool failed_ = false;
    int level_ = -1;
    unsigned long long number_ = 0;
    std::vector<hash256> hashes_{};
};

} // namespace bailiwick
