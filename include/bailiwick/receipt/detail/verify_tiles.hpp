// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/detail/tree_edge.hpp>
#include <bailiwick/receipt/verification.hpp>

#include <map>

namespace bailiwick::detail {

/// Every file below `tile/`, each to be explained by the tree or reported.
template <class Result> class tile_listing {
public:
    tile_listing(std::string folder, Result& result)
        : folder_(std::move(folder)), result_(result) {
        list("tile");
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

    void end() {
        for (const auto& [place, widths] : widths_)
            for (const unsigned width : widths)
                add_finding(result_.problems, path_of({place.first, place.second, width}),
                            "is no part of the tree");
    }

private:
    void list(const std::string& below) {
        const auto names = names_in(folder_ + "/" + below);
        if (!names) return add_finding(result_.problems, below, names.why().subject);
        for (const std::string& name : *names) {
            const std::string path = below + "/" + name;
            struct stat found {};
            if (::lstat((folder_ + "/" + path).c_str(), &found) != 0) continue;
            if (S_ISDIR(found.st_mode)) list(path);
            else if (const auto tile = tile_of(path); tile && S_ISREG(found.st_mode))
                widths_[{tile->level, tile->number}].push_back(tile->width);
            else
                add_finding(result_.problems, path, "is no part of a log");
        }
    }

    // The tile whose path this is, letter for letter.
    static std::optional<tile_id> tile_of(const std::string& path) {
        tile_id tile;
        std::string_view rest = std::string_view(path).substr(5);
        const std::size_t slash = rest.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        const auto level = decimal_of(rest.substr(0, slash));
        if (level && *level < 64) tile.level = static_cast<int>(*level);
        else if (rest.starts_with("entries/")) tile.level = tile_id::entries;
        else return std::nullopt;
        rest.remove_prefix(slash + 1);
        if (const std::size_t mark = rest.find(".p/"); mark != std::string_view::npos) {
            const auto width = decimal_of(rest.substr(mark + 3));
            if (!width || *width < 1 || *width > 255) return std::nullopt;
            tile.width = static_cast<unsigned>(*width);
            rest = rest.substr(0, mark);
        }
        for (const char each : rest)
            if (each >= '0' && each <= '9')
                tile.number = tile.number * 10 + static_cast<unsigned>(each - '0');
        if (path_of(tile) != path) return std::nullopt;
        return tile;
    }

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
