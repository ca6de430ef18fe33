// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/child_output.hpp>
#include <bailiwick/tool/instant.hpp>

#include <algorithm>

namespace bailiwick::detail {

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
    const long long end = monotonic_milliseconds() + at_most.milliseconds;
    pid_t child = 0;
    constexpr int dropped = -1;
    if (const int code = start_child(child, words, message.get(), dropped, errors_end.get(),
                                     child_group::own))
        return refusal{reason::state_unavailable, "notify", words[0],
                       std::string("it cannot be run: ") + std::strerror(code)};
    errors_end.close();

    child_output result;
    int status = 0;
    bool is_late = false;
    for (;;) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended < 0)
            return refusal{reason::internal_error, "notify", words[0], std::strerror(errno)};
        if (errors.get() >= 0)
            take_lines(errors, result.errors);
        if (ended != 0)
            break;
        is_late = monotonic_milliseconds() >= end;
        if (is_late) {
            ::kill(-child, SIGKILL);
            while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
            break;
        }
        pollfd ready{errors.get(), POLLIN, 0};
        ::poll(&ready, 1, 10);
    }
    if (is_late)
        return refusal{reason::timed_out, "notify", words[0],
                       "it took longer than it may: look what it waits for"};
    result.exit_code = exit_code_of(status);
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
