// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/tiles.hpp>

namespace bailiwick::detail {

/// Puts tiles and bundles, and then the checkpoint over them, where readers look for them.
///
/// Bytes are durable before their name is there, and names before the checkpoint: after a crash
/// every file that is there is whole, and the checkpoint asks for none that is not.
class static_files {
public:
    /// For so many files: a few are synced each for itself, many with the whole file system.
    static_files(const std::string& log, const disk_calls& disk, std::size_t count)
        : log_(log), disk_(disk), are_few_(count <= 16) {}

    /// Writes one file beside its place.
    answer<done> write(const tile_id& tile, std::string_view bytes) {
        const std::string beside = unpublished_file(log_, places_.size());
        file_handle file = open_file(beside, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open() || !write_all(disk_, file.get(), bytes, 0))
            return disk_refusal("publish", beside);
        if (are_few_ && disk_.sync(file.get()) != 0)
            return disk_refusal("publish", beside);
        places_.push_back(log_ + "/" + path_of(tile));
        return done{};
    }

    /// Moves what was written into its place, and puts the checkpoint over it.
    answer<done> publish(std::string_view checkpoint) {
        if (!are_few_)
            if (auto synced = sync_all(); !synced) return synced;
        std::vector<std::string> folders;
        for (std::size_t at = 0; at < places_.size(); ++at) {
            const std::string folder = folder_of(places_[at]);
            if (!holds(folders, folder)) {
                if (auto made = make_folder(disk_, folder); !made) return made;
                folders.push_back(folder);
            }
            if (disk_.rename(unpublished_file(log_, at).c_str(), places_[at].c_str()) != 0)
                return disk_refusal("publish", places_[at]);
        }
        for (const std::string& each : folders)
            if (!sync_folder(disk_, each)) return disk_refusal("publish", each);
        if (auto put = replace_file(disk_, scratch_file(log_), checkpoint_file(log_), checkpoint);
            !put)
            return put;
        if (!sync_folder(disk_, log_)) return disk_refusal("publish", log_);
        return done{};
    }

private:
    static bool holds(const std::vector<std::string>& folders, const std::string& one) {
        for (std::size_t at = folders.size(); at-- > 0;)
            if (folders[at] == one) return true;
        return false;
    }

    answer<done> sync_all() const {
        const file_handle log = open_file(log_, O_RDONLY | O_DIRECTORY);
        if (!log.is_open() || disk_.sync_all(log.get()) != 0) return disk_refusal("publish", log_);
        return done{};
    }

    const std::string& log_;
    const disk_calls& disk_;
    bool are_few_;
    std::vector<std::string> places_{};
};

} // namespace bailiwick::detail
