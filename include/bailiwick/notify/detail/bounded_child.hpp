// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/escalation/detail/child_output.hpp>

#include <algorithm>

#include <time.h>

namespace bailiwick::detail {

inline long long milliseconds_of_boot() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

/// Takes what is there to read; of more than a few lines the rest is dropped.
inline void take_lines(child_file& from, std::string& to) {
    constexpr std::size_t most = 4096;
    std::array<char, 4096> part{};
    for (ssize_t got = 1; got > 0;) {
        got = ::read(from.get(), part.data(), part.size());
        if (got > 0)
            to.append(part.data(), std::min(static_cast<std::size_t>(got), most - to.size()));
        if (got == 0)
            from.close();
    }
}

/// Starts a program of the path without a shell, as the head of a process group of its own.
inline answer<pid_t> start_child(const std::vector<std::string>& words, child_file& input,
                                 child_file& errors) {
    std::vector<char*> arguments;
    for (const std::string& each : words)
        arguments.push_back(const_cast<char*>(each.c_str())); // exec takes them so, and reads only
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t how{};
    int code = ::posix_spawn_file_actions_init(&actions);
    if (code == 0)
        code = ::posix_spawnattr_init(&how);
    sigset_t nothing{}; // what this thread holds back, the program shall not
    ::sigemptyset(&nothing);
    if (code == 0)
        code = ::posix_spawnattr_setsigmask(&how, &nothing);
    if (code == 0)
        code = ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (code == 0)
        code = ::posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
    if (code == 0)
        code = ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY,
                                                  0);
    if (code == 0)
        code = ::posix_spawn_file_actions_adddup2(&actions, errors.get(), STDERR_FILENO);
    pid_t child = 0;
    if (code == 0)
        code = ::posix_spawnp(&child, arguments[0], &actions, &how, arguments.data(), environ);
    ::posix_spawnattr_destroy(&how);
    ::posix_spawn_file_actions_destroy(&actions);
    if (code != 0)
        return refusal{reason::state_unavailable, "notify", words[0],
                       std::string("it cannot be run: ") + std::strerror(code)};
    return child;
}

/// Runs a program with `input` as its standard input until it ends, or its time does: then it is
/// ended with all that it started. Its standard output is dropped.
inline answer<child_output> run_bounded(const std::vector<std::string>& words,
                                        std::string_view input, duration at_most) {
    if (words.empty() || words[0].empty())
        return refusal{reason::malformed_request, "notify", "command", "name a program"};
    child_file message, errors, errors_end;
    if (!fill_file(message, input) || !make_pipe(errors, errors_end) ||
        ::fcntl(errors.get(), F_SETFL, O_NONBLOCK) != 0)
        return refusal{reason::state_unavailable, "notify", words[0], std::strerror(errno)};
    const long long end = milliseconds_of_boot() + at_most.milliseconds;
    const answer<pid_t> child = start_child(words, message, errors_end);
    if (!child)
        return child.why();
    errors_end.close();

    child_output result;
    int status = 0;
    bool is_late = false;
    for (;;) {
        const pid_t ended = ::waitpid(*child, &status, WNOHANG);
        if (ended < 0)
            return refusal{reason::internal_error, "notify", words[0], std::strerror(errno)};
        if (errors.get() >= 0)
            take_lines(errors, result.errors);
        if (ended != 0)
            break;
        is_late = milliseconds_of_boot() >= end;
        if (is_late) {
            ::kill(-*child, SIGKILL);
            while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {}
            break;
        }
        pollfd ready{errors.get(), POLLIN, 0};
        ::poll(&ready, 1, 10);
    }
    if (is_late)
        return refusal{reason::timed_out, "notify", words[0],
                       "it took longer than it may: look what it waits for"};
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

/// What an exit code says about a delivery: 75 (EX_TEMPFAIL of sysexits.h) is "later".
inline answer<done> delivery_of(const std::string& program, const answer<child_output>& ran) {
    if (!ran)
        return ran.why();
    if (ran->exit_code == 0)
        return done{};
    constexpr int try_again = 75;
    return refusal{ran->exit_code == try_again ? reason::state_unavailable : reason::tool_failed,
                   "notify", program,
                   "exit code " + std::to_string(ran->exit_code) + ": " +
                       std::string(last_line_of(ran->errors))};
}

} // namespace bailiwick::detail
