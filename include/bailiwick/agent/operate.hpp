// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/running.hpp>

namespace bailiwick {

/// What a person does to an agent and its tickets: each act leaves a receipt under their name.
template <class Running> class operator_desk {
    using ledger_type = ledger<typename Running::log_type, decltype(Running::state_type::values)>;

public:
    operator_desk(Running& running, voter who)
        : running_(&running), who_(std::move(who)),
          context_(std::make_unique<run_context>(run_context{
              .trigger = {.reference = "console"}, .requester = {who_.name, who_.contact}})),
          ledger_(running.state().log, running.state().values, running.who(), *context_,
                  running.now()) {}

    /// One vote for the call; the ticket is granted with the last one needed.
    answer<ticket> grant(std::string_view id, std::string_view why) {
        return with_approval([&](instant now, before_commit hook) {
            return running_->tickets().grant(id, who_, why, now, hook);
        });
    }
    /// One vote against it, which is final.
    answer<ticket> deny(std::string_view id, std::string_view why) {
        return with_approval([&](instant now, before_commit hook) {
            return running_->tickets().deny(id, who_, why, now, hook);
        });
    }
    /// Lets an uncertain call run once more.
    answer<ticket> retry(std::string_view id, std::string_view why) {
        return with_note([&](instant now, before_commit hook) {
            return running_->tickets().retry(id, who_, why, now, hook);
        });
    }
    /// States how an uncertain call has really ended.
    answer<ticket> override_(std::string_view id, std::string_view why) {
        return with_note([&](instant now, before_commit hook) {
            return running_->tickets().override_(id, who_, why, now, hook);
        });
    }
    /// Withdraws what has not started.
    answer<ticket> cancel(std::string_view id, std::string_view why) {
        return with_note([&](instant now, before_commit hook) {
            return running_->tickets().cancel(id, who_, why, now, hook);
        });
    }

    /// Expires what nobody answered in time.
    answer<std::vector<ticket>> sweep() {
        return with_note(
            [&](instant now, before_commit hook) { return running_->tickets().sweep(now, hook); });
    }
    /// Marks as uncertain what a process that is gone had started.
    answer<std::vector<ticket>> recover() {
        return with_note([&](instant now, before_commit hook) {
            return running_->tickets().recover(now, hook);
        });
    }

    /// Stops every process of the agent. The stop comes before its receipt: a log that is broken
    /// must not keep an agent running.
    answer<done> pause(std::string_view why) {
        if (const auto missing = lacks_words("pause", why))
            return *missing;
        const instant now = running_->now();
        answer<done> stopped = running_->state().tickets.set_pause(
            {true, who_.name + " <" + who_.contact + ">", std::string(why), now});
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

private:
    std::optional<refusal> lacks_words(const char* verb, std::string_view why) const {
        if (!why.empty() && !who_.name.empty())
            return std::nullopt;
        return refusal{reason::malformed_request, verb, why.empty() ? "reason" : "name",
                       "say who does it and why: both go into the receipt"};
    }
    answer<done> note_control(const char* operation, std::string_view why, instant now) {
        if constexpr (keeps_receipts<typename Running::log_type>) {
            const auto durable = ledger_.control(
                {.op = operation, .by = who_.contact, .reason = std::string(why)}, now);
            if (!durable)
                return durable.why();
        }
        return done{};
    }
    template <class Verb> auto with_approval(Verb verb) {
        const instant now = running_->now();
        return verb(now, [&](const ticket& next) -> answer<done> {
            if constexpr (keeps_receipts<typename Running::log_type>)
                if (const auto durable = ledger_.approval(next, now); !durable)
                    return durable.why();
            return done{};
        });
    }
    template <class Verb> auto with_note(Verb verb) {
        const instant now = running_->now();
        return verb(now, [&](const ticket& next) -> answer<done> {
            if constexpr (keeps_receipts<typename Running::log_type>)
                if (const auto durable = ledger_.escalation(next, now); !durable)
                    return durable.why();
            return done{};
        });
    }

    Running* running_;
    voter who_;
    std::unique_ptr<run_context> context_;
    ledger_type ledger_;
};

} // namespace bailiwick
