// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/running.hpp>
#include <bailiwick/escalation/settling.hpp>
#include <bailiwick/escalation/store.hpp>

namespace bailiwick {

/// Where tickets are opened, decided and spent, over any store.
///
/// Each verb gives the ticket as it is afterwards, or a refusal after which nothing has changed.
/// The hook sees the new ticket before the store keeps it, to write the receipt; when it refuses,
/// nothing changes either. Safe from many threads and processes: whoever is second is told so.
template <ticket_store Store> class escalation_desk {
public:
    explicit escalation_desk(Store& store) : store_(&store) {}

    Store& store() const noexcept { return *store_; }

    /// Asks people: freezes the call and puts it into its queue.
    answer<ticket> open(const ticket_request& asked, instant now, before_commit hook = {}) const {
        bool has_room = false;
        for (int draw = 0; draw < 4; ++draw) {
            answer<ticket> fresh = ticket_for(asked, now);
            if (!fresh)
                return fresh;
            if (!has_room)
                if (auto full = take_room(asked, now))
                    return *std::move(full);
            has_room = true;
            const answer<kept> inserted = store_->insert(*fresh, hook);
            if (!inserted)
                return inserted.why();
            if (*inserted == kept::yes)
                return fresh;
        }
        return refusal{reason::internal_error, "open", asked.tool,
                       "every id that was drawn exists already"};
    }

    /// One person agrees; the ticket is granted with the last one needed.
    answer<ticket> grant(std::string_view id, const voter& by, std::string_view why, instant now,
                         before_commit hook = {}) const {
        return change_in_time(id, now, hook, [&](ticket& at) {
            return vote_on(at, verdict::grant, by, std::string(why), now);
        });
    }
    /// One person says no, and that is final.
    answer<ticket> deny(std::string_view id, const voter& by, std::string_view why, instant now,
                        before_commit hook = {}) const {
        return change_in_time(id, now, hook, [&](ticket& at) {
            return vote_on(at, verdict::deny, by, std::string(why), now);
        });
    }

    /// Spends the grant: over all processes exactly one start is answered with the ticket.
    answer<ticket> start(std::string_view id, const start_claim& claim, instant now,
                         before_commit hook = {}) const {
        return change_in_time(id, now, hook, [&](ticket& at) {
            return begin_run(at, claim, std::string(store_->runner()), now);
        });
    }
    /// Reports how the run that `start` began has ended.
    answer<ticket> finish(const ticket& started, const run_outcome& outcome, instant now,
                          before_commit hook = {}) const {
        return change(started.id, hook,
                      [&](ticket& at) { return end_run(at, started, outcome, now); });
    }
    /// Says that nobody knows how the run has ended: it is never repeated by itself.
    answer<ticket> mark_uncertain(std::string_view id, std::string_view why, instant now,
                                  before_commit hook = {}) const {
        return change(id, hook, [&](ticket& at) { return lose_run(at, why, now); });
    }

    /// The same for a ticket that receipts tell more starts of than the store does.
    answer<ticket> mark_spent(std::string_view id, unsigned starts_told, std::string_view why,
                              instant now, before_commit hook = {}) const {
        return change(id, hook, [&](ticket& at) { return lose_spent(at, starts_told, why, now); });
    }

    /// An approver lets an uncertain call run once more.
    answer<ticket> retry(std::string_view id, const voter& by, std::string_view why, instant now,
                         before_commit hook = {}) const {
        return settle(id, ticket_verb::retry, by, why, now, hook);
    }
    /// A person of the queue states how an uncertain call has really ended.
    answer<ticket> override_(std::string_view id, const voter& by, std::string_view why,
                             instant now, before_commit hook = {}) const {
        return settle(id, ticket_verb::override, by, why, now, hook);
    }
    /// Withdraws what has not started, or closes what is uncertain.
    answer<ticket> cancel(std::string_view id, const voter& by, std::string_view why, instant now,
                          before_commit hook = {}) const {
        return settle(id, ticket_verb::cancel, by, why, now, hook);
    }

    /// Expires every ticket whose time is over, and gives those that it changed.
    answer<std::vector<ticket>> sweep(instant now, before_commit hook = {}) const {
        constexpr std::size_t at_once = 256;
        std::vector<ticket> changed;
        for (;;) {
            const answer<std::vector<ticket>> late = store_->due(now, at_once);
            if (!late)
                return late.why();
            const std::size_t before = changed.size();
            for (const ticket& each : *late) {
                const answer<ticket> next =
                    change(each.id, hook, [&](ticket& at) { return let_expire(at, now); });
                if (next)
                    changed.push_back(*next);
                else if (!detail::is_outrun(next.why().code))
                    return next.why();
            }
            if (late->size() < at_once || changed.size() == before)
                return changed;
        }
    }

    /// Ends every run whose process is gone as `told(ticket)` knows that it ended, uncertain where
    /// nobody knows; gives the tickets that it changed.
    template <class Told = nothing_told>
    answer<std::vector<ticket>> recover(instant now, before_commit hook = {},
                                        const Told& told = {}) const {
        std::vector<ticket> changed;
        ticket_page page{.limit = 256};
        do {
            const answer<ticket_list> running =
                store_->list({.states = {ticket_state::running}}, page);
            if (!running)
                return running.why();
            for (const ticket& each : running->tickets) {
                const answer<bool> lives = store_->is_running(each.runner);
                if (!lives)
                    return lives.why();
                if (*lives)
                    continue;
                const answer<known_end> known = told(each);
                if (!known)
                    return known.why();
                const answer<ticket> next = change(each.id, hook, [&](ticket& at) -> answer<done> {
                    if (at.runner != each.runner || at.attempts != each.attempts)
                        return detail::refuse(at, ticket_verb::lose, reason::decision_not_allowed,
                                              "it runs anew");
                    return *known ? end_run(at, each, **known, now)
                                  : lose_run(at, "the process that ran it is gone", now);
                });
                if (next)
                    changed.push_back(*next);
                else if (!detail::is_outrun(next.why().code))
                    return next.why();
            }
            page.after = running->next;
        } while (!page.after.empty());
        return changed;
    }

    /// The ticket of an id, or of the beginning of one; else the refusal names the candidates.
    answer<ticket> find(std::string_view typed) const {
        constexpr std::size_t shown = 5;
        const std::string id = normalised_ticket_id(typed);
        answer<std::vector<std::string>> found = store_->ids_like(id, id.empty() ? 0 : shown + 1);
        if (!found)
            return std::move(found).why();
        if (found->size() == 1)
            return store_->load(found->front());
        std::string hint = "several tickets begin so: ";
        if (found->empty()) {
            const answer<ticket_list> open = store_->list({.states = {ticket_state::waiting}},
                                                          {.limit = shown, .newest_first = true});
            if (!open)
                return open.why();
            hint = open->tickets.empty() ? "there is no such ticket, and none waits"
                                         : "there is no such ticket; the newest that wait: ";
            for (const ticket& each : open->tickets)
                found->push_back(each.id);
        }
        for (std::size_t i = 0; i < found->size() && i < shown; ++i)
            (hint += i == 0 ? "" : ", ") += (*found)[i];
        if (found->size() > shown)
            hint += ", …";
        return refusal{reason::unknown_request, "find", std::string(typed), std::move(hint)};
    }

    answer<ticket_list> list(const ticket_filter& filter = {}, const ticket_page& page = {}) const {
        return store_->list(filter, page);
    }

private:
    // A flood of questions would make people agree unseen: above its capacity a queue takes none.
    std::optional<refusal> take_room(const ticket_request& asked, instant now) const {
        const queue& asks = *asked.asks;
        if (asks.capacity_per_hour == 0)
            return std::nullopt;
        constexpr duration hour{3'600'000};
        const auto counted = store_->spend(
            {"queue:" + std::string(asks.name), 1, asks.capacity_per_hour, now + hour}, now);
        if (counted)
            return std::nullopt;
        if (counted.why().code != reason::resource_limit_exceeded)
            return counted.why();
        return refusal{reason::resource_limit_exceeded, "open", std::string(asks.name),
                       "people in this queue take " + std::to_string(asks.capacity_per_hour) +
                           " questions an hour; " + counted.why().hint};
    }

    template <class Step>
    answer<ticket> change(std::string_view id, before_commit hook, const Step& step) const {
        for (int turn = 0; turn < 100; ++turn) {
            answer<ticket> held = store_->load(id);
            if (!held)
                return held;
            if (answer<done> stepped = step(*held); !stepped)
                return std::move(stepped).why();
            const answer<kept> written = store_->update(*held, hook);
            if (!written)
                return written.why();
            if (*written == kept::yes)
                return held;
        }
        return refusal{reason::state_unavailable, "change", std::string(id),
                       "others change this ticket all the time: try again"};
    }

    // What came too late stays too late, even if the clock is set back: the expiry is kept.
    template <class Step>
    answer<ticket> change_in_time(std::string_view id, instant now, before_commit hook,
                                  const Step& step) const {
        answer<ticket> came = change(id, hook, step);
        if (!came && came.why().code == reason::expired) {
            const answer<ticket> over =
                change(id, hook, [&](ticket& at) { return let_expire(at, now); });
            if (!over && !detail::is_outrun(over.why().code) && over.why().code != reason::expired)
                return over.why();
        }
        return came;
    }

    answer<ticket> settle(std::string_view id, ticket_verb verb, const voter& by,
                          std::string_view why, instant now, before_commit hook) const {
        return change(id, hook, [&](ticket& at) {
            return bailiwick::settle(at, verb, by, std::string(why), now);
        });
    }

    Store* store_;
};

} // namespace bailiwick
