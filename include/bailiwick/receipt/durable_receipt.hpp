// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/tool/answer.hpp>

#include <concepts>

namespace bailiwick {

/// The proof, to be handed to what acts, that a receipt is on the disk; only a log makes one.
class [[nodiscard("no receipt, no action: hand it to the action")]] durable_receipt {
public:
    durable_receipt(const durable_receipt&) = delete;
    durable_receipt& operator=(const durable_receipt&) = delete;
    durable_receipt(durable_receipt&&) noexcept = default;
    durable_receipt& operator=(durable_receipt&&) noexcept = default;
    ~durable_receipt() = default;

    /// The receipt's number in the log.
    unsigned long long index() const noexcept { return index_; }
    /// The leaf hash, which approvals name the receipt by.
    const hash256& leaf() const noexcept { return leaf_; }

private:
    friend class receipt_log;
    friend class null_log;
    durable_receipt(unsigned long long index, const hash256& leaf) noexcept
        : index_(index), leaf_(leaf) {}

    unsigned long long index_;
    hash256 leaf_;
};

/// Where receipts go: `append` hands out a token only once the text cannot be lost any more.
template <class Sink>
concept receipt_sink = requires(Sink& sink, const Sink& constant, std::string_view leaf) {
    { sink.append(leaf) } -> std::same_as<answer<durable_receipt>>;
    { constant.size() } -> std::convertible_to<unsigned long long>;
};

/// Keeps nothing and agrees to everything: for benchmarks, and for nothing else.
class null_log {
public:
    answer<durable_receipt> append(std::string_view) noexcept {
        return durable_receipt(size_++, hash256{});
    }
    unsigned long long size() const noexcept { return size_; }

private:
    unsigned long long size_ = 0;
};
static_assert(receipt_sink<null_log>);

} // namespace bailiwick
