// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace bailiwick::detail {

inline refusal text_fault(const std::string& path, int code) {
    return {reason::state_unavailable, "notify", path,
            std::string(std::strerror(code)) + ": make the file readable and writable"};
}

/// The text of a small file; nothing where there is none.
inline answer<std::optional<std::string>> kept_text(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return std::optional<std::string>();
    if (file < 0)
        return text_fault(path, errno);
    std::string text;
    char part[4096];
    ssize_t got = 0;
    while ((got = ::read(file, part, sizeof part)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            text.append(part, static_cast<std::size_t>(got));
    const int code = errno;
    ::close(file);
    if (got < 0)
        return text_fault(path, code);
    return std::optional<std::string>(std::move(text));
}

/// Puts a text in the place of a file as a whole, for its owner only; durable when it answers.
inline answer<done> write_kept_text(const std::string& path, std::string_view text) {
    const std::string fresh = path + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return text_fault(fresh, errno);
    bool is_good = true;
    while (is_good && !text.empty()) {
        const ssize_t put = ::write(file, text.data(), text.size());
        is_good = put > 0 || (put < 0 && errno == EINTR);
        if (put > 0)
            text.remove_prefix(static_cast<std::size_t>(put));
    }
    is_good = is_good && ::fsync(file) == 0;
    const int code = errno;
    ::close(file);
    if (!is_good)
        return text_fault(fresh, code);
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        return text_fault(path, errno);
    return done{};
}

} // namespace bailiwick::detail
