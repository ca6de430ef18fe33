// SPDX-License-Identifier: BSL-1.0
#include "../gate_checks.hpp"
#include "parts.hpp"
#include "workload.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

/// What a ticket costs: in memory, in one file, in a database beside other queues over it, among
/// a million others, and with a signature.
///
/// Every part says its workload, checks by reading back that the work was done, and prints tables
/// in Markdown, as tests/bench/README.md holds them. Each figure stands beside a probe of the same
/// run. Parts 1 and 5 are CPU time of the thread in batches of at least 0.2 ms, timed by turns; all
/// others are wall time, and where a part has p50 and p95 they are of single calls.

namespace fs = std::filesystem;
using namespace tickets;

int main(int count, char** given) {
    if (count < 2)
        stop("usage: bench_tickets FOLDER [PARTS [WAITING [JOBS]]]; FOLDER lies on the disk");
    folder = fs::absolute(given[1]) / "bench_tickets";
    const std::string parts = count > 2 ? given[2] : "12345";
    const std::size_t waiting = count > 3 ? std::stoull(given[3]) : 1'000'000;
    [[maybe_unused]] const std::size_t jobs = count > 4 ? std::stoull(given[4]) : 10'000;
    if (waiting < 1000)
        stop("WAITING is at least 1000");
    fs::remove_all(folder);
    fs::create_directories(folder);
    ::setenv("TMPDIR", folder.c_str(), 1); // the private server lies there, too
    std::printf("%s; %s; %u cores\n", BENCH_COMPILER, BENCH_FLAGS,
                std::thread::hardware_concurrency());
    const auto wants = [&](char one) { return parts.find(one) != parts.npos; };
    if (wants('1'))
        in_memory();
    if (wants('2'))
        in_sqlite();
#ifdef BENCH_POSTGRES
    if (wants('3'))
        in_postgres(jobs);
#else
    if (wants('3'))
        std::printf("\nskipped: part 3, because this was built without libpq\n");
#endif
    if (wants('4'))
        among_many(waiting);
    if (wants('5'))
        signatures();
#ifdef BENCH_POSTGRES
    stop_postgres(); // its files lie in the folder
#endif
    fs::remove_all(folder);
}
