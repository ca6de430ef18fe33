// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>
#include <bailiwick/tool/refusal.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

/// What a run may spend, and how often a tool may be called.

namespace bailiwick {

/// The steps, the money and the time of one run; not shared between threads.
class run_meter {
public:
    run_meter(const budget& allowed, instant start) : allowed_(&allowed), start_(start) {}

    /// Counts one step, or says which limit it would break.
    std::optional<refusal> step(std::string_view tool) {
        if (steps_ >= allowed_->steps)
            return over(tool, "steps", "the run has used up its steps");
        ++steps_;
        return std::nullopt;
    }
    /// Refuses when the run has lasted or cost more than it may.
    std::optional<refusal> check(std::string_view tool, instant now) const {
        if (now.since(start_) >= allowed_->time)
            return over(tool, "time", "the run has used up its time");
        if (cost_ >= allowed_->cost.minor)
            return over(tool, "cost", "the run has used up its money");
        return std::nullopt;
    }
    /// Adds what a model call or a tool has cost, in the minor unit of the budget's currency.
    void spend(long long minor) { cost_ += minor; }

    /// Refuses the same call, with the same arguments, once too often in a row.
    std::optional<refusal> repeat(std::string_view tool, std::uint64_t fingerprint) {
        equal_ = fingerprint == last_ ? equal_ + 1 : 1;
        last_ = fingerprint;
        if (equal_ <= allowed_->identical_calls)
            return std::nullopt;
        return over(tool, "identical_calls",
                    "the same call was made again and again: stop and ask");
    }

    unsigned steps() const { return steps_; }
    long long cost() const { return cost_; }

private:
    static refusal over(std::string_view tool, const char* limit, const char* hint) {
        return {reason::resource_limit_exceeded, std::string(tool), limit, hint};
    }

    const budget* allowed_;
    instant start_;
    unsigned steps_ = 0;
    long long cost_ = 0;
    std::uint64_t last_ = 0;
    unsigned equal_ = 0;
};

/// A tool's rate limit over all sessions of a process: a fixed window, counted without a lock.
///
/// The clock is read only when a window is full, so that an ordinary call costs one increment.
class rate_meter {
public:
    /// Counts one call; refuses when `limit.calls` were made within `limit.per`.
    template <class Clock>
    std::optional<refusal> count(std::string_view tool, const rate& limit, const Clock& clock) {
        const unsigned before = calls_.fetch_add(1, std::memory_order_relaxed);
        if (before != 0 && before < limit.calls)
            return std::nullopt;
        const long long now = clock.now().microseconds;
        long long opened = opened_.load(std::memory_order_relaxed);
        // A little back is another thread's clock; far back, the clock was set.
        const long long per = limit.per.milliseconds * 1000;
        const bool is_over = now - opened >= per || opened - now >= per;
        if (before == 0 || is_over) {
            if (opened_.compare_exchange_strong(opened, now))
                calls_.store(1);
            return std::nullopt;
        }
        return refusal{reason::resource_limit_exceeded, std::string(tool), "limit",
                       "the tool was called too often: wait until its window ends"};
    }

private:
    std::atomic<unsigned> calls_{0};
    std::atomic<long long> opened_{0};
};

} // namespace bailiwick
