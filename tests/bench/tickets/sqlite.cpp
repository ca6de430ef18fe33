// SPDX-License-Identifier: BSL-1.0
#include "parts.hpp"
#include "sqlite_probe.hpp"
#include "tables.hpp"
#include "workload.hpp"

namespace tickets {

void in_sqlite() {
    constexpr std::size_t rounds = 1000;
    part("2. SQLite " + std::string(sqlite3_libversion()) + ", wall us of single calls, by turns",
         "each step of one ticket after another, every one durable, beside an UPDATE of one row "
         "in another file of the folder, with the same pragmas");
    auto store = value_of(bw::sqlite_store::open(folder + "/tickets.db"));
    const bw::escalation_desk desk(store);
    sqlite_probe small(folder + "/probe.db", "");
    sqlite_probe large(folder + "/probe-large.db", bw::detail::record_of(nth_ticket(0, true)));
    samples small_updates, large_updates, opened, granted, started, finished;
    for (std::size_t i = 0; i < rounds; ++i) {
        small_updates.all.push_back(microseconds([&] { small.update(); }));
        large_updates.all.push_back(microseconds([&] { large.update(); }));
        bw::ticket at;
        opened.all.push_back(microseconds([&] { at = value_of(desk.open(request(), noon)); }));
        granted.all.push_back(
            microseconds([&] { at = value_of(desk.grant(at.id, alices, approves, noon)); }));
        started.all.push_back(
            microseconds([&] { at = value_of(desk.start(at.id, claim(), noon)); }));
        finished.all.push_back(microseconds([&] {
            at = value_of(desk.finish(at, {true, {}}, noon));
        }));
    }
    small.check_updates();
    large.check_updates();
    const auto other = value_of(bw::sqlite_store::open(folder + "/tickets.db"));
    check(count_of(store, bw::ticket_state::done) == rounds, "every ticket is in the file");
    head("SQLite, us", "one durable UPDATE");
    const double ruler = small_updates.median();
    row("one durable UPDATE of a short row", small_updates, ruler);
    row("the same, of a text as long as a ticket's record", large_updates, ruler);
    row("open", opened, ruler, "2 x");
    row("grant", granted, ruler, "2 x");
    row("start", started, ruler, "2 x");
    row("finish", finished, ruler, "2 x");
}

} // namespace tickets
