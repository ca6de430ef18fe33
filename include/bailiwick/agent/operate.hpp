// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/told_by_logs.hpp>
#include <bailiwick/agent/running.hpp>

namespace bailiwick {

/// What a person does to an agent and its tickets: each act leaves a receipt under their name.
template <class Running> class operator_desk {
    static constexpr bool recorded = keeps_receipts<typename Running::log_type>;
    using ledger_type = ledger<typename Running::log_type, decltype(Running::state_type::values)>;

public:
    operator_desk(Running& running, voter who)
        : running_(&running), who_(std::move(who)),
          context_(std::make_unique<run_context>(run_context{
              .trigger = {.reference = "console"}, .requester = {who_.name, who_.contact}})),
          ledger_(running.state().log, running.state().values, running.who(), *context_,
                  running.now()) {}

    /// One vote for the call; the ticket is granted with the last one needed.
    answer<ticket> grant(std::string_view id, std::string_view why,
                         std::string_view signature = {}) {
        return noted("grant", id, [&](instant now, before_commit hook) {
            return running_->tickets().grant(id, who_, why, now, hook, signature);
        });
    }
    /// One vote against it, which is final unless the queue asks for a majority.
    answer<ticket> deny(std::string_view id, std::string_view why,
                        std::string_view signature = {}) {
        return noted("deny", id, [&](instant now, before_commit hook) {
            return running_->tickets().deny(id, who_, why, now, hook, signature);
        });
    }
    /// Lets an uncertain call run once more.
    answer<ticket> retry(std::string_view id, std::string_view why,
                         std::string_view signature = {}) {
        return noted("retry", id, [&](instant now, before_commit hook) {
            return running_->tickets().retry(id, who_, why, now, hook, signature);
        });
    }
    /// States how an uncertain call has really ended.
    answer<ticket> override_(std::string_view id, std::string_view why,
                             std::string_view signature = {}) {
        return noted("override", id, [&](instant now, before_commit hook) {
            return running_->tickets().override_(id, who_, why, now, hook, signature);
        });
    }
    /// Withdraws what has not started; this needs no signature.
    answer<ticket> cancel(std::string_view id, std::string_view why, std::string_view = {}) {
        return noted("cancel", id, [&](instant now, before_commit hook) {
            return running_->tickets().cancel(id, who_, why, now, hook);
        });
    }

    /// Expires what nobody answered in time.
    answer<std::vector<ticket>> sweep() {
        const instant now = running_->ticket_time();
        return running_->tickets().sweep(now, noting(now));
    }
    /// Ends what a process that is gone had started, as the logs tell; uncertain where they do not.
    answer<std::vector<ticket>> recover() {
        const instant now = running_->ticket_time();
        const std::string& logs = running_->state().logs;
        auto ended = running_->tickets().recover(now, noting(now), [&](const ticket& each) {
            return logs.empty() ? answer<known_end>(known_end{}) : detail::end_told(logs, each);
        });
        if (ended)
            for (const ticket& each : *ended)
                if (each.state == ticket_state::uncertain)
                    if (auto told = tell_unknown(each.id); !told)
                        return std::move(told).why();
        return ended;
    }

    /// Says that nobody knows what came of a call that receipts tell more starts of than the
    /// store; `decision_not_allowed` where the store tells of every one.
    answer<ticket> mark_spent(std::string_view id, unsigned starts_told, std::string_view why) {
        const instant now = running_->ticket_time();
        auto lost =
            running_->tickets().mark_spent(id, starts_told, why, now, before_commit(noting(now)));
        if (lost)
            if (auto told = tell_unknown(id); !told)
                return std::move(told).why();
        return lost;
    }
    /// Writes the outcome of an action whose end nobody has seen.
    answer<done> tell_unknown(std::string_view act) {
        if constexpr (recorded) {
            const auto durable = ledger_.outcome(act, {.status = record::status::indeterminate}, {},
                                                 running_->now());
            if (!durable)
                return durable.why();
        }
        return done{};
    }

    /// Writes down what this person has done to the agent as a whole.
    answer<done> note(record::control_facts what, instant now) {
        if constexpr (recorded) {
            what.by = who_.contact;
            const auto durable = ledger_.control(std::move(what), now);
            if (!durable)
                return durable.why();
        }
        return done{};
    }

    /// Stops every process of the agent. The stop comes before its receipt: a log that is broken
    /// must not keep an agent running.
    answer<done> pause(std::string_view why) {
        if (const auto missing = lacks_words("pause", why))
            return *missing;
        const instant now = running_->now();
        answer<done> stopped = running_->state().tickets.set_pause(
            {true, detail::text_of(who_), std::string(why), now});
        if (!stopped)
            return stopped;
        return note_control("pause", why, now);
    }
    /// Lets the agent go on; nothing resumes without a receipt of who wanted it.
    answer<done> resume(std::string_view why) {
        if (const auto missing = lacks_words("resume", why))
            return *missing;
        const instant now = running_->now();
        if (answer<done> noted = note_control("resume", why, now); !noted)
            return noted;
        return running_->state().tickets.set_pause({});
    }

    /// Ends every lease of a credential in every process, and lends it no more. As with `pause`,
    /// the end comes before its receipt.
    answer<done> revoke(std::string_view credential, std::string_view why) {
        if (const auto missing = lacks_words("revoke", why))
            return *missing;
        const instant now = running_->now();
        auto ended =
            running_->state().accounts.revoke(credential, who_.name, std::string(why), now);
        if (!ended)
            return ended;
        if (auto told = tell(account_verb::revoke, credential, why, now); !told)
            return told;
        return note_control("credential_revoke", why, now, credential);
    }
    /// Lends a revoked credential again, with the secret that rests there now.
    answer<done> reinstate(std::string_view credential, std::string_view why) {
        if (const auto missing = lacks_words("reinstate", why))
            return *missing;
        const instant now = running_->now();
        if (auto in_line = running_->is_paused(); !in_line)
            return in_line.why();
        // What cannot be reinstated is refused here, before a receipt says that it was.
        credential_book& accounts = running_->state().accounts;
        if (accounts.is_revoked(credential))
            if (auto noted = note_control("credential_reinstate", why, now, credential); !noted)
                return noted;
        auto lent = accounts.reinstate(credential, who_.name, std::string(why), now);
        return lent ? tell(account_verb::reinstate, credential, why, now) : lent;
    }
    /// Has every process fetch the secret anew, once it was changed where it rests; this process
    /// does so first, and if it cannot, nothing changes.
    answer<done> rotate(std::string_view credential, std::string_view why) {
        if (const auto missing = lacks_words("rotate", why))
            return *missing;
        const instant now = running_->now();
        if (auto in_line = running_->is_paused(); !in_line)
            return in_line.why();
        if (auto fetched = running_->state().accounts.rotate(credential, now); !fetched)
            return fetched;
        if (auto noted = note_control("credential_rotate", why, now, credential); !noted)
            return noted;
        return tell(account_verb::rotate, credential, why, now);
    }

private:
    std::optional<refusal> lacks_words(const char* verb, std::string_view why) const {
        if (!why.empty() && !who_.name.empty())
            return std::nullopt;
        return refusal{reason::malformed_request, verb, why.empty() ? "reason" : "name",
                       "say who does it and why: both go into the receipt"};
    }
    answer<done> tell(account_verb verb, std::string_view credential, std::string_view why,
                      instant now) {
        const account_notice news{std::string(credential), verb, detail::text_of(who_),
                                  std::string(why), now};
        return running_->state().tickets.put_mark(news.mark());
    }
    answer<done> note_control(const char* operation, std::string_view why, instant now,
                              std::string_view subject = {}) {
        return note({.op = operation, .reason = std::string(why), .subject = std::string(subject)},
                    now);
    }
    template <class Verb> answer<ticket> noted(const char* verb, std::string_view id, Verb act) {
        const instant now = running_->ticket_time();
        return or_refused(verb, id, act(now, before_commit(noting(now))), now);
    }
    auto noting(instant now) {
        return [this, now](const ticket& next) -> answer<done> {
            if constexpr (recorded)
                if (const auto durable = ledger_.step(next, now); !durable)
                    return durable.why();
            return done{};
        };
    }
    // What was refused leaves a receipt, too: who tries to approve their own request is news.
    answer<ticket> or_refused(const char* verb, std::string_view id, answer<ticket> came,
                              instant now) {
        if constexpr (recorded)
            if (!came) {
                const answer<ticket> about = running_->tickets().find(id);
                if (!about)
                    return came;
                const auto durable =
                    ledger_.refused_step(verb, who_.contact, *about, came.why(), now);
                if (!durable)
                    return durable.why();
            }
        return came;
    }

    Running* running_;
    voter who_;
    std::unique_ptr<run_context> context_;
    ledger_type ledger_;
};

} // namespace bailiwick
