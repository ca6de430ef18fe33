// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/provider.hpp>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bailiwick {
namespace detail {

inline constexpr std::size_t largest_secret = 64 * 1024;

struct secret_file {
    int at = -1;
    explicit secret_file(const char* path)
        : at(::open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
    secret_file(const secret_file&) = delete;
    secret_file& operator=(const secret_file&) = delete;
    ~secret_file() {
        if (at >= 0)
            ::close(at);
    }
};

/// Why the opened file may not hold a secret, as a sentence; empty when it may.
inline std::string fault_of(const struct stat& file, mode_t too_wide, bool root_may_own) {
    if (!S_ISREG(file.st_mode))
        return "it is no regular file: name the file itself";
    if (file.st_uid != ::geteuid() && !(root_may_own && file.st_uid == 0))
        return "it belongs to another user: give it to the user that runs the agent (chown)";
    if ((file.st_mode & too_wide) != 0)
        return "others than its owner may read or change it: chmod 600";
    if (static_cast<std::size_t>(file.st_size) > largest_secret)
        return "it has more than 64 KiB: name the file that holds the secret alone";
    return {};
}

inline answer<secret> read_secret(const std::string& path, mode_t too_wide, bool root_may_own) {
    const std::string place = "file " + path;
    const secret_file file(path.c_str());
    if (file.at < 0) {
        if (errno == ELOOP)
            return no_secret_from(place, "it is a symbolic link: name the file it points to");
        if (errno == ENOENT)
            return no_secret_from(place, "there is no such file: put the secret there, mode 600");
        return no_secret_from(place, std::string("it cannot be opened (") + std::strerror(errno) +
                                         "): let its owner run the agent");
    }
    struct stat facts {};
    if (::fstat(file.at, &facts) != 0)
        return no_secret_from(place, "it cannot be examined");
    if (std::string fault = fault_of(facts, too_wide, root_may_own); !fault.empty())
        return no_secret_from(place, std::move(fault));
    bool failed = false;
    // One byte more than the file had, so that one which grew meanwhile is noticed.
    const std::size_t expected = static_cast<std::size_t>(facts.st_size);
    std::size_t size = 0;
    secret whole = secret::filled(expected + 1, [&](char* into, std::size_t room) {
        while (size < room) {
            const ssize_t got = ::read(file.at, into + size, room - size);
            if (got < 0 && errno == EINTR)
                continue;
            failed = got < 0;
            if (got <= 0)
                break;
            size += static_cast<std::size_t>(got);
        }
        return size;
    });
    if (failed)
        return no_secret_from(place, "it cannot be read to its end");
    if (size != expected)
        return no_secret_from(place, "it changed while it was read: try again");
    return without_line_end(std::move(whole), place);
}

} // namespace detail

/// Reads a secret from a regular file that only its owner can open; any wider mode is refused.
///
/// What was opened is what is examined: no symbolic link is followed, and the facts come from the
/// descriptor, so that the file cannot be exchanged in between.
class file_secret {
public:
    explicit file_secret(std::string path) : path_(std::move(path)) {}

    answer<secret> fetch() const { return detail::read_secret(path_, 077, false); }
    std::string resting_place() const { return "file " + path_; }

private:
    std::string path_;
};

/// Reads a credential that systemd passed (LoadCredential=, SetCredentialEncrypted=).
class systemd_secret {
public:
    explicit systemd_secret(std::string name) : name_(std::move(name)) {}

    answer<secret> fetch() const {
        const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
        if (folder == nullptr || *folder != '/')
            return detail::no_secret_from(
                resting_place(), "$CREDENTIALS_DIRECTORY is not set: start the agent as a systemd "
                                 "unit with LoadCredential=");
        if (name_.empty() || name_ == "." || name_ == ".." || name_.find('/') != std::string::npos)
            return detail::no_secret_from(resting_place(), "it is no credential's name: name the "
                                                           "credential, not a path");
        // systemd gives the files to the user of the unit, or to root with an ACL (mode 440).
        return detail::read_secret(std::string(folder) + "/" + name_, 037, true);
    }
    std::string resting_place() const { return "systemd credential " + name_; }

private:
    std::string name_;
};

} // namespace bailiwick
