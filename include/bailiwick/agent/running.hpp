// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/account_watch.hpp>
#include <bailiwick/agent/budget.hpp>
#include <bailiwick/agent/detail/invoke.hpp>
#include <bailiwick/agent/detail/pause_watch.hpp>
#include <bailiwick/agent/flow.hpp>
#include <bailiwick/agent/ledger.hpp>
#include <bailiwick/agent/process_note.hpp>
#include <bailiwick/escalation.hpp>
#include <bailiwick/escalation/signed/signers_file.hpp>
#include <bailiwick/policy.hpp>
#include <bailiwick/tool.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>

namespace bailiwick {

/// What an agent keeps while it runs: evidence, values, tickets, accounts.
template <receipt_sink Log, class Vault, ticket_store Store> struct agent_state {
    Log log;
    Vault values;
    Store tickets{};
    credential_book accounts{};
    std::string logs{}; ///< the folder of all roles' logs: runs are held to what they tell
    signers_file signers{}; ///< whose keys count in queues that want signed decisions
    bool has_all_logs = true; ///< else other hosts have logs of their own over these tickets
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
    running_agent(const running_agent&) = delete;
    running_agent& operator=(const running_agent&) = delete;
    ~running_agent() {
        watching_.end();
        if (!listed_.runner.empty()) // where this fails, whoever meets the note next drops it
            static_cast<void>(state_->tickets.drop_mark(listed_.mark().name));
    }

    /// Makes this process known to the others, so that a console can see whether it has stopped.
    ///
    /// With a thread of its own the process notices the switch within the declared bound though it
    /// makes no call; without one it notices at its next call. To be asked once, before a call.
    answer<done> enlist(std::string role, bool has_thread) {
        if (auto others = open_processes(state_->tickets); !others)
            return std::move(others).why();
        const std::string runner(state_->tickets.runner());
        if (auto listed = list_as(process_note::of_this(runner, std::move(role), now())); !listed)
            return listed;
        const duration bound = facts().charter.pause->bound;
        asked_at_ = detail::monotonic_milliseconds();
        const auto look = [](void* self) { static_cast<running_agent*>(self)->watch_once(); };
        if (has_thread && !watching_.begin(detail::look_every(bound), look, this))
            return refusal{reason::state_unavailable, "open", "thread",
                           "the system gives no thread to watch the off switch: raise its limit"};
        return done{};
    }

    static constexpr const agent_facts& facts() { return facts_of<Agent>; }
    const ledger_identity& who() const { return who_; }
    State& state() const { return *state_; }
    const lease_desk& leases() const { return desk_; }
    const Flow& flow() const { return flow_; }
    instant now() const { return clock_.now(); }
    /// The time of tickets: that of the store's own clock, where it has one for all hosts and the
    /// process was not given another.
    instant ticket_time() const {
        if constexpr (requires { state_->tickets.has_clock(); })
            if (clock_.is_system() && state_->tickets.has_clock())
                if (const auto told = state_->tickets.now())
                    return *told;
        return clock_.now();
    }
    const time_source& clock() const { return clock_; }
    escalation_desk<decltype(State::tickets)> tickets() const {
        return escalation_desk<decltype(State::tickets)>(state_->tickets,
                                                         state_->signers.check());
    }
    template <class Tool> const Tool& tool() const {
        return static_cast<const detail::tool_slot<Tool>&>(tools_).tool;
    }
    template <class Tool> rate_meter& rate_of() { return rates_[position_of<Tool>()]; }

    /// How many questions a queue still takes in this hour; who asks more pauses the agent.
    answer<long long> questions_left(const queue& asks) const {
        const answer<long long> asked =
            state_->tickets.spent("queue:" + std::string(asks.name), now());
        if (!asked || asks.capacity_per_hour == 0)
            return asked ? std::numeric_limits<long long>::max() : asked;
        return std::max(asks.capacity_per_hour - *asked, 0LL);
    }

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
        if (now_is->is_on && !desk_.is_stopped())
            desk_.stop();
        if (!now_is->is_on && desk_.is_stopped())
            desk_.resume();
        paused_.store(now_is->is_on);
        const bool is_told = !now_is->is_on || tell_stopped(now_is->since);
        seen_.store(*generation, std::memory_order_release);
        seen_any_.store(is_told);
        return now_is->is_on;
    }

    // Once for each turn of the switch; what could not be written is written at the next look.
    bool tell_stopped(instant since) {
        if (listed_.runner.empty() || told_ == since)
            return true;
        if (!detail::say_stopped(state_->tickets, since, desk_.running(), now()))
            return false;
        told_ = since;
        return true;
    }

    // A store that cannot be asked for as long as the bound stops the agent: it could have been
    // told to stop, and would not know. A store whose server was away may have a new name for us.
    void watch_once() {
        const long long at = detail::monotonic_milliseconds();
        if (is_paused()) {
            asked_at_ = at;
            const std::lock_guard held(looking_);
            const std::string runner(state_->tickets.runner());
            if (runner != listed_.runner &&
                list_as(process_note::of_this(runner, listed_.role, now()))) {
                told_.reset(); // nobody has heard of a stop under this name
                seen_any_.store(false);
            }
        } else if (at - asked_at_ >= facts().charter.pause->bound.milliseconds) {
            const std::lock_guard held(looking_);
            if (!desk_.is_stopped())
                desk_.stop();
            seen_any_.store(false);
        }
    }

    answer<done> list_as(process_note self) {
        const answer<done> listed = state_->tickets.put_mark(self.mark());
        if (listed)
            listed_ = std::move(self);
        return listed;
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
    process_note listed_{};         ///< as the others know this process; empty: they do not
    std::optional<instant> told_{}; ///< the turn of the switch that was answered last
    long long asked_at_ = 0;        ///< when the watching thread could ask the store last
    detail::pause_watch watching_{};
};

} // namespace bailiwick
