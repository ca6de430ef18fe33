// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log.hpp>
#include <bailiwick/receipt/vault.hpp>

#include <deque>

/// Which receipts a run waits for, and those that it has not waited for.

namespace bailiwick {

/// Whether a run goes on only when a receipt is durable, or once it is on its way to the disk.
enum class receipt_wait { until_durable, until_handed_in };

/// Whether a log takes receipts without waiting for the disk.
template <class Log>
concept submits_receipts = requires(Log& log, std::string text) {
    { log.submit(std::move(text)) } -> std::same_as<submitted_receipt>;
};

/// The receipts of a run that were handed in and are not known to be durable: at most `most`.
///
/// One that fails ends the run: from then on `heard` refuses, whatever is asked.
class outstanding_receipts {
public:
    static constexpr std::size_t most = 64;

    /// Hands one in; waits for the oldest where there are too many.
    template <submits_receipts Log> answer<done> hand_in(Log& log, std::string text) {
        while (waiting_.size() >= most)
            hear_oldest();
        if (answer<done> whole = heard(); !whole)
            return whole;
        waiting_.push_back(log.submit(std::move(text)));
        return done{};
    }

    /// Whether all that were answered for until now are durable.
    answer<done> heard() {
        while (!waiting_.empty() && waiting_.front().is_ready())
            hear_oldest();
        if (fault_)
            return *fault_;
        return done{};
    }

    std::size_t count() const noexcept { return waiting_.size(); }

private:
    void hear_oldest() {
        const auto came = std::move(waiting_.front()).wait();
        waiting_.pop_front();
        if (!came && !fault_)
            fault_ = refusal{reason::receipt_unavailable, came.why().action, came.why().subject,
                             "a receipt that this run did not wait for was lost: the run is over"};
    }

    std::deque<submitted_receipt> waiting_{};
    std::optional<refusal> fault_{};
};

/// Where a run's receipts go, and the values behind them.
template <class Log, class Vault> class receipt_keeper {
public:
    receipt_keeper(Log& log, Vault& values) : log_(&log), values_(&values) {}

    /// Values first, then the receipt: a commitment that nobody could open would be no evidence.
    /// Gives the token where it waits, and `done` where the receipt is only on its way.
    template <receipt_wait Wait, class Receipt>
    auto keep(const Receipt& one, std::span<const vault_record> values) {
        constexpr bool waits = Wait == receipt_wait::until_durable || !submits_receipts<Log>;
        using kept = std::conditional_t<waits, answer<durable_receipt>, answer<done>>;
        if (answer<done> whole = outstanding_.heard(); !whole)
            return kept(std::move(whole).why());
        answer<std::string> text = leaf_text(one);
        if (!text)
            return kept(std::move(text).why());
        if (answer<done> put = put_values<waits>(values); !put)
            return kept(refusal{reason::receipt_unavailable, "keep values", put.why().subject,
                                put.why().hint});
        if constexpr (waits)
            return kept(log_->append(*text));
        else
            return kept(outstanding_.hand_in(*log_, *std::move(text)));
    }

private:
    template <bool Waits> answer<done> put_values(std::span<const vault_record> values) {
        if (values.empty())
            return done{};
        if constexpr (Waits)
            return values_->put(values);
        else
            return values_->put_soon(values);
    }

    Log* log_;
    Vault* values_;
    outstanding_receipts outstanding_{};
};

} // namespace bailiwick
