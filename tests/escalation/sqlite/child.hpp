// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <csignal>
#include <cstdlib>
#include <initializer_list>

#include <sys/wait.h>
#include <unistd.h>

/// Runs `work` in a process of its own; its result is the exit code, 0 to 255.
template <class Work> pid_t in_child(const Work& work) {
    const pid_t child = ::fork();
    if (child != 0)
        return child;
    // A fault in the child is no test case of the parent's.
    for (const int each : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM})
        std::signal(each, SIG_DFL);
    ::_exit(static_cast<int>(work()));
}

/// The exit code of a child, or 1000 plus the signal that ended it.
inline int end_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}
