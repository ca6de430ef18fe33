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
    std::atomic<std::uint64_t> ended{0}; ///< grows with each stop
    std::atomic<bool> stopped{false};
    time_source clock;
    std::vector<std::shared_ptr<account>> accounts; ///< kept alive for the leases
};

/// One call: its leases are alive while it is open.
struct call_state {
    std::shared_ptr<desk_switch> desk;
    std::atomic<bool> open{true};
};

/// What a lease holds, whatever its scope.
struct loan {
    std::shared_ptr<call_state> call;
    account* from = nullptr;
    shared_secret bytes;
    std::uint64_t account_ended = 0, desk_ended = 0; ///< as they were when it was lent
    instant until;

    refusal dead(reason why, std::string_view scope, const char* hint) const {
        return {why, "use a lease", std::string(scope), hint};
    }

    std::optional<refusal> ended(std::string_view scope) const {
        if (!call || !call->open.load(std::memory_order_acquire))
            return dead(reason::already_consumed, scope,
                        "a lease ends with its call: call the tool again through the gate");
        if (from->ended.load(std::memory_order_acquire) != account_ended)
            return dead(reason::revoked, scope,
                        "its credential was revoked: reinstate it with a new secret");
        if (call->desk->ended.load(std::memory_order_acquire) != desk_ended)
            return dead(reason::paused, scope,
                        "the agent was stopped while the call ran: resume it and call again");
        if (call->desk->clock.now() >= until)
            return dead(reason::expired, scope,
                        "the lease ran out: make the tool faster, or its timeout longer");
        return std::nullopt;
    }
};

} // namespace detail

/// Proof, for the length of one call, that the gate lent this scope to a tool.
///
/// Only the gate makes one, and nobody copies it. It is dead when the call ends, when its time is
/// over, when the agent is paused and when the credential is revoked: then it refuses.
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
