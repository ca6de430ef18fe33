// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "bench.hpp"

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>

namespace bench {

/// Runs in a process of its own; gives its exit code, or 1000 plus the signal that ended it.
template <class Work> int in_child(const Work& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int each : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(each, SIG_DFL);
        ::_exit(work());
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/// From here on no file of this process grows above a size, as if the disk were full.
inline void limit_files_to(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit {bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

/// A closed state with a payment that was granted and not made.
struct closed : state {
    std::string id = granted();
    closed() { running.reset(); }

    /// All is well again: nothing was lost, and what was granted runs once.
    void goes_on() {
        restart();
        BOOST_TEST(stands(id) == "granted");
        BOOST_TEST(run(id) == "done");
        BOOST_TEST(at.pays == 1);
        BOOST_TEST(bench::words(verified()) == "valid");
    }
};

} // namespace bench
