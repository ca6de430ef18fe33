// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/tile_files.hpp>

namespace bailiwick::detail {

/// Removes every tile and bundle that ends at an index or before it; gives how many files it were.
///
/// The first bundle goes for good before any other, and bundles before tiles: whichever names a
/// crash brings back, a missing first bundle says that all below the index counts no more.
class file_pruning {
public:
    file_pruning(const std::string& log, const disk_calls& disk) : log_(log), disk_(disk) {}

    answer<unsigned long long> run(unsigned long long below) {
        std::vector<tile_id> old;
        const auto listed = visit_tile_files(
            log_, "tile", [&](const std::string&, const std::optional<tile_id>& tile) {
                if (tile && end_of(*tile) <= below) old.push_back(*tile);
            });
        if (!listed) return listed.why();
        sort_in_place(old); // bundles first, as their level is the lowest
        bool has_begun = false;
        for (std::size_t at = 0; at < old.size(); ++at) {
            const bool begins_level = at > 0 && old[at - 1].level != old[at].level;
            if (begins_level)
                if (auto synced = sync(); !synced) return std::move(synced).why();
            if (auto removed = remove(log_ + "/" + path_of(old[at])); !removed)
                return std::move(removed).why();
            if (has_begun || old[at].width < 256) continue;
            has_begun = true;
            if (auto synced = sync(); !synced) return std::move(synced).why();
        }
        if (auto synced = sync(); !synced) return std::move(synced).why();
        return old.size();
    }

private:
    answer<done> remove(const std::string& path) {
        const std::string folder = folder_of(path);
        if (changed_.empty() || changed_.back() != folder) changed_.push_back(folder);
        if (disk_.unlink(path.c_str()) == 0 || errno == ENOENT) return done{};
        return disk_refusal("prune the log", path);
    }

    // Folders that are empty now go, too; where a writer puts new files they never are.
    answer<done> sync() {
        for (const std::string& each : changed_) {
            std::string folder = each;
            if (!sync_folder(disk_, folder)) return disk_refusal("prune the log", folder);
            while (::rmdir(folder.c_str()) == 0) folder = folder_of(folder);
        }
        changed_.clear();
        return done{};
    }

    const std::string& log_;
    const disk_calls& disk_;
    std::vector<std::string> changed_{};
};

inline answer<unsigned long long> remove_files_below(const std::string& log,
                                                     unsigned long long below,
                                                     const disk_calls& disk) {
    return file_pruning(log, disk).run(below);
}

} // namespace bailiwick::detail
