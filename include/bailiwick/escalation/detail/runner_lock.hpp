// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <cerrno>
#include <charconv>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace bailiwick::detail {

/// A sign of life that the kernel takes away when its process dies: a lock on one byte of a file.
///
/// It holds across containers and restarts, where process numbers are used again.
class runner_lock {
public:
    explicit runner_lock(std::string path) : path_(std::move(path)) {}
    runner_lock(const runner_lock&) = delete;
    runner_lock& operator=(const runner_lock&) = delete;
    ~runner_lock() {
        if (at_ >= 0)
            ::close(at_);
    }

    answer<done> hold(long long number) {
        at_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
        struct flock byte = lock_of(number);
        if (at_ < 0 || ::fcntl(at_, F_OFD_SETLK, &byte) != 0)
            return refusal{reason::state_unavailable, "open", path_,
                           std::string("the lock file cannot be used (") + std::strerror(errno) +
                               "): let the user of the agent own the folder"};
        number_ = number;
        name_ = "run-" + std::to_string(number);
        return done{};
    }

    const std::string& name() const noexcept { return name_; }

    /// Whether the holder of that name still lives.
    answer<bool> is_held(std::string_view name) const {
        long long number = 0;
        if (!name.starts_with("run-"))
            return false;
        const char* end = name.data() + name.size();
        if (std::from_chars(name.data() + 4, end, number).ptr != end || number <= 0)
            return false;
        if (number == number_)
            return true;
        struct flock byte = lock_of(number);
        if (::fcntl(at_, F_OFD_GETLK, &byte) != 0)
            return refusal{reason::state_unavailable, "recover", path_,
                           std::string("the lock file cannot be asked: ") + std::strerror(errno)};
        return byte.l_type != F_UNLCK;
    }

private:
    static struct flock lock_of(long long number) {
        struct flock byte {};
        byte.l_type = F_WRLCK;
        byte.l_whence = SEEK_SET;
        byte.l_start = number;
        byte.l_len = 1;
        return byte;
    }

    std::string path_;
    std::string name_;
    int at_ = -1;
    long long number_ = 0;
};

} // namespace bailiwick::detail
