// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/book.hpp>
#include <bailiwick/credential/lease.hpp>

#include <algorithm>
#include <compare>

namespace bailiwick {
namespace detail {
struct gate; // defined by the agent component, and by nobody else
}

/// What only the gate of the agent component has; without it nobody opens a desk.
class gate_key {
    friend struct detail::gate;
    explicit gate_key() = default;
};

/// One call under way: when it is closed, or goes, every lease that hangs on it is dead.
class [[nodiscard("the leases of a call end with it")]] lease_call {
public:
    lease_call(lease_call &&) noexcept = default;
    lease_call& operator=(lease_call&& other) noexcept {
        if (this != &other)
            close();
        state_ = std::move(other.state_);
        return *this;
    }
    lease_call(const lease_call&) = delete;
    lease_call& operator=(const lease_call&) = delete;
    ~lease_call() { close(); }

    /// Says that the tool begins now; false, and then it must not, if a stop came since the call
    /// was opened. A stop that comes later counts the call as running.
    [[nodiscard]] bool begin() noexcept {
        if (!state_ || state_->is_running)
            return false;
        // It is counted before the switch is looked at: one of the two sees the other.
        state_->desk->running.fetch_add(1);
        if (state_->desk->stopped.load() || was_stopped()) {
            state_->desk->running.fetch_sub(1);
            return false;
        }
        state_->is_running = true;
        return true;
    }
    /// Whether the agent was stopped since the call was opened.
    bool was_stopped() const noexcept {
        return state_ && state_->desk->stops.load() != state_->stops_at_opening;
    }

    void close() noexcept {
        if (state_) {
            state_->open.store(false, std::memory_order_release);
            if (state_->is_running)
                state_->desk->running.fetch_sub(1);
        }
        state_.reset();
    }

private:
    friend class lease_desk;
    explicit lease_call(std::shared_ptr<detail::call_state> opened) : state_(std::move(opened)) {}
    std::shared_ptr<detail::call_state> state_;
};

/// Where the gate lends scopes to tools, one call at a time; safe to use from many threads.
class lease_desk {
public:
    lease_desk(gate_key, const credential_book& book, time_source clock = {}) {
        desk_->clock = clock;
        desk_->accounts = book.accounts();
        for (const auto& each : desk_->accounts)
            for (const scope* granted : each->declared.grants)
                table_.push_back({granted, each.get()});
        std::sort(table_.begin(), table_.end(), [](const row& left, const row& right) {
            return std::compare_three_way()(left.granted, right.granted) < 0;
        });
    }

    /// Opens a call; keep what it gives until the tool has returned. Where the call finishes when
    /// the agent is paused, a stop leaves its leases alive.
    lease_call open(when_paused becomes = when_paused::cancel) const {
        auto call = std::make_shared<detail::call_state>();
        call->desk = desk_;
        call->stops_at_opening = desk_->stops.load();
        call->finishes = becomes == when_paused::finish;
        return lease_call(std::move(call));
    }

    /// Lends one scope to an open call until `until`, or for the account's time to live if shorter.
    template <const scope& Scope>
    answer<lease<Scope>> lend(const lease_call& call, instant now, instant until) const {
        answer<detail::loan> lent = lend(call, Scope, now, until);
        if (!lent)
            return std::move(lent).why();
        return lease<Scope>(*std::move(lent));
    }

    /// Ends a call and its leases.
    void close(lease_call& call) const noexcept { call.close(); }

    /// The account that a scope comes from, or nobody.
    const credential* account_for(const scope& wanted) const {
        const detail::account* found = find(wanted);
        return found == nullptr ? nullptr : &found->declared;
    }

    /// The pause: every lease is dead at once, but those of calls that finish; nothing is lent and
    /// no call begins until `resume`.
    void stop() const noexcept {
        desk_->stopped.store(true);
        desk_->stops.fetch_add(1);
    }
    void resume() const noexcept { desk_->stopped.store(false); }
    bool is_stopped() const noexcept { return desk_->stopped.load(); }

    /// How many calls have begun and are not closed.
    std::uint32_t running() const noexcept { return desk_->running.load(); }

    /// Ends all leases that are out, of calls that finish too, and goes on lending.
    void revoke_all() const noexcept { desk_->ended.fetch_add(1); }

private:
    struct row {
        const scope* granted;
        detail::account* from;
    };

    detail::account* find(const scope& wanted) const {
        const auto at = std::lower_bound(
            table_.begin(), table_.end(), &wanted, [](const row& left, const scope* right) {
                return std::compare_three_way()(left.granted, right) < 0;
            });
        return at == table_.end() || at->granted != &wanted ? nullptr : at->from;
    }

    answer<detail::loan> lend(const lease_call& call, const scope& wanted, instant now,
                              instant until) const {
        const auto refuse = [&](reason why, const char* hint) {
            return refusal{why, "lend", std::string(wanted.name), hint};
        };
        // The counters are read first: whatever ends the lease from here on, it is noticed.
        detail::loan lent;
        lent.desk_ended = desk_->ended.load();
        lent.desk_stops = desk_->stops.load();
        if (desk_->stopped.load())
            return refuse(reason::paused, "the agent was stopped: resume it first");
        if (!call.state_ || call.state_->desk != desk_)
            return refuse(reason::internal_error, "this call is not open at this desk");
        lent.from = find(wanted);
        if (lent.from == nullptr)
            return refuse(reason::scope_missing,
                          "no credential in the book grants it: add the one that does");
        lent.account_ended = lent.from->ended.load();
        if (lent.from->revoked.load())
            return refuse(reason::revoked,
                          "its credential was revoked: reinstate it with a new secret");
        lent.until = until;
        if (const duration longest = lent.from->declared.time_to_live)
            lent.until = std::min(until, now + longest);
        if (now >= lent.until)
            return refuse(reason::expired, "the lease would be over before it begins");
        answer<detail::shared_secret> bytes = lent.from->load(now);
        if (!bytes)
            return std::move(bytes).why();
        lent.bytes = *std::move(bytes);
        lent.call = call.state_;
        lent.from->last_used.store(now.microseconds, std::memory_order_relaxed);
        return lent;
    }

    std::shared_ptr<detail::desk_switch> desk_ = std::make_shared<detail::desk_switch>();
    std::vector<row> table_;
};

} // namespace bailiwick
