// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace bailiwick::detail {

/// What a child process wrote, and how it ended: 128 and the signal when one ended it.
struct child_output {
    int exit_code = 0;
    std::string output{};
    std::string errors{};
};

/// A file descriptor that is closed once.
class child_file {
public:
    explicit child_file(int held = -1) : held_(held) {}
    child_file(const child_file&) = delete;
    child_file& operator=(const child_file&) = delete;
    ~child_file() { close(); }

    int get() const { return held_; }
    void hold(int file) {
        close();
        held_ = file;
    }
    void close() {
        if (held_ >= 0)
            ::close(held_);
        held_ = -1;
    }

private:
    int held_;
};

/// The bytes as a file that can be read from its start; a pipe could block, or end the writer.
inline bool fill_file(child_file& to, std::string_view bytes) {
    to.hold(::memfd_create("message", MFD_CLOEXEC));
    while (to.get() >= 0 && !bytes.empty()) {
        const ssize_t put = ::write(to.get(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return to.get() >= 0 && ::lseek(to.get(), 0, SEEK_SET) == 0;
}

/// Reads both pipes to their ends; false when one brings more than any signature has.
inline bool drain(child_file& output, child_file& errors, child_output& to) {
    constexpr std::size_t most = 64 * 1024;
    const bool is_watched = ::isatty(STDERR_FILENO) == 1;
    while (output.get() >= 0 || errors.get() >= 0) {
        std::array<pollfd, 2> ready{{{output.get(), POLLIN, 0}, {errors.get(), POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR)
            return false;
        for (const pollfd& each : ready) {
            if (each.fd < 0 || each.revents == 0)
                continue;
            const bool is_output = each.fd == output.get();
            std::array<char, 4096> part{};
            const ssize_t got = ::read(each.fd, part.data(), part.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0) {
                (is_output ? output : errors).close();
                continue;
            }
            const auto size = static_cast<std::size_t>(got);
            std::string& kept = is_output ? to.output : to.errors;
            if (kept.append(part.data(), size).size() > most)
                return false;
            // What the child tells a person, such as to touch a security key, is shown at once.
            if (!is_output && is_watched) [[maybe_unused]]
                const ssize_t shown = ::write(STDERR_FILENO, part.data(), size);
        }
    }
    return true;
}

inline bool make_pipe(child_file& from, child_file& to) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return false;
    from.hold(ends[0]), to.hold(ends[1]);
    return true;
}

/// Whether a child belongs to the terminal of its parent, or heads a process group of its own.
enum class child_group { parents, own };

/// Starts a program of the path without a shell, over these files; without an output file its
/// standard output is dropped. An errno where it cannot be started.
inline int start_child(pid_t& child, const std::vector<std::string>& words, int input, int output,
                       int errors, child_group group) {
    std::vector<char*> arguments;
    for (const std::string& each : words)
        arguments.push_back(const_cast<char*>(each.c_str())); // exec takes them so, and reads only
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    if (const int code = ::posix_spawn_file_actions_init(&actions))
        return code;
    posix_spawnattr_t how{};
    int code = ::posix_spawnattr_init(&how);
    if (code == 0 && group == child_group::own) {
        sigset_t nothing{}; // what this thread holds back, the program shall not
        ::sigemptyset(&nothing);
        code = ::posix_spawnattr_setsigmask(&how, &nothing);
        if (code == 0)
            code = ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    }
    if (code == 0)
        code = ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (code == 0)
        code = output >= 0 ? ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
                           : ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO,
                                                                "/dev/null", O_WRONLY, 0);
    if (code == 0)
        code = ::posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    if (code == 0)
        code = ::posix_spawnp(&child, arguments[0], &actions, &how, arguments.data(), environ);
    ::posix_spawnattr_destroy(&how);
    ::posix_spawn_file_actions_destroy(&actions);
    return code;
}

/// The exit code of a child, or 128 and the signal that ended it.
inline int exit_code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Runs a program of the path without a shell: `input` is its standard input, and the terminal
/// stays its own. It is ended when it writes more than 64 KiB.
inline answer<child_output> run_child(const std::vector<std::string>& words,
                                      std::string_view input) {
    const auto fault = [&](int code) {
        return refusal{reason::internal_error, "run", words[0],
                       words[0] + " cannot be run: " + std::strerror(code)};
    };
    child_file message, output, errors, output_end, errors_end;
    if (!fill_file(message, input) || !make_pipe(output, output_end) ||
        !make_pipe(errors, errors_end))
        return fault(errno);
    pid_t child = 0;
    if (const int code = start_child(child, words, message.get(), output_end.get(),
                                     errors_end.get(), child_group::parents))
        return fault(code);
    output_end.close(), errors_end.close();

    child_output result;
    const bool is_bounded = drain(output, errors, result);
    if (!is_bounded)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return fault(errno);
    if (!is_bounded)
        return refusal{reason::internal_error, "run", words[0],
                       words[0] + " wrote more than a signature has"};
    result.exit_code = exit_code_of(status);
    return result;
}

/// The last line of a text that is not empty.
inline std::string_view last_line_of(std::string_view text) {
    const std::size_t end = text.find_last_not_of(" \r\n");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const std::size_t start = text.find_last_of("\r\n");
    return start == std::string_view::npos ? text : text.substr(start + 1);
}

} // namespace bailiwick::detail
