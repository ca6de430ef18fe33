// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/narrow_steps.hpp>
#include <bailiwick/agent/run_so_far.hpp>
#include <bailiwick/agent/waiting.hpp>

namespace bailiwick {

/// Whether a tool belongs to an agent.
template <class Tool, class Agent>
constexpr bool agent_has_tool = facts_of<Agent>.count_tools_named(Tool::contract.name) == 1;

/// One run of an agent, from its trigger to its end; used by one thread at a time.
///
/// Every call goes through the same steps: pause switch, budget, arguments, matrix row,
/// information flow, approval, leases, the intent's receipt, the tool, the outcome's receipt.
template <class Running> class session : detail::narrow_steps<Running> {
    using steps = detail::narrow_steps<Running>;
    using steps::denied, steps::label_, steps::ledger_, steps::meter_, steps::refuse,
        steps::result_json, steps::running_, steps::running_row;
    using typename steps::agent;
    using typename steps::charter;
    using typename steps::log_type;
    using typename steps::maybe;

public:
    session(Running& running, run_context context) : steps(running, std::move(context)) {}

    /// Calls a tool: `answer<Result>` where the matrix says automatic, and
    /// `answer<pending<Result>>` where people decide first. A tool that is not in the agent, or is
    /// never to run, does not compile.
    template <class Tool> auto call(const arguments_of<Tool>& arguments) {
        static_assert(agent_has_tool<Tool, agent>, "this tool is not in the agent: add it there");
        if constexpr (waits_for_a_person<Tool, charter>)
            return this->template ask<Tool>(arguments);
        else
            return this->template run<Tool>(arguments);
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
            return refuse(
                this->not_started(*found,
                                  {reason::tool_unknown, found->tool, found->id,
                                   "the agent has no such tool any more: cancel the ticket"},
                                  running_->now()));
        const auto place = static_cast<std::size_t>(tool - running_->facts().tools.data());
        return granted_at(static_cast<detail::tools_of<agent>*>(nullptr), place, *found);
    }

    /// Answers a waiting ticket with less: an approver lowers numbers that its row lets them lower,
    /// `{"amount":100}`. The ticket is withdrawn, and a new one, judged by the matrix, waits.
    dispatched narrow(std::string_view ticket_id, std::string_view less_json, const voter& by,
                      std::string_view why) {
        const auto found = running_->tickets().find(ticket_id);
        if (!found)
            return refuse(found.why());
        const tool_facts* tool = running_->facts().tool_named(found->tool);
        if (!tool)
            return refuse({reason::tool_unknown, "narrow", found->tool,
                           "the agent has no such tool any more: cancel the ticket"});
        const auto place = static_cast<std::size_t>(tool - running_->facts().tools.data());
        return narrowed_at(static_cast<detail::tools_of<agent>*>(nullptr), place, *found,
                           std::string(less_json), by, why);
    }

    /// The ticket once people have decided, or as it stands at `until`; see `wait_for_decision`.
    answer<ticket> wait(std::string_view ticket_id, instant until) const {
        return wait_for_decision(*running_, ticket_id, until);
    }

    /// What the rest of the run must know when another process goes on with it.
    run_so_far so_far() const {
        return {*this->context_, label_, meter_.steps(), meter_.cost()};
    }
    /// Counts what an earlier part of the run has seen and used as seen and used by this one.
    void take_over(const run_so_far& before) {
        label_ = label_.joined_with(before.label);
        meter_.spend(before.cost);
        for (unsigned step = 0; step < before.steps; ++step)
            if (meter_.step("resume"))
                return; // used up: the next call says so
    }

    /// Adds what a model call has cost to the run's budget, in the currency's minor unit.
    void spend(long long minor) { meter_.spend(minor); }

    Running& running() const { return *running_; }
    const std::string& id() const { return ledger_.session_id(); }
    const flow_label& label() const { return label_; }
    const run_meter& meter() const { return meter_; }
    ledger<log_type, decltype(Running::state_type::values)>& receipts() { return ledger_; }

private:
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
            auto asked = this->template ask_people<Tool>(*given, now);
            if (!asked)
                return refuse(asked.why());
            return {.status = dispatch_status::waiting, .ticket = asked->ticket};
        } else {
            auto came = this->template run_now<Tool>(*given, now);
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

    template <class... Tools>
    dispatched dispatch_at(detail::tool_list<Tools...>*, std::size_t place, std::string_view json) {
        using step = dispatched (session::*)(std::string_view);
        static constexpr step of_tool[] = {&session::template by_name<Tools>...};
        return (this->*of_tool[place])(json);
    }
    template <class... Tools>
    dispatched granted_at(detail::tool_list<Tools...>*, std::size_t place, const ticket& found) {
        using step = dispatched (session::*)(const ticket&);
        static constexpr step of_tool[] = {&session::template granted_at_last<Tools>...};
        return (this->*of_tool[place])(found);
    }
    template <class... Tools>
    dispatched narrowed_at(detail::tool_list<Tools...>*, std::size_t place, const ticket& found,
                           const std::string& less, const voter& by, std::string_view why) {
        using step = dispatched (session::*)(const ticket&, const std::string&, const voter&,
                                             std::string_view);
        static constexpr step of_tool[] = {&session::template narrowed_at_last<Tools>...};
        return (this->*of_tool[place])(found, less, by, why);
    }
    template <class Tool>
    dispatched narrowed_at_last(const ticket& found, const std::string& less, const voter& by,
                                std::string_view why) {
        return this->template narrowed_or_refused<Tool>(found, less, by, why);
    }
    template <class Tool> dispatched granted_at_last(const ticket& found) {
        return this->template granted_or_refused<Tool>(found);
    }
};

} // namespace bailiwick
