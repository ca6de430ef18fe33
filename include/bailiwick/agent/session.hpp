// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/call_steps.hpp>
#include <bailiwick/agent/pending.hpp>

namespace bailiwick {

/// Whether a tool belongs to an agent.
template <class Tool, class Agent>
constexpr bool agent_has_tool = facts_of<Agent>.count_tools_named(Tool::contract.name) == 1;

/// One run of an agent, from its trigger to its end; used by one thread at a time.
///
/// Every call goes through the same steps: pause switch, budget, arguments, matrix row,
/// information flow, approval, leases, the intent's receipt, the tool, the outcome's receipt.
template <class Running> class session : detail::call_steps<Running> {
    using steps = detail::call_steps<Running>;
    using steps::context_, steps::denied, steps::label_, steps::ledger_, steps::meter_, steps::note,
        steps::recorded, steps::result_json, steps::rule_of, steps::running_, steps::running_row;
    using typename steps::agent;
    using typename steps::charter;
    using typename steps::log_type;
    using typename steps::maybe;
    template <class Tool> static constexpr const tool_facts& facts_about() {
        return tool_in<Tool, charter>;
    }

public:
    session(Running& running, run_context context) : steps(running, std::move(context)) {}

    /// Calls a tool: `answer<Result>` where the matrix says automatic, and
    /// `answer<pending<Result>>` where people decide first. A tool that is not in the agent, or is
    /// never to run, does not compile.
    template <class Tool> auto call(const arguments_of<Tool>& arguments) {
        static_assert(agent_has_tool<Tool, agent>, "this tool is not in the agent: add it there");
        if constexpr (waits_for_a_person<Tool, charter>)
            return ask<Tool>(arguments);
        else
            return run<Tool>(arguments);
    }

    /// Carries out a model's call: a name and JSON arguments; a waiting ticket is a fine answer.
    dispatched dispatch(std::string_view tool, std::string_view arguments_json) {
        const tool_facts* found = running_->facts().tool_named(tool);
        if (!found)
            return refused_by_name(tool, arguments_json);
        const auto place = static_cast<std::size_t>(found - running_->facts().tools.data());
        return dispatch_at(static_cast<detail::tools_of<agent>*>(nullptr), place, arguments_json);
    }

    /// Runs a granted call, exactly once over all processes; the ticket's frozen arguments count.
    dispatched run_granted(std::string_view ticket_id) {
        const auto found = running_->tickets().find(ticket_id);
        if (!found)
            return refuse(found.why());
        const tool_facts* tool = running_->facts().tool_named(found->tool);
        if (!tool)
            return refuse(not_started(*found,
                                      {reason::tool_unknown, found->tool, found->id,
                                       "the agent has no such tool any more: cancel the ticket"},
                                      running_->now()));
        const auto place = static_cast<std::size_t>(tool - running_->facts().tools.data());
        return granted_at(static_cast<detail::tools_of<agent>*>(nullptr), place, *found);
    }

    /// Adds what a model call has cost to the run's budget, in the currency's minor unit.
    void spend(long long minor) { meter_.spend(minor); }

    Running& running() const { return *running_; }
    const std::string& id() const { return ledger_.session_id(); }
    const flow_label& label() const { return label_; }
    const run_meter& meter() const { return meter_; }
    ledger<log_type, decltype(Running::state_type::values)>& receipts() { return ledger_; }

private:
    template <class Tool> answer<detail::result_type<Tool>> run(const arguments_of<Tool>& given) {
        const instant now = running_->now();
        if (maybe why = this->template before_run<Tool>(now))
            return this->template denied<Tool>(*why, this->template canonical_of<Tool>(given), now);
        return run_now<Tool>(given, now);
    }
    template <class Tool>
    answer<detail::result_type<Tool>> run_now(const arguments_of<Tool>& given, instant now) {
        const std::string canonical = this->template canonical_of<Tool>(given);
        if (maybe why = this->template about_arguments<Tool>(given, canonical))
            return this->template denied<Tool>(*why, canonical, now);
        std::string act;
        if constexpr (recorded)
            act = receipt_id(now);
        return this->template carry_out<Tool>(given, act, canonical, now, [&]() -> answer<done> {
            if constexpr (recorded) {
                const auto durable = ledger_.intent(
                    act, Tool::contract.name, &facts_about<Tool>(), canonical,
                    {record::effect::allow, rule_of(&facts_about<Tool>(), {}), {}, {}, {}}, {},
                    now);
                if (!durable)
                    return durable.why();
            }
            return done{};
        });
    }

    template <class Tool>
    answer<pending<detail::result_type<Tool>>> ask(const arguments_of<Tool>& given) {
        const instant now = running_->now();
        if (maybe why = this->before_arguments(Tool::contract.name, now))
            return this->template denied<Tool>(*why, this->template canonical_of<Tool>(given), now);
        return ask_people<Tool>(given, now);
    }
    template <class Tool>
    answer<pending<detail::result_type<Tool>>> ask_people(const arguments_of<Tool>& given,
                                                          instant now) {
        const std::string canonical = canonical_text(encode(given));
        if (maybe why = this->template about_arguments<Tool>(given, canonical))
            return this->template denied<Tool>(*why, canonical, now);
        const rule& row = *facts_about<Tool>().row;
        const ticket_request asked{.agent = running_->who().agent.id,
                                   .tool = std::string(Tool::contract.name),
                                   .arguments = canonical,
                                   .declaration_digest = running_->who().manifest,
                                   .label = std::string(word_of(label_.integrity)) + " " +
                                            std::string(word_of(label_.secrecy)),
                                   .requester = {context_->requester.name,
                                                 context_->requester.contact, party_kind::person},
                                   .session = id(),
                                   .why = context_->why,
                                   .shown = {{"trigger", context_->trigger.reference}},
                                   .asks = row.asks,
                                   .approvers = row.approvers};
        const auto opened =
            running_->tickets().open(asked, now, [&](const ticket& fresh) -> answer<done> {
                if constexpr (recorded) {
                    const auto durable = ledger_.intent(
                        fresh.id, Tool::contract.name, &facts_about<Tool>(), canonical,
                        {record::effect::require_approval,
                         rule_of(&facts_about<Tool>(), {}),
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
        return pending<detail::result_type<Tool>>{opened->id, opened->queue, opened->owner.name,
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

    template <class Tool> dispatched by_name(std::string_view json) {
        const instant now = running_->now();
        constexpr bool asks = waits_for_a_person<Tool, charter>;
        if (maybe why = asks ? this->before_arguments(Tool::contract.name, now)
                             : this->template before_run<Tool>(now))
            return refuse(this->template denied<Tool>(*std::move(why), as_sent(json), now));
        auto given = decode<arguments_of<Tool>>(json);
        if (!given)
            return refuse(this->template denied<Tool>({reason::malformed_request,
                                                       std::string(Tool::contract.name),
                                                       given.error().pointer, given.error().hint},
                                                      as_sent(json), now));
        if constexpr (asks) {
            auto asked = ask_people<Tool>(*given, now);
            if (!asked)
                return refuse(asked.why());
            return {.status = dispatch_status::waiting, .ticket = asked->ticket};
        } else {
            auto came = run_now<Tool>(*given, now);
            if (!came)
                return refuse(came.why());
            return {.status = dispatch_status::done, .result = result_json(*came)};
        }
    }

    dispatched refused_by_name(std::string_view name, std::string_view json) {
        const instant now = running_->now();
        const std::string tool = name.empty() ? "(no name)" : detail::readable(name, 128);
        if (maybe why = this->before_arguments(tool, now))
            return refuse(denied(*std::move(why), tool, nullptr, as_sent(json), now));
        const rule* row = running_row(name);
        const bool never_done = row && row->verdict == bucket::never;
        refusal why{never_done ? reason::never : reason::tool_unknown,
                    tool,
                    {},
                    never_done ? "the matrix never lets an agent do this: hand it to a person"
                               : "the agent has no tool of this name: take one from its list"};
        return refuse(denied(std::move(why), tool, nullptr, as_sent(json), now));
    }

    /// What cannot be decoded is kept as the text that it came as.
    static std::string as_sent(std::string_view json) {
        constexpr std::size_t most = 64 * 1024;
        return canonical_text(boost::json::value(detail::readable(json, most)));
    }

    // The ticket stays as it is; that somebody wanted to run it is on record.
    refusal not_started(const ticket& found, refusal why, instant now) {
        if constexpr (recorded)
            if (const auto durable = ledger_.refused_step("run", {}, found, why, now); !durable)
                return durable.why();
        return why;
    }

    static dispatched refuse(refusal why) {
        return {.status = dispatch_status::refused, .why = std::move(why)};
    }

    template <class... Tools>
    dispatched dispatch_at(detail::tool_list<Tools...>*, std::size_t place, std::string_view json) {
        using step = dispatched (session::*)(std::string_view);
        static constexpr step of_tool[] = {&session::template by_name<Tools>...};
        return (this->*of_tool[place])(json);
    }
    template <class... Tools>
    dispatched granted_at(detail::tool_list<Tools...>*, std::size_t place, const ticket& found) {
        using step = dispatched (session::*)(const ticket&);
        static constexpr step of_tool[] = {&session::template granted_or_refused<Tools>...};
        return (this->*of_tool[place])(found);
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
};

} // namespace bailiwick
