// SPDX-License-Identifier: BSL-1.0
#include "parts.hpp"
#include "postgres_probe.hpp"
#include "tables.hpp"
#include "workload.hpp"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <unordered_set>

namespace tickets {
namespace {

/// Jobs that one side has enqueued and finished, the seconds for each, and the probe just before.
struct throughput {
    std::string who, settings;
    double enqueued = 0, enqueuing = 0, finished = 0, finishing = 0;
    double updates = 0; ///< durable updates a second

    double jobs_a_second() const {
        if (finished <= 0)
            return 0;
        return 1 / (enqueuing / enqueued + finishing / finished);
    }
};

/// How a job enters our queue.
enum class entry {
    granted, ///< one insert of a ticket that is granted already: what the other queues do
    decided  ///< opened, and granted by a person
};

throughput our_jobs(std::size_t jobs, std::size_t workers, entry how) {
    const bool is_decided = how == entry::decided;
    throughput came{"bailiwick", is_decided ? "open, grant; start_next, finish"
                                            : "insert of a granted ticket; start_next, finish"};
    came.updates = durable_updates(workers);
    const bw::postgres_options options{.schema = "bench", .connections = workers + 4};
    plain_session look;
    look.run("DROP SCHEMA IF EXISTS bench CASCADE; CHECKPOINT");
    auto store = value_of(bw::postgres_store::open(server->conninfo(), options));
    const bw::escalation_desk desk(store);
    came.enqueued = static_cast<double>(jobs);
    came.enqueuing = in_parallel(workers, jobs, [&](std::size_t, std::size_t n) {
        if (is_decided) {
            const bw::ticket opened = value_of(desk.open(request(), noon));
            value_of(desk.grant(opened.id, alices, approves, noon));
        } else {
            check(value_of(store.insert(nth_ticket(n, true), {})) == bw::kept::yes, "enqueued");
        }
    });
    look.run("CHECKPOINT");

    std::vector<std::vector<std::string>> taken(workers);
    const bw::ticket_request asked = request();
    came.finishing = in_parallel(workers, workers, [&](std::size_t, std::size_t lane) {
        for (;;) {
            const auto next = value_of(desk.start_next(asked.agent, "", claim_of, noon));
            if (!next)
                return;
            value_of(desk.finish(*next, {true, {}}, noon));
            taken[lane].push_back(next->id);
        }
    });
    std::unordered_set<std::string> once;
    for (const auto& lane : taken)
        once.insert(lane.begin(), lane.end());
    came.finished = static_cast<double>(once.size());
    check(once.size() == jobs, "every ticket was taken, and none twice");
    check(look.run("SELECT count(*) FROM bench.ticket WHERE state='done'") == std::to_string(jobs),
          "the server holds every ticket as done");
    return came;
}

/// What `queue_peers/run.mjs` says of another queue; nothing where it cannot run.
std::optional<throughput> their_jobs(const std::string& which, std::size_t jobs,
                                     std::size_t workers) {
    const char* const peers = std::getenv("BENCH_QUEUE_PEERS");
    if (peers == nullptr)
        return std::nullopt;
    throughput came;
    came.updates = durable_updates(workers);
    const std::string payload = folder + "/payload.json";
    std::ofstream(payload) << bw::detail::record_of(nth_ticket(0, true));
    const std::string command = "cd '" + std::string(peers) + "' && PGHOST='" + server->folder() +
                                "' PGUSER=tester PGDATABASE=postgres node run.mjs " + which + ' ' +
                                std::to_string(jobs) + ' ' + std::to_string(workers) + " 20 '" +
                                payload + '\'';
    FILE* const told = ::popen(command.c_str(), "r");
    check(told != nullptr, "a child process can be started");
    std::string line;
    for (char piece[4096]; std::fgets(piece, sizeof piece, told) != nullptr;)
        line += piece;
    if (::pclose(told) != 0)
        return std::nullopt;
    std::istringstream fields(line);
    std::getline(fields, came.who, '\t');
    std::getline(fields, came.settings, '\t');
    double threads = 0;
    fields >> threads >> came.enqueued >> came.enqueuing >> came.finished >> came.finishing;
    check(!fields.fail() && threads == static_cast<double>(workers), "a line of run.mjs");
    return came;
}

} // namespace

void in_postgres(std::size_t jobs) {
    if (!has_server())
        return;
    part("3. PostgreSQL, jobs a second",
         std::to_string(jobs) + " jobs of " +
             std::to_string(bw::detail::record_of(nth_ticket(0, true)).size()) +
             " bytes each are enqueued by so many workers, then taken and finished by as many; a "
             "private server on a socket, fsync on, the same for all; jobs/s = 1 / (time to "
             "enqueue one + time to take and finish one); who is slow is stopped after 20 s");
    for (const std::size_t workers : {1u, 16u}) {
        std::printf("\n| %zu worker%s | how | enqueued/s | taken and finished/s | jobs/s | durable "
                    "UPDATEs/s just before | UPDATEs in the time of a job | our first row against "
                    "it | budget |\n|---|---|---|---|---|---|---|---|---|\n",
                    workers, workers == 1 ? "" : "s");
        std::vector<throughput> all{our_jobs(jobs, workers, entry::granted),
                                    our_jobs(jobs, workers, entry::decided)};
        for (const char* const which :
             {"bossDefaults", "bossSingle", "bossBatches", "graphileDefaults", "graphileBatches"})
            if (auto theirs = their_jobs(which, jobs, workers))
                all.push_back(*std::move(theirs));
        for (const throughput& each : all)
            std::printf("| %s | %s%s | %s | %s | %s | %s | %s | %s | %s |\n", each.who.c_str(),
                        each.settings.c_str(), each.finished < each.enqueued ? " (stopped)" : "",
                        figure(each.enqueued / each.enqueuing).c_str(),
                        figure(each.finished / each.finishing).c_str(),
                        figure(each.jobs_a_second()).c_str(), figure(each.updates).c_str(),
                        figure(each.updates / each.jobs_a_second()).c_str(),
                        figure(all[0].jobs_a_second() / each.jobs_a_second()).c_str(),
                        each.who == all[0].who ? "" : "2 x");
        if (all.size() == 2)
            std::printf("\nskipped: other queues (npm or node is out of reach)\n");
        std::fflush(stdout);
    }
}

void stop_postgres() { server.reset(); }

} // namespace tickets
