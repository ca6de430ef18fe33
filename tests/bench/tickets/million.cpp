// SPDX-License-Identifier: BSL-1.0
#include "filled.hpp"
#include "parts.hpp"
#include "sqlite_probe.hpp"
#include "tables.hpp"
#include "workload.hpp"

#include <filesystem>
#include <optional>

namespace tickets {
namespace {

/// Two stores of one kind, with few and with many tickets: page and take by turns.
template <class Store, class Probe>
void among(const char* kind, Store& few, std::size_t few_count, Store& many, std::size_t many_count,
           const Probe& probe) {
    constexpr std::size_t rounds = 200;
    struct shop {
        Store* store;
        samples pages, fields, takes, own_time;
    } shops[] = {{&few, {}, {}, {}, {}}, {&many, {}, {}, {}, {}}};
    const bw::instant later{noon.microseconds + static_cast<long long>(many_count) * 1000};
    const bw::ticket_filter waiting{.states = {bw::ticket_state::waiting}};
    const bw::ticket_filter lane{.states = {bw::ticket_state::waiting}, .queue = "payments"};
    const std::string agent = request().agent;
    samples probes;
    for (std::size_t round = 0; round < rounds; ++round) {
        probes.all.push_back(microseconds(probe));
        for (const std::size_t turn : {round % 2, 1 - round % 2}) { // neither is always the first
            shop& each = shops[turn];
            const bw::escalation_desk desk(*each.store);
            bw::ticket_list page;
            each.pages.all.push_back(microseconds([&] { page = value_of(desk.list(waiting)); }));
            check(page.tickets.size() == 50 && !page.next.empty(),
                  "a page of 50, and there are more");
            each.fields.all.push_back(microseconds([&] { page = value_of(desk.list(lane)); }));
            check(page.tickets.size() == 50, "a page of 50 of one queue");
            std::optional<bw::ticket> taken;
            const double busy = cpu_seconds();
            each.takes.all.push_back(microseconds(
                [&] { taken = value_of(desk.start_next(agent, "", claim_of, later)); }));
            each.own_time.all.push_back((cpu_seconds() - busy) * 1e6);
            check(taken && value_of(each.store->load(taken->id)).state == bw::ticket_state::running,
                  "a ticket was taken, and the store says so");
        }
    }
    for (shop& each : shops)
        check(count_of(*each.store, bw::ticket_state::running) == rounds, "each take took one");
    const std::string title = kind;
    if (probes.median() > 1)
        row(title + ": one durable UPDATE", probes, shops[0].takes.median());
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string at = ", " + std::to_string(i == 0 ? few_count : many_count);
        row(title + at + ": first page of 50 that wait", shops[i].pages, shops[0].pages.median(),
            "5,000 us");
        row(title + at + ": the same of one queue", shops[i].fields, shops[0].fields.median(),
            "5,000 us");
        const std::string budget = i == 1 ? "2 x" : "";
        row(title + at + ": take", shops[i].takes, shops[0].takes.median(), budget);
        row(title + at + ": take, CPU of this thread", shops[i].own_time,
            shops[0].own_time.median(), budget);
    }
}

} // namespace

void among_many(std::size_t count) {
    constexpr std::size_t few = 1000;
    part("4. few and many tickets that wait, wall us of single calls, by turns",
         "half of them wait for people, half are granted and wait to be taken; filled before");
    std::printf("\n| among many, us | p50 | p95 | p99 | min | n | against the same at 1,000 | "
                "budget |\n|---|---|---|---|---|---|---|---|\n");
    {
        bw::memory_store small, large;
        fill(small, few);
        fill(large, count);
        among("memory", small, few, large, count, [] {});
    }
    {
        const std::string small_path = folder + "/few.db", large_path = folder + "/many.db";
        auto small = value_of(bw::sqlite_store::open(small_path));
        auto large = value_of(bw::sqlite_store::open(large_path));
        fill_sqlite(small_path, few);
        fill_sqlite(large_path, count);
        sqlite_probe probe(folder + "/probe-many.db", "");
        among("SQLite", small, few, large, count, [&] { probe.update(); });
    }
    std::filesystem::remove(folder + "/many.db");
#ifdef BENCH_POSTGRES
    if (!has_server())
        return;
    const auto opened = [](const char* schema) {
        return value_of(bw::postgres_store::open(server->conninfo(), {.schema = schema}));
    };
    auto small = opened("few"), large = opened("many");
    fill_postgres("few", few);
    fill_postgres("many", count);
    durable_updates(1); // makes the probe's table
    plain_session probe;
    probe.prepare_update();
    among("PostgreSQL", small, few, large, count, [&] { probe.update("0", ""); });
#endif
}

} // namespace tickets
