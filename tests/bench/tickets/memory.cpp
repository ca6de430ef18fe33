// SPDX-License-Identifier: BSL-1.0
#include "parts.hpp"
#include "tables.hpp"
#include "workload.hpp"

#include <memory>
#include <vector>

namespace tickets {
namespace {

template <class Work> auto repeated(Work work) {
    return [work](std::size_t calls) mutable {
        for (std::size_t i = 0; i < calls; ++i) {
            auto came = work();
            opaque(came);
        }
    };
}

/// Leads one ticket through so many of: open, grant, start, finish.
bw::ticket through(const bw::escalation_desk<bw::memory_store>& desk, int steps) {
    bw::ticket at = value_of(desk.open(request(), noon));
    if (steps > 1)
        at = value_of(desk.grant(at.id, alices, approves, noon));
    if (steps > 2)
        at = value_of(desk.start(at.id, claim(), noon));
    if (steps > 3)
        at = value_of(desk.finish(at, {true, {}}, noon));
    return at;
}

} // namespace

void in_memory() {
    part("1. unsigned, in memory, CPU us",
         "one ticket after another through the steps; three approvers in the queue, one needed; "
         "a new store in each batch; no receipts");
    constexpr bw::ticket_state ends[] = {bw::ticket_state::waiting, bw::ticket_state::granted,
                                         bw::ticket_state::running, bw::ticket_state::done};
    std::unique_ptr<bw::memory_store> store;
    const auto fresh_store = [&] { store = std::make_unique<bw::memory_store>(); };
    std::vector<contender> all{
        {"SHA-256 of the arguments, alone", repeated([] { return bw::digest_of(pay_250); })},
        {"a ticket, copied", [](std::size_t calls) {
             bw::ticket from = nth_ticket(0, true);
             for (std::size_t i = 0; i < calls; ++i) {
                 opaque(from);
                 bw::ticket copied = from;
                 opaque(copied);
             }
         }}};
    const char* const names[] = {"open", "open, grant", "open, grant, start: the grant is spent",
                                 "open, grant, start, finish"};
    for (int steps = 1; steps <= 4; ++steps) {
        fresh_store();
        for (int i = 0; i < 100; ++i)
            through(bw::escalation_desk(*store), steps);
        check(count_of(*store, ends[steps - 1]) == 100, "all tickets went through their steps");
        all.push_back({names[steps - 1],
                       [&store, steps, end = ends[steps - 1]](std::size_t calls) {
                           const bw::escalation_desk desk(*store);
                           for (std::size_t i = 0; i < calls; ++i)
                               check(through(desk, steps).state == end, "the last step was taken");
                       },
                       fresh_store});
    }
    race(all, 301);
    head("memory, us", "the SHA-256");
    const double ruler = all[0].came.median();
    for (std::size_t i = 0; i < all.size(); ++i)
        row(all[i].name, all[i].came, ruler, i == 4 ? "5 us" : "");
}

} // namespace tickets
