// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/conditions.hpp>
#include <bailiwick/agent/running.hpp>

namespace bailiwick::detail {

/// Whether a run may name this model: the charter pins it by name and version, or it names none.
inline bool is_declared(const agent_facts& agent, const run_model& named) {
    if (named.name.empty())
        return true;
    for (std::size_t i = 0; i < models_of(agent.charter); ++i) {
        const model& pinned = model_at(agent.charter, i);
        if (pinned.name == named.name && pinned.version == named.version)
            return true;
    }
    return false;
}
inline refusal undeclared_model(const agent_facts& agent, const run_model& named,
                                std::string_view tool) {
    std::string pinned;
    for (std::size_t i = 0; i < models_of(agent.charter); ++i) {
        const model& each = model_at(agent.charter, i);
        (((pinned += pinned.empty() ? "" : ", ") += each.name) += '@') += each.version;
    }
    return {reason::model_not_declared, std::string(tool), named.name + "@" + named.version,
            pinned.empty()
                ? "the charter declares no model: its calls come from code alone"
                : "the charter pins " + pinned + ": use that, or have the change approved"};
}

/// The steps that every call of a run goes through, whoever makes it.
template <class Running> class call_steps {
protected:
    using agent = typename Running::declared;
    using charter = charter_of<agent>;
    using log_type = typename Running::log_type;
    static constexpr bool recorded = keeps_receipts<log_type>;

    call_steps(Running& running, run_context context)
        : running_(&running), context_(std::make_unique<run_context>(std::move(context))),
          started_(running.now()), meter_(*running.facts().charter.budget, started_),
          ledger_(running.state().log, running.state().values, running.who(), *context_, started_) {
    }

    /// Where the charter says so, what only reads and asks nobody does not wait for the disk.
    template <class Tool>
    static constexpr receipt_wait wait_of =
        Running::facts().charter.receipts->durable == durability::effects &&
                Tool::contract.does == effect::read && !waits_for_a_person<Tool, charter>
            ? receipt_wait::until_handed_in
            : receipt_wait::until_durable;

    using maybe = std::optional<refusal>;

    static refusal paused(std::string_view tool) {
        return {reason::paused,
                std::string(tool),
                {},
                "the agent is paused: the owner of the off switch resumes it"};
    }

    maybe refused_as_paused(std::string_view name) {
        const answer<bool> paused = running_->is_paused();
        if (!paused)
            return paused.why();
        return *paused ? maybe(this->paused(name)) : std::nullopt;
    }

    /// Pause switch, model, budget: what is asked before anybody looks at the arguments.
    maybe before_arguments(std::string_view name, instant now) {
        if (maybe stopped = refused_as_paused(name))
            return stopped;
        if (!is_model_declared_)
            return undeclared_model(running_->facts(), context_->model, name);
        if (maybe over = meter_.step(name))
            return over;
        return meter_.check(name, now);
    }
    /// The same, and the tool's rate: who only asks people is held back by their queue instead.
    template <class Tool> maybe before_run(instant now) {
        const std::string_view name = Tool::contract.name;
        if (maybe why = before_arguments(name, now))
            return why;
        return running_->template rate_of<Tool>().count(name, Tool::contract.limit,
                                                        running_->clock());
    }

    /// Row conditions and information flow: what is asked about the arguments.
    template <class Tool>
    maybe about_arguments(const arguments_of<Tool>& arguments, const std::string& canonical) {
        if (const auto fault = validate(arguments))
            return refusal{reason::malformed_request, std::string(Tool::contract.name),
                           fault->pointer, fault->hint};
        if constexpr (!tool_in<Tool, charter>.row->when.empty())
            if (maybe outside = outside_conditions(*tool_in<Tool, charter>.row, encode(arguments)))
                return outside;
        if constexpr (recorded)
            if (maybe again = meter_.repeat(Tool::contract.name, fingerprint(canonical)))
                return again;
        return running_->flow().refuses(tool_in<Tool, charter>, label_, label_);
    }

    static std::uint64_t fingerprint(std::string_view text) {
        std::uint64_t mixed = 14695981039346656037ULL;
        for (char c : text)
            mixed = (mixed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        return mixed;
    }

    template <class Tool> static std::string canonical_of(const arguments_of<Tool>& arguments) {
        if constexpr (recorded)
            return canonical_text(encode(arguments));
        else
            return {};
    }

    /// A refusal leaves a receipt too; when even that fails, the refusal says so.
    template <class Tool> refusal denied(refusal why, const std::string& canonical, instant now) {
        return denied(std::move(why), Tool::contract.name, &tool_in<Tool, charter>, canonical, now);
    }
    refusal denied(refusal why, std::string_view tool, const tool_facts* facts,
                   const std::string& canonical, instant now) {
        if constexpr (recorded) {
            const auto written =
                ledger_.intent(receipt_id(now), tool, facts, canonical.empty() ? "{}" : canonical,
                               {record::effect::deny,
                                rule_of(facts, tool),
                                {},
                                std::string(word_of(why.code)),
                                {}},
                               {}, now);
            if (!written)
                return written.why();
        }
        return why;
    }
    static std::string rule_of(const tool_facts* facts, std::string_view tool) {
        const rule* row = facts ? facts->row : running_row(tool);
        return row ? "matrix:" + std::string(word_of(row->verdict)) : "matrix:none";
    }
    static const rule* running_row(std::string_view tool) {
        return Running::facts().charter.row_named(tool);
    }

    /// Leases, then `make_durable`, then the tool, then its outcome.
    template <class Tool, class MakeDurable>
    answer<result_type<Tool>> carry_out(const arguments_of<Tool>& given, const std::string& act,
                                        const std::string& canonical, instant now,
                                        MakeDurable make_durable) {
        using call_type = lent_call_of<Tool>;
        const duration timeout = Tool::contract.timeout;
        constexpr bool is_cancelled_by_pause =
            on_pause_of(Tool::contract) == when_paused::cancel;
        lease_call lent = running_->leases().open(on_pause_of(Tool::contract));
        auto leases = call_type::lend(running_->leases(), lent, now, now + timeout);
        if (const refusal* why = call_type::first_refusal(leases))
            return denied<Tool>(*why, canonical, now);
        if (!lent.begin())
            return denied<Tool>(paused(Tool::contract.name), canonical, now);
        if (answer<done> durable = make_durable(); !durable)
            return std::move(durable).why();

        auto came = call_type::run(running_->template tool<Tool>(), given, std::move(leases));
        const bool is_cancelled = !came && (came.why().code == reason::paused ||
                                            (is_cancelled_by_pause && lent.was_stopped()));
        lent.close();
        const instant ended = running_->now();
        label_ = label_.joined_with(label_of_result(Tool::contract));
        const bool late = ended.since(now) > timeout;
        if constexpr (recorded) {
            record::outcome_facts facts;
            facts.ms = ended.since(now).milliseconds;
            facts.status = late   ? record::status::timeout
                           : came ? record::status::ok
                                  : record::status::error;
            if (!came)
                facts.reason = word_of(is_cancelled ? reason::paused : came.why().code);
            const auto written = ledger_.template outcome<wait_of<Tool>>(
                act, facts, came ? result_text(*came) : std::string(), ended);
            if (!written)
                return written.why();
        }
        if (late)
            return refusal{reason::timed_out, std::string(Tool::contract.name), act,
                           "it took longer than its contract says: its effect must be checked"};
        if (is_cancelled)
            return refusal{reason::paused, std::string(Tool::contract.name), act,
                           "the agent was paused while it ran, its effect must be checked; the "
                           "tool says: " +
                               came.why().hint};
        return came;
    }

    template <class Result> static std::string result_text(const Result& result) {
        return canonical_text(result_json(result));
    }
    template <class Result> static boost::json::value result_json(const Result& result) {
        if constexpr (struct_is_described<Result>)
            return encode(result);
        else
            return nullptr;
    }

    answer<done> note(const ticket& next, instant when) {
        if constexpr (recorded)
            if (const auto durable = ledger_.step(next, when); !durable)
                return durable.why();
        return done{};
    }

    Running* running_;
    std::unique_ptr<run_context> context_;
    instant started_;
    run_meter meter_;
    flow_label label_{};
    const bool is_model_declared_ = is_declared(running_->facts(), context_->model);
    ledger<log_type, decltype(Running::state_type::values)> ledger_;
};

} // namespace bailiwick::detail
