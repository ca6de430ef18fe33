// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/// Files as a log needs them: every call's failure is seen, and what was synced stays.

namespace bailiwick::detail {

/// The calls through which a log changes the disk; tests put failing ones in their place.
struct disk_calls {
    ssize_t (*write)(int, const void*, std::size_t, off_t) = ::pwrite;
    int (*sync)(int) = ::fdatasync;
    int (*rename)(const char*, const char*) = ::rename;
    int (*sync_all)(int) = ::syncfs; ///< everything in the file system of this file
    int (*unlink)(const char*) = ::unlink;
};
inline constexpr disk_calls real_disk{};

/// An open file that is closed once.
class file_handle {
public:
    file_handle() = default;
    explicit file_handle(int descriptor) noexcept : descriptor_(descriptor) {}
    file_handle(file_handle&& other) noexcept : descriptor_(other.release()) {}
    file_handle& operator=(file_handle&& other) noexcept {
        if (this != &other) {
            close();
            descriptor_ = other.release();
        }
        return *this;
    }
    ~file_handle() { close(); }

    bool is_open() const noexcept { return descriptor_ >= 0; }
    int get() const noexcept { return descriptor_; }
    void close() noexcept {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

private:
    int release() noexcept { return std::exchange(descriptor_, -1); }

    int descriptor_ = -1;
};

inline refusal disk_refusal(std::string_view action, const std::string& path,
                            std::string_view hint = "check the disk, the path and its owner") {
    return {reason::receipt_unavailable, std::string(action),
            path + ": " + std::strerror(errno), std::string(hint)};
}

inline file_handle open_file(const std::string& path, int flags, mode_t mode = 0666) {
    int descriptor = -1;
    do descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return file_handle(descriptor);
}

inline bool file_exists(const std::string& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

/// Reads a file of at most so many bytes into room that grows as needed, and counts them; a
/// missing one is a refusal with errno ENOENT.
inline answer<std::size_t> read_into(std::string& room, const std::string& path,
                                     unsigned long long most) {
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
    if (room.size() < size) room.resize(size);
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got = ::read(file.get(), room.data() + have, size - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return disk_refusal("read", path);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    return have;
}

/// All bytes of a file, as `read_into` reads them.
inline answer<std::string> read_file(const std::string& path) {
    std::string bytes;
    const auto have = read_into(bytes, path, ~0ULL);
    if (!have) return have.why();
    bytes.resize(*have);
    return bytes;
}

inline bool write_all(const disk_calls& disk, int file, std::string_view bytes, off_t at) {
    while (!bytes.empty()) {
        const ssize_t put = disk.write(file, bytes.data(), bytes.size(), at);
        if (put < 0 && errno == EINTR) continue;
        if (put == 0) errno = ENOSPC;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
        at += put;
    }
    return true;
}

inline std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

inline bool sync_folder(const disk_calls& disk, const std::string& folder) {
    const file_handle opened = open_file(folder, O_RDONLY | O_DIRECTORY);
    return opened.is_open() && disk.sync(opened.get()) == 0;
}

/// Makes the folder and those above it, and syncs what holds a new one.
inline answer<done> make_folder(const disk_calls& disk, const std::string& folder) {
    struct stat found {};
    if (::stat(folder.c_str(), &found) == 0) {
        if (S_ISDIR(found.st_mode)) return done{};
        errno = ENOTDIR;
        return disk_refusal("make a folder", folder, "name a folder, or move the file away");
    }
    const std::string parent = folder_of(folder);
    if (errno == ENOENT && parent != folder)
        if (auto made = make_folder(disk, parent); !made) return made;
    if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST)
        return disk_refusal("make a folder", folder);
    if (!sync_folder(disk, parent)) return disk_refusal("sync", parent);
    return done{};
}

/// Puts a whole file in place of the old one: written beside, synced, renamed. The caller syncs
/// the folder, once for all files in it.
inline answer<done> replace_file(const disk_calls& disk, const std::string& beside,
                                 const std::string& path, std::string_view bytes,
                                 mode_t mode = 0666) {
    {
        const file_handle file = open_file(beside, O_WRONLY | O_CREAT | O_TRUNC, mode);
        if (!file.is_open() || !write_all(disk, file.get(), bytes, 0) ||
            disk.sync(file.get()) != 0)
            return disk_refusal("write", beside);
    }
    if (disk.rename(beside.c_str(), path.c_str()) != 0) return disk_refusal("rename", path);
    return done{};
}

} // namespace bailiwick::detail
