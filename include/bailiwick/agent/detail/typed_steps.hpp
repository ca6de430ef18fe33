// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/call_steps.hpp>
#include <bailiwick/agent/detail/held_to_charter.hpp>
#include <bailiwick/agent/detail/told_by_logs.hpp>
#include <bailiwick/agent/pending.hpp>

namespace bailiwick::detail {

/// The ways of one tool through the gate: run it now, ask people, run what people granted.
template <class Running> class typed_steps : protected call_steps<Running> {
    using steps = call_steps<Running>;

protected:
    using steps::context_, steps::label_, steps::ledger_, steps::note, steps::recorded,
        steps::result_json, steps::rule_of, steps::running_;
    using steps::steps;
    using typename steps::agent;
    using typename steps::charter;
    using typename steps::maybe;
    template <class Tool> answer<result_type<Tool>> run(const arguments_of<Tool>& given) {
        const instant now = running_->now();
        if (maybe why = this->template before_run<Tool>(now))
            return this->template denied<Tool>(*why, this->template canonical_of<Tool>(given), now);
        return run_now<Tool>(given, now);
    }
    template <class Tool>
    answer<result_type<Tool>> run_now(const arguments_of<Tool>& given, instant now) {
        const std::string canonical = this->template canonical_of<Tool>(given);
        if (maybe why = this->template about_arguments<Tool>(given, canonical))
            return this->template denied<Tool>(*why, canonical, now);
        std::string act;
        if constexpr (recorded)
            act = receipt_id(now);
        return this->template carry_out<Tool>(given, act, canonical, now, [&]() -> answer<done> {
            if constexpr (recorded) {
                const auto durable = ledger_.template intent<steps::template wait_of<Tool>>(
                    act, Tool::contract.name, &tool_in<Tool, charter>, canonical,
                    {record::effect::allow, rule_of(&tool_in<Tool, charter>, {}), {}, {}, {}}, {},
                    now);
                if (!durable)
                    return durable.why();
            }
            return done{};
        });
    }

    template <class Tool> answer<pending<result_type<Tool>>> ask(const arguments_of<Tool>& given) {
        const instant now = running_->now();
        if (maybe why = this->before_arguments(Tool::contract.name, now))
            return this->template denied<Tool>(*why, this->template canonical_of<Tool>(given), now);
        return ask_people<Tool>(given, now);
    }
    template <class Tool>
    answer<pending<result_type<Tool>>> ask_people(const arguments_of<Tool>& given, instant now) {
        const std::string canonical = canonical_text(encode(given));
        if (maybe why = this->template about_arguments<Tool>(given, canonical))
            return this->template denied<Tool>(*why, canonical, now);
        return open_ticket<Tool>(canonical, now, {}, current_label());
    }

    std::string current_label() const {
        return std::string(word_of(label_.integrity)) + " " + std::string(word_of(label_.secrecy));
    }

    /// Puts a call that may be asked about into its queue; `id` is drawn where it is empty.
    template <class Tool>
    answer<pending<result_type<Tool>>> open_ticket(const std::string& canonical, instant now,
                                                   const std::string& id,
                                                   const std::string& label) {
        const rule& row = *tool_in<Tool, charter>.row;
        std::optional<vault_record> arguments_value;
        if constexpr (recorded)
            arguments_value = ledger_.commit_to_arguments(canonical, now);
        const party requester{context_->requester.name, context_->requester.contact,
                              party_kind::person};
        const ticket_request asked{.id = id,
                                   .agent = running_->who().agent.id,
                                   .tool = std::string(Tool::contract.name),
                                   .arguments = canonical,
                                   .arguments_commitment = arguments_value
                                                               ? arguments_value->commitment()
                                                               : std::string(),
                                   .requester_commitment =
                                       arguments_value
                                           ? requester_commitment(requester, arguments_value->salt)
                                           : std::string(),
                                   .arguments_salt = arguments_value ? arguments_value->salt
                                                                     : std::string(),
                                   .declaration_digest = running_->who().manifest,
                                   .label = label,
                                   .requester = requester,
                                   .session = ledger_.session_id(),
                                   .why = context_->why,
                                   .shown = {{"trigger", context_->trigger.reference}},
                                   .asks = row.asks,
                                   .approvers = row.approvers};
        const auto opened =
            running_->tickets().open(asked, running_->ticket_time(),
                                     [&](const ticket& fresh) -> answer<done> {
                if constexpr (recorded) {
                    const auto durable = ledger_.intent(
                        fresh.id, Tool::contract.name, &tool_in<Tool, charter>, canonical,
                        {record::effect::require_approval,
                         rule_of(&tool_in<Tool, charter>, {}),
                         {},
                         {},
                         {}},
                        {true, record::approval_state::pending, fresh.queue, fresh.owner.contact,
                         fresh.deadline, fresh.id, fresh.requester_commitment},
                        now, std::move(arguments_value));
                    if (!durable)
                        return durable.why();
                }
                return done{};
            });
        if (!opened)
            return this->template denied<Tool>(pause_if_flooded(*row.asks, opened.why(), now),
                                               canonical, now);
        return pending<result_type<Tool>>{opened->id, opened->queue, opened->owner.name,
                                          opened->deadline};
    }

    /// A queue with more questions than its people can think about pauses the agent that asks; a
    /// switch that is on already stays as it is.
    refusal pause_if_flooded(const queue& asks, refusal why, instant now) {
        if (why.code != reason::resource_limit_exceeded || why.subject != asks.name)
            return why;
        auto& store = running_->state().tickets;
        if (const answer<pause_switch> stands = store.pause(); stands && stands->is_on)
            return why;
        const std::string by = "queue " + std::string(asks.name);
        const std::string because = "people in this queue take " +
                                    std::to_string(asks.capacity_per_hour) +
                                    " questions an hour";
        if (const answer<done> stopped = store.set_pause({true, by, because, now}); !stopped)
            return stopped.why();
        if constexpr (recorded)
            if (const auto durable =
                    ledger_.control({.op = "pause", .by = by, .reason = because}, now);
                !durable)
                return durable.why();
        why.hint += "; the agent is paused until a person resumes it";
        return why;
    }

    template <class Tool> dispatched granted(const ticket& found) {
        const instant now = running_->now();
        if (maybe why = this->template before_run<Tool>(now))
            return refuse(this->template denied<Tool>(*why, found.arguments, now));
        auto given = decode<arguments_of<Tool>>(found.arguments);
        if (!given)
            return refuse(this->template denied<Tool>(
                {reason::arguments_mismatch, found.tool, found.id,
                 "the tool takes other arguments now: make the call anew"},
                found.arguments, now));
        // A ticket of another declaration is refused as such when it is to start.
        if (found.declaration_digest == running_->who().manifest)
            if (maybe why = other_than_declared(found, *tool_in<Tool, charter>.row))
                return refuse(not_started(found, *std::move(why), now));
        if (maybe why = contradicted<Tool>(found))
            return refuse(not_started(found, *std::move(why), now));
        ticket started = found;
        auto came = this->template carry_out<Tool>(
            *given, found.id, found.arguments, now, [&]() -> answer<done> {
                if (maybe stopped = this->refused_as_paused(Tool::contract.name))
                    return *std::move(stopped);
                auto spent = running_->tickets().start(
                    found, {found.tool, found.arguments, running_->who().manifest},
                    running_->ticket_time(), [&](const ticket& next) { return note(next, now); });
                if (!spent)
                    return std::move(spent).why();
                started = *std::move(spent);
                return done{};
            });
        if (started.attempts == found.attempts)
            return refuse(not_started(found, came.why(), now));
        const instant ended = running_->now(), over = running_->ticket_time();
        const reason why = came ? reason::internal_error : came.why().code;
        const bool unknown =
            !came && (why == reason::timed_out || why == reason::receipt_unavailable ||
                      (why == reason::paused && is_effectful(Tool::contract.does)));
        const auto closing = [&](const ticket& next) { return note(next, ended); };
        const auto closed =
            unknown ? running_->tickets().mark_uncertain(found.id, came.why().hint, over, closing)
                    : running_->tickets().finish(
                          started, {came.is_done(), came ? "" : came.why().hint}, over, closing);
        if (!closed)
            return refuse(closed.why());
        if (!came)
            return refuse(came.why());
        return {.status = dispatch_status::done, .result = result_json(*came)};
    }

    template <class Tool> dispatched granted_or_refused(const ticket& found) {
        if constexpr (waits_for_a_person<Tool, charter>)
            return granted<Tool>(found);
        else
            return refuse(not_started(found,
                                      {reason::decision_not_allowed, found.tool, found.id,
                                       "this tool needs no approval now: make the call anew"},
                                      running_->now()));
    }

    /// Whether the receipts tell otherwise than the store; where a state has them beside it.
    template <class Tool> maybe contradicted(const ticket& found) {
        if constexpr (recorded) {
            const auto& state = running_->state();
            if (state.logs.empty() || found.state != ticket_state::granted)
                return std::nullopt;
            const answer<ticket_told> told = told_of(state.logs, found.id);
            if (!told)
                return told.why();
            if (told->asked && context_->subject.empty())
                context_->subject = subject_of(*told->asked, state.values);
            return contradiction(found, *told, *tool_in<Tool, charter>.row, state.values,
                                 state.has_all_logs);
        } else {
            return std::nullopt;
        }
    }

    // The ticket stays as it is; that somebody wanted to run it is on record.
    refusal not_started(const ticket& found, refusal why, instant now) {
        if constexpr (recorded)
            if (const auto durable =
                    ledger_.refused_step("run", context_->operator_contact, found, why, now);
                !durable)
                return durable.why();
        return why;
    }

    static dispatched refuse(refusal why) {
        return {.status = dispatch_status::refused, .why = std::move(why)};
    }
};

} // namespace bailiwick::detail
