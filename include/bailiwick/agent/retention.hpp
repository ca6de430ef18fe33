// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/operate.hpp>
#include <bailiwick/agent/parked.hpp>

/// How long what rests in the store of tickets is kept: until a person has it removed.

namespace bailiwick {

/// What was removed from the store.
struct removed_tickets {
    std::size_t tickets = 0;
    std::size_t parked = 0; ///< runs that waited for one of them, and nobody had gone on with
};

namespace detail {

/// Whether nobody can go on with a parked run once what ended before the instant is removed; a run
/// whose ticket an approver narrowed moves to the ticket in its place.
template <ticket_store Store>
answer<bool> is_parked_for_nothing(Store& store, const parked_record& run, instant before) {
    answer<ticket> at = store.load(run.ticket);
    if (!at && at.why().code == reason::unknown_request)
        return true;
    if (!at || !(at = in_its_place(store, *std::move(at))))
        return std::move(at).why();
    const std::optional<instant> ended = ended_of(*at);
    if (ended && *ended < before)
        return true;
    if (at->id == run.ticket)
        return false;
    parked_record moved = run;
    moved.ticket = at->id;
    if (auto put = store.put_mark(mark_of(moved)); !put)
        return std::move(put).why();
    if (auto gone = store.drop_mark(mark_of(run).name); !gone)
        return std::move(gone).why();
    return false;
}

} // namespace detail

/// Removes the tickets that ended before the instant, with the arguments, names and reasons in
/// them, and the runs that are parked for them; first of all a receipt says who wanted it and why.
///
/// What waits, is granted, runs or is uncertain stays. The logs still tell of each ticket, and a
/// removed one that somebody puts back does not run again. SQLite overwrites the pages that get
/// free; PostgreSQL keeps them until it vacuums, and in its archives.
template <class Running>
answer<removed_tickets> remove_closed(Running& running, const voter& who, instant before,
                                      std::string_view why) {
    constexpr std::size_t at_once = 1000;
    if (why.empty())
        return refusal{reason::malformed_request, "remove tickets", "reason",
                       "say why: it goes into the receipt"};
    auto& store = running.state().tickets;
    operator_desk desk(running, who);
    if (auto ended = desk.sweep(); !ended) // what nobody answered in time is over, too
        return std::move(ended).why();
    const answer<done> noted = desk.note({.op = "remove_tickets",
                                          .basis = "closed before " + text_of(before),
                                          .reason = std::string(why)},
                                         running.now());
    if (!noted)
        return noted.why();
    removed_tickets removed;
    const answer<std::vector<mark>> parked = store.marks(detail::parked_record::prefix);
    if (!parked)
        return parked.why();
    for (const mark& each : *parked) {
        const answer<detail::parked_record> run = detail::parked_in(each);
        if (!run)
            continue; // resume_parked names it, forget_parked removes it
        const answer<bool> is_over = detail::is_parked_for_nothing(store, *run, before);
        if (!is_over)
            return is_over.why();
        if (!*is_over)
            continue;
        if (auto gone = store.drop_mark(each.name); !gone)
            return std::move(gone).why();
        ++removed.parked;
    }
    for (std::size_t last = at_once; last == at_once; removed.tickets += last) {
        const answer<std::size_t> gone = store.drop_closed(before, at_once);
        if (!gone)
            return gone.why();
        last = *gone;
    }
    return removed;
}

} // namespace bailiwick
