// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/account_watch.hpp>
#include <bailiwick/agent/budget.hpp>
#include <bailiwick/agent/detail/invoke.hpp>
#include <bailiwick/agent/flow.hpp>
#include <bailiwick/agent/ledger.hpp>
#include <bailiwick/escalation.hpp>
#include <bailiwick/policy.hpp>
#include <bailiwick/tool.hpp>

#include <atomic>
#include <memory>

namespace bailiwick {

/// What an agent keeps while it runs: evidence, values, tickets, accounts.
template <receipt_sink Log, class Vault, ticket_store Store> struct agent_state {
    Log log;
    Vault values;
    Store tickets{};
    credential_book accounts{};
    std::string logs{}; ///< the folder of all roles' logs: runs are held to what they tell
};

namespace detail {

/// The tools of an agent beside each other: of a thousand, std::tuple nests too deeply to compile.
template <class Tool> struct tool_slot { Tool tool; };
template <class List> struct tool_slots;
template <class... Tools> struct tool_slots<tool_list<Tools...>> : tool_slot<Tools>... {
    explicit tool_slots(Tools... given) : tool_slot<Tools>{std::move(given)}... {}
};

/// Where a tool stands in a list, counted from zero.
template <class Tool, class... Tools> constexpr std::size_t place_in(tool_list<Tools...>*) {
    constexpr bool is_it[] = {std::is_same_v<Tools, Tool>..., true};
    std::size_t at = 0;
    while (!is_it[at])
        ++at;
    return at;
}

} // namespace detail

/// What the process knows about itself.
struct process_facts {
    std::string build{}; ///< `sha256:` of the binary or image
    time_source clock{};
};

/// One agent at work in one process: its declaration, its tools, its state; safe to use from many
/// threads, each with sessions of its own. Nothing runs but through a session's gate.
template <class Agent, class State, flow_policy Flow = declared_flow> class running_agent {
    static_assert(sound<Agent>);

public:
    using declared = Agent;
    using state_type = State;
    using log_type = decltype(State::log);

    template <class... Tools>
    running_agent(std::unique_ptr<State> state, process_facts process, Flow flow, Tools... tools)
        : state_(std::move(state)), tools_(std::move(tools)...),
          desk_(detail::gate::key(), state_->accounts, process.clock), clock_(process.clock),
          flow_(std::move(flow)) {
        const bailiwick::identity& self = *facts().charter.identity;
        who_ = {{std::string(self.name), std::string(self.version), std::move(process.build)},
                std::string(digest_of(runtime_declaration())),
                &facts()};
    }

    static constexpr const agent_facts& facts() { return facts_of<Agent>; }
    const ledger_identity& who() const { return who_; }
    State& state() const { return *state_; }
    const lease_desk& leases() const { return desk_; }
    const Flow& flow() const { return flow_; }
    instant now() const { return clock_.now(); }
    const time_source& clock() const { return clock_; }
    escalation_desk<decltype(State::tickets)> tickets() const {
        return escalation_desk<decltype(State::tickets)>(state_->tickets);
    }
    template <class Tool> const Tool& tool() const {
        return static_cast<const detail::tool_slot<Tool>&>(tools_).tool;
    }
    template <class Tool> rate_meter& rate_of() { return rates_[position_of<Tool>()]; }

    /// Looks at the shared switch, and at what was done to credentials, and brings this process in
    /// line with it.
    ///
    /// The store is asked only when its generation moved, or when it cannot be asked: then the
    /// agent counts as stopped, because it could not be told to stop either.
    answer<bool> is_paused() {
        const answer<unsigned long long> generation = state_->tickets.generation();
        if (!generation)
            return generation.why();
        if (*generation == seen_.load(std::memory_order_acquire) && seen_any_.load())
            return paused_.load(std::memory_order_acquire);
        return look_again();
    }

    template <class Tool> static constexpr std::size_t position_of() {
        return detail::place_in<Tool>(static_cast<detail::tools_of<Agent>*>(nullptr));
    }

private:
    // One thread at a time; the generation is read first, so that a later change is looked at
    // again.
    answer<bool> look_again() {
        const std::lock_guard held(looking_);
        const answer<unsigned long long> generation = state_->tickets.generation();
        if (!generation)
            return generation.why();
        const answer<pause_switch> now_is = state_->tickets.pause();
        if (!now_is)
            return now_is.why();
        if (answer<done> known = watch_.follow(state_->accounts, state_->tickets); !known)
            return std::move(known).why();
        if (now_is->is_on && !paused_.load())
            desk_.stop();
        if (!now_is->is_on && paused_.load())
            desk_.resume();
        paused_.store(now_is->is_on);
        seen_.store(*generation, std::memory_order_release);
        seen_any_.store(true);
        return now_is->is_on;
    }

    static std::string runtime_declaration() {
        std::string text;
        detail::string_sink sink{text};
        for (std::size_t i = 0; i < detail::layout_of(facts()).pieces(); ++i)
            detail::put_piece(sink, facts(), i);
        return text;
    }

    std::unique_ptr<State> state_;
    detail::tool_slots<detail::tools_of<Agent>> tools_;
    lease_desk desk_;
    time_source clock_;
    [[no_unique_address]] Flow flow_;
    ledger_identity who_;
    std::array<rate_meter, Agent::tool_count> rates_{};
    account_watch watch_{};
    std::mutex looking_;
    std::atomic<bool> paused_{false}, seen_any_{false};
    std::atomic<unsigned long long> seen_{0};
};

} // namespace bailiwick
