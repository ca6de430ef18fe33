// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>

#include <sys/file.h>

namespace bailiwick::detail {

/// Holds a folder against every other thread and process that locks it, until the end of the scope.
///
/// Each lock opens the folder anew, so that it keeps out threads of the same process too.
class [[nodiscard]] folder_lock {
public:
    explicit folder_lock(const std::string& folder)
        : opened_(open_file(folder, O_RDONLY | O_DIRECTORY)) {
        if (!opened_.is_open()) return;
        int came = -1;
        do came = ::flock(opened_.get(), LOCK_EX);
        while (came != 0 && errno == EINTR);
        held_ = came == 0;
    }

    bool is_held() const noexcept { return held_; }

private:
    file_handle opened_;
    bool held_ = false;
};

/// Puts a small file in its place so that a crash leaves the old one or the new one, and the new
/// one once this has returned. The caller holds the folder's lock.
inline answer<done> replace_durably(const disk_calls& disk, const std::string& path,
                                    std::string_view bytes, mode_t mode = 0666) {
    if (auto put = replace_file(disk, path + ".new", path, bytes, mode); !put) return put;
    if (!sync_folder(disk, folder_of(path))) return disk_refusal("sync", folder_of(path));
    return done{};
}

} // namespace bailiwick::detail
