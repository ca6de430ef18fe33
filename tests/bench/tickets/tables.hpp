// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../gate_timing.hpp"

#include <cstdio>
#include <string>

/// The tables in Markdown, and what stands in them.

namespace tickets {

using namespace gate;

inline void part(const std::string& title, const std::string& workload) {
    std::printf("\n%s (load %s)\n%s\n", title.c_str(), load().c_str(), workload.c_str());
}

inline void head(const std::string& unit, const std::string& ruler) {
    std::printf("\n| %s | p50 | p95 | p99 | min | n | against %s | budget |\n"
                "|---|---|---|---|---|---|---|---|\n",
                unit.c_str(), ruler.c_str());
}

/// Three digits that count, and never a power of ten.
inline std::string figure(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", number < 10 ? 2 : number < 100 ? 1 : 0, number);
    return text;
}

inline void row(const std::string& name, samples& came, double ruler,
                const std::string& budget = "") {
    std::printf("| %s | %s | %s | %s | %s | %zu | %.2f | %s |\n", name.c_str(),
                figure(came.median()).c_str(), figure(came.at(0.95)).c_str(),
                figure(came.at(0.99)).c_str(), figure(came.at(0)).c_str(), came.all.size(),
                came.median() / ruler, budget.c_str());
    std::fflush(stdout);
}

/// Microseconds of one call, by the wall clock.
template <class Work> double microseconds(const Work& work) {
    const double start = wall_seconds();
    work();
    return (wall_seconds() - start) * 1e6;
}

} // namespace tickets
