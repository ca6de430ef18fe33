// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// Batches of calls, timed by turns so that what else the machine does falls on all of them alike.

namespace gate {

/// Keeps the compiler from knowing a value, or from leaving it out.
template <class Value> void opaque(Value& value) { asm volatile("" : "+m"(value) : : "memory"); }

inline double seconds_of(clockid_t clock) {
    std::timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}
/// What this thread has used of a processor: time that others took away is not in it.
inline double cpu_seconds() { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }
inline double wall_seconds() { return seconds_of(CLOCK_MONOTONIC); }

/// Microseconds of each sample, and what is said of them.
struct samples {
    std::vector<double> all{};

    double at(double part) {
        std::sort(all.begin(), all.end());
        return all.empty() ? 0 : all[static_cast<std::size_t>(
                                     part * static_cast<double>(all.size() - 1) + 0.5)];
    }
    double median() { return at(0.5); }
};

/// One line of the table: work that is called `calls` times in a batch.
struct contender {
    std::string name;
    std::function<void(std::size_t calls)> work;
    std::function<void()> before_batch{};
    double least_batch = 200e-6; ///< seconds
    std::size_t calls = 1;
    samples came{};
};

inline double one_batch(contender& each) {
    if (each.before_batch) each.before_batch();
    const double start = cpu_seconds();
    each.work(each.calls);
    return cpu_seconds() - start;
}

/// Warms up, finds how many calls a batch needs, then times the batches of all by turns.
inline void race(std::vector<contender>& all, std::size_t batches) {
    for (contender& each : all)
        while (each.calls < 100'000'000 && one_batch(each) < each.least_batch) each.calls *= 2;
    for (std::size_t i = 0; i < batches; ++i)
        for (contender& each : all)
            each.came.all.push_back(one_batch(each) / static_cast<double>(each.calls) * 1e6);
}

inline std::string load() {
    double now[3] = {};
    return ::getloadavg(now, 3) < 1 ? "unknown" : std::to_string(now[0]).substr(0, 4);
}

inline void title(const char* text, const char* unit, const char* against) {
    std::printf("\n%s (load %s)\n%-62s %8s %8s %8s %8s %7s  %s\n", text, load().c_str(), unit,
                "p50", "p95", "p99", "min", "n", against);
}

inline void line(const std::string& name, samples& came, double scale, double ruler = 0) {
    std::printf("%-62s %8.2f %8.2f %8.2f %8.2f %7zu", name.c_str(), came.median() * scale,
                came.at(0.95) * scale, came.at(0.99) * scale, came.at(0) * scale,
                came.all.size());
    if (ruler > 0) std::printf("  %.2fx", came.median() / ruler);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace gate
