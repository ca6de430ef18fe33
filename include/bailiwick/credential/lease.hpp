// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/detail/account.hpp>
#include <bailiwick/credential/time_source.hpp>

#include <optional>
#include <vector>

namespace bailiwick {
namespace detail {

/// What the calls of one desk share: the stop order and the clock.
struct desk_switch {
    std::atomic<std::uint64_t> stops{0}; ///< grows with each stop
    std::atomic<std::uint64_t> ended{0}; ///< grows when all leases are ended without a stop
    std::atomic<bool> stopped{false};
    std::atomic<std::uint32_t> running{0}; ///< calls that have begun and are not closed
    time_source clock;
    std::vector<std::shared_ptr<account>> accounts; ///< kept alive for the leases
};

/// One call: its leases are alive while it is open.
struct call_state {
    std::shared_ptr<desk_switch> desk;
    std::uint64_t stops_at_opening = 0;
    bool finishes = false; ///< its leases outlive a stop
    bool is_running = false;
    std::atomic<bool> open{true};
};

/// What a lease holds, whatever its scope.
struct loan {
    std::shared_ptr<call_state> call;
    account* from = nullptr;
    shared_secret bytes;
    std::uint64_t account_ended = 0, desk_ended = 0, desk_stops = 0; ///< as they were when lent
    instant until;

    /// Nothing while it is alive; cheap, for it is asked in loops.
    std::optional<reason> dead_because() const {
        if (!call || !call->open.load(std::memory_order_acquire))
            return reason::already_consumed;
        if (from->ended.load(std::memory_order_acquire) != account_ended)
            return reason::revoked;
        const desk_switch& desk = *call->desk;
        const bool is_stopped =
            !call->finishes && desk.stops.load(std::memory_order_acquire) != desk_stops;
        if (is_stopped || desk.ended.load(std::memory_order_acquire) != desk_ended)
            return reason::paused;
        if (desk.clock.now() >= until)
            return reason::expired;
        return std::nullopt;
    }

    std::optional<refusal> ended(std::string_view scope) const {
        const std::optional<reason> why = dead_because();
        if (!why)
            return std::nullopt;
        const char* hint = "the lease ran out: make the tool faster, or its timeout longer";
        if (*why == reason::already_consumed)
            hint = "a lease ends with its call: call the tool again through the gate";
        else if (*why == reason::revoked)
            hint = "its credential was revoked: reinstate it with a new secret";
        else if (*why == reason::paused)
            hint = "the agent was stopped while the call ran: resume it and call again";
        return refusal{*why, "use a lease", std::string(scope), hint};
    }
};

} // namespace detail

/// Proof, for the length of one call, that the gate lent this scope to a tool.
///
/// Only the gate makes one, and nobody copies it. It is dead when the call ends, when its time is
/// over, when the credential is revoked, and when the agent is paused, unless the tool's contract
/// lets the call finish: then it refuses.
template <const scope& Scope> class [[nodiscard("a lease is lent for a use")]] lease {
public:
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    lease(lease &&) noexcept = default;
    lease& operator=(lease&&) noexcept = default;

    /// The permission that it proves.
    static constexpr const scope& permits = Scope;

    /// The declared account that grants it.
    const credential& from() const noexcept { return *account_; }
    /// From this instant on it is dead.
    instant expires() const noexcept { return loan_.until; }

    /// Whether it can be used; cheap, so that a tool that loops asks before each step.
    bool is_live() const { return !loan_.dead_because(); }
    /// Nothing while it is alive; else why it is dead.
    std::optional<refusal> ended() const { return loan_.ended(Scope.name); }

    /// The bytes of the secret while the lease is alive, for a reason that stands in the source.
    ///
    /// They stay in memory until this object goes, so a call that was revoked in the middle of a
    /// read does not read freed memory; the next use is refused.
    answer<std::string_view> secret(reason_to_reveal why) const& {
        if (std::optional<refusal> dead = loan_.ended(Scope.name))
            return *std::move(dead);
        if (loan_.bytes->is_empty())
            return refusal{reason::secret_unavailable, "use a lease", std::string(Scope.name),
                           "this account has no secret: the scope alone is the permission"};
        return loan_.bytes->reveal(why);
    }
    answer<std::string_view> secret(reason_to_reveal) const&& = delete;

private:
    friend class lease_desk;
    explicit lease(detail::loan lent) noexcept
        : loan_(std::move(lent)), account_(&loan_.from->declared) {}

    detail::loan loan_;
    const credential* account_;
};

} // namespace bailiwick
