// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>

namespace bailiwick::detail {

/// The bytes of one file after the other, in room that is used again.
class file_bytes {
public:
    /// All bytes of a file that has at most so many; they stay until the next file is read.
    answer<std::string_view> read(const std::string& path, std::size_t most) {
        const file_handle file = open_file(path, O_RDONLY);
        struct stat found {};
        if (!file.is_open() || ::fstat(file.get(), &found) != 0) return disk_refusal("read", path);
        if (!S_ISREG(found.st_mode)) {
            errno = EISDIR;
            return disk_refusal("read", path);
        }
        const auto size = static_cast<unsigned long long>(found.st_size);
        if (size > most)
            return refusal{reason::head_mismatch, "read", path + ": is longer than it can be",
                           "restore the file from a copy of the log"};
        if (room_.size() < size) room_.resize(size);
        std::size_t have = 0;
        while (have < size) {
            const ssize_t got = ::read(file.get(), room_.data() + have, size - have);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return disk_refusal("read", path);
            if (got == 0) break;
            have += static_cast<std::size_t>(got);
        }
        return std::string_view(room_).substr(0, have);
    }

private:
    std::string room_{};
};

} // namespace bailiwick::detail
