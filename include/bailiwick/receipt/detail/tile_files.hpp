// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/tiles.hpp>

/// Which files of tiles and bundles a folder has.

namespace bailiwick::detail {

/// The tile or bundle whose path this is, letter for letter; nothing for any other file.
inline std::optional<tile_id> tile_at(std::string_view path) {
    tile_id tile;
    std::string_view rest = path;
    if (!rest.starts_with("tile/")) return std::nullopt;
    rest.remove_prefix(5);
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

/// Calls `visit(path, tile)` for every file below a folder of the log, `tile` to begin with;
/// nothing stands for the tile of a file that is none.
template <class Visit>
answer<done> visit_tile_files(const std::string& log, const std::string& below, Visit visit) {
    const auto names = names_in(log + "/" + below);
    if (!names) return names.why();
    for (const std::string& name : *names) {
        const std::string path = below + "/" + name;
        struct stat found {};
        if (::lstat((log + "/" + path).c_str(), &found) != 0) continue;
        if (S_ISDIR(found.st_mode)) {
            if (auto seen = visit_tile_files<Visit&>(log, path, visit); !seen) return seen;
        } else {
            visit(path, S_ISREG(found.st_mode) ? tile_at(path) : std::nullopt);
        }
    }
    return done{};
}

/// The number of the first bundle after which none is missing; bundles are pruned from the left.
inline unsigned long long first_bundle(const std::string& log, unsigned long long size) {
    const auto is_there = [&](unsigned long long number) {
        return file_exists(log + "/" + path_of({tile_id::entries, number}));
    };
    unsigned long long first = full_tiles(size, 0);
    if (first == 0 || is_there(0)) return 0;
    while (first > 0 && is_there(first - 1)) --first;
    return first;
}

} // namespace bailiwick::detail
