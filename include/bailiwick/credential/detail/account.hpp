// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/provider.hpp>
#include <bailiwick/tool/instant.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace bailiwick::detail {

struct any_provider {
    virtual ~any_provider() = default;
    virtual answer<secret> fetch() const = 0;
    virtual std::string resting_place() const = 0;
};

template <class Provider> struct held_provider final : any_provider {
    explicit held_provider(Provider given) : provider(std::move(given)) {}
    answer<secret> fetch() const override { return provider.fetch(); }
    std::string resting_place() const override { return provider.resting_place(); }
    Provider provider;
};

using shared_secret = std::shared_ptr<const secret>;

/// One declared credential at run time; desks, leases and the book share it.
class account {
public:
    account(const credential& credential, std::unique_ptr<const any_provider> from)
        : declared(credential), provider(std::move(from)) {}

    /// The secret, fetched when it is needed first.
    answer<shared_secret> load(instant now) {
        if (shared_secret held = now_held())
            return held;
        const std::lock_guard one_at_a_time(fetching_);
        if (shared_secret held = now_held())
            return held;
        return fetch_and_keep(now);
    }

    /// Fetches the secret anew; calls that run keep the one they have until they end.
    answer<done> reload(instant now) {
        const std::lock_guard one_at_a_time(fetching_);
        if (answer<shared_secret> fresh = fetch_and_keep(now); !fresh)
            return fresh.why();
        rotated_at.store(now.microseconds, std::memory_order_relaxed);
        return done{};
    }

    /// Ends every lease of this account and drops its secret.
    void end(bool for_good) {
        if (for_good)
            revoked.store(true);
        ended.fetch_add(1);
        shared_secret dropped;
        const std::lock_guard held(guard_);
        dropped.swap(bytes_);
    }

    const credential& declared;
    const std::unique_ptr<const any_provider> provider;
    std::atomic<std::uint64_t> ended{0}; ///< grows with each revocation
    std::atomic<bool> revoked{false};
    std::atomic<long long> fetched_at{0}, rotated_at{0}, last_used{0}; ///< 0: never

private:
    shared_secret now_held() {
        const std::lock_guard held(guard_);
        return bytes_;
    }

    answer<shared_secret> fetch_and_keep(instant now) {
        answer<secret> fetched = provider->fetch();
        if (!fetched)
            return std::move(fetched).why();
        shared_secret fresh = std::make_shared<const secret>(*std::move(fetched));
        fetched_at.store(now.microseconds, std::memory_order_relaxed);
        const std::lock_guard held(guard_);
        // Whoever revokes meanwhile wins: what was fetched for them is not kept.
        if (!revoked.load())
            bytes_ = fresh;
        return fresh;
    }

    std::mutex fetching_;
    std::mutex guard_; // of bytes_
    shared_secret bytes_;
};

} // namespace bailiwick::detail
