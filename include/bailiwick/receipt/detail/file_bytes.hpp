// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>

namespace bailiwick::detail {

/// The bytes of one file after the other, in room that is used again.
class file_bytes {
public:
    /// All bytes of a file that has at most so many; they stay until the next file is read.
    answer<std::string_view> read(const std::string& path, std::size_t most) {
        const auto have = read_into(room_, path, most);
        if (!have) return have.why();
        return std::string_view(room_).substr(0, *have);
    }

private:
    std::string room_{};
};

} // namespace bailiwick::detail
