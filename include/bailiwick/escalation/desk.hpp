// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/decision_check.hpp>
#include <bailiwick/escalation/finding.hpp>
#include <bailiwick/escalation/recovering.hpp>
#include <bailiwick/escalation/settling.hpp>
#include <bailiwick/escalation/sweeping.hpp>

namespace bailiwick {

/// Where tickets are opened, decided and spent, over any store.
///
/// Each verb gives the ticket as it is afterwards, or a refusal after which nothing has changed.
/// The hook sees the new ticket before the store keeps it, to write the receipt; when it refuses,
/// nothing changes either. Safe from many threads and processes: whoever is second is told so.
template <ticket_store Store> class escalation_desk {
public:
    explicit escalation_desk(Store& store, decision_check check = {})
        : store_(&store), check_(check) {}

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
                         before_commit hook = {}, std::string_view signature = {}) const {
        return vote(id, verdict::grant, by, why, signature, now, hook);
    }
    /// One person says no, which is final unless the queue asks for a majority.
    answer<ticket> deny(std::string_view id, const voter& by, std::string_view why, instant now,
                        before_commit hook = {}, std::string_view signature = {}) const {
        return vote(id, verdict::deny, by, why, signature, now, hook);
    }

    /// Spends the grant: over all processes exactly one start is answered with the ticket.
    answer<ticket> start(std::string_view id, const start_claim& claim, instant now,
                         before_commit hook = {}) const {
        return change_in_time(id, now, hook, [&](ticket& at) { return begin(at, claim, now); });
    }
    /// The same for a ticket that was looked at before: only if it is still what was seen.
    answer<ticket> start(const ticket& seen, const start_claim& claim, instant now,
                         before_commit hook = {}) const {
        return change_in_time(seen.id, now, hook, [&](ticket& at) -> answer<done> {
            if (at.state == ticket_state::granted && at != seen)
                return detail::refuse(at, ticket_verb::start, reason::decision_not_allowed,
                                      "it changed while it was looked at: try again");
            return begin(at, claim, now);
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
                         before_commit hook = {}, std::string_view signature = {}) const {
        return settle(id, ticket_verb::retry, by, why, signature, now, hook);
    }
    /// A person of the queue states how an uncertain call has really ended.
    answer<ticket> override_(std::string_view id, const voter& by, std::string_view why,
                             instant now, before_commit hook = {},
                             std::string_view signature = {}) const {
        return settle(id, ticket_verb::override, by, why, signature, now, hook);
    }
    /// Withdraws what has not started, or closes what is uncertain; this needs no signature.
    answer<ticket> cancel(std::string_view id, const voter& by, std::string_view why, instant now,
                          before_commit hook = {}) const {
        return settle(id, ticket_verb::cancel, by, why, {}, now, hook);
    }

    /// Withdraws what waits because the ticket `successor` asks for less in its place.
    answer<ticket> supersede(std::string_view id, const std::string& successor, const voter& by,
                             std::string_view why, instant now, before_commit hook = {}) const {
        return change_in_time(id, now, hook, [&](ticket& at) {
            return bailiwick::supersede(at, successor, by, std::string(why), now);
        });
    }

    /// Spends the grant of the first ticket of an agent, and of a tool if one is named, that can
    /// start now; nothing when there is none. Many processes that ask at once get different ones.
    ///
    /// `claim_of(ticket)` says what would run; a ticket that is not granted for that is passed
    /// over.
    template <class ClaimOf>
    answer<std::optional<ticket>> start_next(std::string_view agent, std::string_view tool,
                                             const ClaimOf& claim_of, instant now,
                                             before_commit hook = {}) const {
        auto begin_as_claimed = [&](ticket& at) -> answer<done> {
            const answer<start_claim> claim = claim_of(std::as_const(at));
            return claim ? begin(at, *claim, now) : claim.why();
        };
        return store_->take({.states = {ticket_state::granted},
                             .agent = std::string(agent),
                             .tool = std::string(tool)},
                            now, begin_as_claimed, hook);
    }

    /// Expires every ticket whose time is over, and gives those that it changed.
    answer<std::vector<ticket>> sweep(instant now, before_commit hook = {}) const {
        return sweep_tickets(*store_, now, hook);
    }

    /// Ends every run whose process is gone as `told(ticket)` knows that it ended, uncertain where
    /// nobody knows; gives the tickets that it changed.
    template <class Told = nothing_told>
    answer<std::vector<ticket>> recover(instant now, before_commit hook = {},
                                        const Told& told = {}) const {
        return recover_runs(*store_, now, hook, told);
    }

    /// The ticket of an id, or of the beginning of one; else the refusal names the candidates.
    answer<ticket> find(std::string_view typed) const { return find_ticket(*store_, typed); }

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

    answer<ticket> vote(std::string_view id, verdict said, const voter& by, std::string_view why,
                        std::string_view signature, instant now, before_commit hook) const {
        const ticket_verb verb = said == verdict::grant ? ticket_verb::grant : ticket_verb::deny;
        return change_in_time(id, now, hook, [&](ticket& at) -> answer<done> {
            auto checked = detail::check_signature_of(check_, at, verb, by, why, signature, now);
            if (!checked)
                return checked;
            if (auto voted = vote_on(at, said, by, std::string(why), now); !voted)
                return voted;
            at.votes.back().signature = signature;
            return done{};
        });
    }

    // Nobody makes a grant by writing into the store: its signatures are looked at once more.
    answer<done> begin(ticket& at, const start_claim& claim, instant now) const {
        if (at.signed_decisions && at.state == ticket_state::granted) {
            if (!check_.start)
                return detail::cannot_check(at, ticket_verb::start);
            if (auto checked = check_.start(check_.on, at, now); !checked)
                return checked;
        }
        return begin_run(at, claim, std::string(store_->runner()), now);
    }

    template <class Step>
    answer<ticket> change(std::string_view id, before_commit hook, const Step& step) const {
        return detail::change_ticket(*store_, id, hook, step);
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
                          std::string_view why, std::string_view signature, instant now,
                          before_commit hook) const {
        return change(id, hook, [&](ticket& at) -> answer<done> {
            if (verb != ticket_verb::cancel)
                if (auto checked =
                        detail::check_signature_of(check_, at, verb, by, why, signature, now);
                    !checked)
                    return checked;
            if (auto settled = bailiwick::settle(at, verb, by, std::string(why), now); !settled)
                return settled;
            at.history.back().signature = signature;
            return done{};
        });
    }

    Store* store_;
    decision_check check_;
};

} // namespace bailiwick
