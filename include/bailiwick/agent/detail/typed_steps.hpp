// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/call_steps.hpp>
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
                const auto durable = ledger_.intent(
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
        const rule& row = *tool_in<Tool, charter>.row;
        const ticket_request asked{.agent = running_->who().agent.id,
                                   .tool = std::string(Tool::contract.name),
                                   .arguments = canonical,
                                   .declaration_digest = running_->who().manifest,
                                   .label = std::string(word_of(label_.integrity)) + " " +
                                            std::string(word_of(label_.secrecy)),
                                   .requester = {context_->requester.name,
                                                 context_->requester.contact, party_kind::person},
                                   .session = ledger_.session_id(),
                                   .why = context_->why,
                                   .shown = {{"trigger", context_->trigger.reference}},
                                   .asks = row.asks,
                                   .approvers = row.approvers};
        const auto opened =
            running_->tickets().open(asked, now, [&](const ticket& fresh) -> answer<done> {
                if constexpr (recorded) {
                    const auto durable = ledger_.intent(
                        fresh.id, Tool::contract.name, &tool_in<Tool, charter>, canonical,
                        {record::effect::require_approval,
                         rule_of(&tool_in<Tool, charter>, {}),
                         {},
                         {},
                         {}},
                        {true, record::approval_state::pending, fresh.queue, fresh.owner.contact,
                         fresh.deadline, fresh.id},
                        now);
                    if (!durable)
                        return durable.why();
                }
                return done{};
            });
        if (!opened)
            return this->template denied<Tool>(opened.why(), canonical, now);
        return pending<result_type<Tool>>{opened->id, opened->queue, opened->owner.name,
                                          opened->deadline};
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
        if (maybe why = contradicted<Tool>(found))
            return refuse(not_started(found, *std::move(why), now));
        ticket started = found;
        auto came = this->template carry_out<Tool>(
            *given, found.id, found.arguments, now, [&]() -> answer<done> {
                auto spent = running_->tickets().start(
                    found.id, {found.tool, found.arguments, running_->who().manifest}, now,
                    [&](const ticket& next) { return note(next, now); });
                if (!spent)
                    return std::move(spent).why();
                started = *std::move(spent);
                return done{};
            });
        if (started.attempts == found.attempts)
            return refuse(not_started(found, came.why(), now));
        const instant ended = running_->now();
        const bool unknown = !came && (came.why().code == reason::timed_out ||
                                       came.why().code == reason::receipt_unavailable);
        const auto closing = [&](const ticket& next) { return note(next, ended); };
        const auto closed =
            unknown ? running_->tickets().mark_uncertain(found.id, came.why().hint, ended, closing)
                    : running_->tickets().finish(
                          started, {came.is_done(), came ? "" : came.why().hint}, ended, closing);
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
            return contradiction(found, *told, tool_in<Tool, charter>.row->approvers, state.values);
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
