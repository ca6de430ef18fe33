// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/tile_files.hpp>
#include <bailiwick/receipt/detail/tree_edge.hpp>
#include <bailiwick/receipt/verification.hpp>

#include <map>

namespace bailiwick::detail {

/// Every file below `tile/`, each to be explained by the tree or reported.
template <class Result> class tile_listing {
public:
    tile_listing(std::string folder, Result& result)
        : folder_(std::move(folder)), result_(result) {
        const auto listed = visit_tile_files(
            folder_, "tile", [&](const std::string& path, const std::optional<tile_id>& tile) {
                if (tile) widths_[{tile->level, tile->number}].push_back(tile->width);
                else add_finding(result_.problems, path, "is no part of a log");
            });
        if (!listed) add_finding(result_.problems, "tile", listed.why().subject);
    }

    /// Compares every file that holds a beginning of this tile with what the tree has there; the
    /// file of the whole tile is left out if `is_read` already.
    void check(const tile_id& whole, std::string_view bytes, bool is_read = false) {
        const auto found = widths_.find({whole.level, whole.number});
        if (found == widths_.end()) return;
        std::vector<unsigned> longer;
        for (const unsigned width : found->second)
            if (width > whole.width) longer.push_back(width);
            else if (!is_read || width < whole.width)
                compare({whole.level, whole.number, width}, bytes);
        if (longer.empty()) widths_.erase(found);
        else found->second = std::move(longer);
    }

    /// Whether a reader of the published tree finds this tile, or the full one in its place.
    bool has(const tile_id& tile) const {
        const auto found = widths_.find({tile.level, tile.number});
        if (found == widths_.end()) return false;
        for (const unsigned width : found->second)
            if (width == tile.width || width == 256) return true;
        return false;
    }

    /// Reports what the tree does not explain; where a log was pruned below an index, its files
    /// from before that are leftovers, which nobody has checked.
    void end(unsigned long long pruned_below = 0) {
        unsigned long long left = 0;
        for (const auto& [place, widths] : widths_)
            for (const unsigned width : widths)
                if (const tile_id tile{place.first, place.second, width};
                    end_of(tile) <= pruned_below)
                    ++left;
                else
                    add_finding(result_.problems, path_of(tile), "is no part of the tree");
        if (left > 0)
            add_finding(result_.notes, "tile",
                        std::to_string(left) + " files of what was pruned are left over, and were "
                                               "not checked: prune again");
    }

private:
    void compare(const tile_id& tile, std::string_view bytes) {
        const auto held = read_file(folder_ + "/" + path_of(tile));
        if (!held) return add_finding(result_.problems, path_of(tile), held.why().subject);
        if (*held != bytes.substr(0, beginning(tile, bytes)))
            add_finding(result_.problems, path_of(tile), "differs from the tree");
    }

    static std::size_t beginning(const tile_id& tile, std::string_view bytes) {
        if (tile.level >= 0) return 32u * tile.width;
        std::size_t end = 0;
        for (unsigned i = 0; i < tile.width && end + 2 <= bytes.size(); ++i)
            end += 2 + (static_cast<std::size_t>(static_cast<unsigned char>(bytes[end])) << 8 |
                        static_cast<unsigned char>(bytes[end + 1]));
        return end;
    }

    std::string folder_;
    Result& result_;
    std::map<std::pair<int, unsigned long long>, std::vector<unsigned>> widths_{};
};

} // namespace bailiwick::detail
