// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/parked_record.hpp>
#include <bailiwick/agent/session.hpp>

/// Runs that wait for people outside of every process, and go on wherever the store can be reached.

namespace bailiwick {

/// What a callback says of the run that it went on with.
enum class parked_end {
    done,    ///< it may be forgotten
    not_done ///< it stays parked, and is resumed again after the claim's window
};

/// For how long a run belongs to the process that claimed it.
inline constexpr duration parked_claim = minutes(10);

/// What one look at the parked runs has done.
struct parked_report {
    std::size_t resumed = 0; ///< the callback was called
    std::size_t ended = 0;   ///< of these: it said that they are done
    std::size_t waiting = 0; ///< people have not decided yet
    std::size_t claimed = 0; ///< another process has them, or had them less than ten minutes ago
    std::vector<refusal> faults{}; ///< runs that cannot go on, each with its ticket or mark
};

/// Keeps in the store what a run needs to go on once people have decided about its ticket: its
/// context, what it has seen and used, and `state`, which is the caller's own.
///
/// It is durable when it is answered; a second call for the same ticket replaces the first. The
/// state rests in the clear, as the ticket's arguments do: what is personal in it stays there until
/// the run has ended or is forgotten.
template <class Running>
answer<done> park(const session<Running>& run, std::string_view ticket_id,
                  const boost::json::value& state) {
    auto& store = run.running().state().tickets;
    const answer<ticket> found = find_ticket(store, ticket_id);
    if (!found)
        return found.why();
    const std::string& self = run.running().who().agent.id;
    if (found->agent != self)
        return refusal{reason::decision_not_allowed, "park", found->id,
                       "this is a ticket of " + found->agent + ": park its run there"};
    const answer<mark> note = detail::parked_mark(self, found->id, run.id(), run.so_far(), state);
    if (!note)
        return note.why();
    return store.put_mark(*note);
}

/// Removes a parked run, and what it holds, without going on with it.
template <class Running> answer<done> forget_parked(Running& running, std::string_view ticket_id) {
    auto& store = running.state().tickets;
    const std::string name = std::string(detail::parked_record::prefix) + std::string(ticket_id);
    const answer<std::vector<mark>> found = store.marks(name);
    if (!found)
        return found.why();
    for (const mark& each : *found)
        if (each.name == name)
            return store.drop_mark(name);
    return refusal{reason::unknown_request, "forget", std::string(ticket_id),
                   "no run is parked under this whole id"};
}

namespace detail {

/// Takes a run for this process alone, if nobody has it; a claim ends by itself.
template <class Running> answer<bool> claim_parked(Running& running, const mark& one) {
    auto& store = running.state().tickets;
    const instant now = running.now();
    const answer<long long> claimed =
        store.spend({"claim:" + one.name, 1, 1, now + parked_claim}, now);
    if (!claimed && claimed.why().code == reason::resource_limit_exceeded)
        return false;
    if (!claimed)
        return claimed.why();
    const answer<std::vector<mark>> still = store.marks(one.name); // who had it may have ended it
    if (!still)
        return still.why();
    return std::find(still->begin(), still->end(), one) != still->end();
}

template <class Running, class Callback>
answer<done> resume_one(Running& running, const mark& one, const Callback& callback,
                        parked_report& report) {
    const answer<parked_record> parked = parked_in(one);
    if (!parked)
        return parked.why();
    if (parked->agent != running.who().agent.id)
        return done{};
    auto& store = running.state().tickets;
    answer<ticket> at = store.load(parked->ticket);
    if (!at || !(at = in_its_place(store, *std::move(at))))
        return std::move(at).why();
    if (state_at(*at, running.now()) == ticket_state::waiting) {
        ++report.waiting;
        return done{};
    }
    const answer<bool> is_ours = claim_parked(running, one);
    if (!is_ours)
        return is_ours.why();
    if (!*is_ours) {
        ++report.claimed;
        return done{};
    }
    const run_so_far before = run_of(*parked);
    session<Running> run(running, before.context);
    run.take_over(before);
    ++report.resumed;
    const boost::json::value state = *parse_strict(parked->state, parked_limits);
    if (callback(run, *at, state) != parked_end::done)
        return done{};
    ++report.ended;
    return store.drop_mark(one.name);
}

} // namespace detail

/// Goes on with every parked run of this agent whose ticket is decided, in this process, whoever
/// parked it: `callback(session&, const ticket&, const boost::json::value& state)`.
///
/// The callback is called at least once: for ten minutes a run belongs to the process that claimed
/// it; if that dies, or takes longer, another one is called for the same run. The tool still runs
/// only through `session.run_granted`, and so at most once whoever calls it. A ticket that an
/// approver narrowed comes as the one in its place. One look; the refusal is the store's.
template <class Running, class Callback>
answer<parked_report> resume_parked(Running& running, const Callback& callback) {
    auto& store = running.state().tickets;
    const answer<std::vector<mark>> all = store.marks(detail::parked_record::prefix);
    if (!all)
        return all.why();
    parked_report report;
    for (const mark& each : *all)
        if (auto went = detail::resume_one(running, each, callback, report); !went) {
            refusal why = std::move(went).why();
            why.subject = each.name + (why.subject.empty() ? "" : ": ") + why.subject;
            report.faults.push_back(std::move(why));
        }
    return report;
}

} // namespace bailiwick
