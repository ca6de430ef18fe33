// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <sys/stat.h>

namespace bailiwick::packet::detail {

/// What a file holds, or why it could not be read.
struct disk_text {
    std::string bytes{};
    std::string fault{};
    bool is_missing = false;
};

inline disk_text read_text(const std::string& path) {
    disk_text text;
    std::FILE* from = std::fopen(path.c_str(), "rb");
    if (!from) {
        text.is_missing = errno == ENOENT;
        text.fault = path + ": " + std::strerror(errno);
        return text;
    }
    char block[65536];
    while (const std::size_t size = std::fread(block, 1, sizeof block, from))
        text.bytes.append(block, size);
    if (std::ferror(from))
        text.fault = path + ": cannot be read to its end";
    std::fclose(from);
    return text;
}

/// Makes the folders above a path.
inline std::string make_folders(const std::string& folder) {
    for (std::size_t at = 1; at <= folder.size(); ++at) {
        if (at < folder.size() && folder[at] != '/')
            continue;
        const std::string part = folder.substr(0, at);
        if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST)
            return part + ": " + std::strerror(errno);
    }
    return {};
}

/// Replaces a file whole, or leaves it as it was and says why; equal bytes are left untouched.
inline std::string write_text(const std::string& folder, const std::string& name,
                              const std::string& bytes) {
    if (std::string fault = make_folders(folder); !folder.empty() && !fault.empty())
        return fault;
    const std::string path = folder.empty() ? name : folder + "/" + name;
    if (const disk_text now = read_text(path); now.fault.empty() && now.bytes == bytes)
        return {};
    const std::string beside = path + ".new";
    std::FILE* into = std::fopen(beside.c_str(), "wb");
    if (!into)
        return path + ": " + std::strerror(errno);
    const bool wrote = std::fwrite(bytes.data(), 1, bytes.size(), into) == bytes.size();
    const bool closed = std::fclose(into) == 0;
    if (!wrote || !closed || std::rename(beside.c_str(), path.c_str()) != 0) {
        const std::string fault = path + ": " + std::strerror(errno);
        std::remove(beside.c_str());
        return fault;
    }
    return {};
}

} // namespace bailiwick::packet::detail
