// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/open_log.hpp>
#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/detail/told_pruning.hpp>
#include <bailiwick/receipt/durable_receipt.hpp>
#include <bailiwick/receipt/log_options.hpp>

namespace bailiwick {

/// A receipt on its way to the disk; to be waited for, or let go, before its log goes.
class [[nodiscard("it tells when the receipt is durable")]] submitted_receipt {
public:
    submitted_receipt(submitted_receipt&& other) noexcept
        : queue_(other.queue_), one_(std::exchange(other.one_, nullptr)) {}
    submitted_receipt& operator=(submitted_receipt&& other) noexcept {
        submitted_receipt taken(std::move(other));
        std::swap(queue_, taken.queue_);
        std::swap(one_, taken.one_);
        return *this;
    }
    ~submitted_receipt() {
        if (one_) queue_->abandon(one_);
    }

    /// Whether `wait` returns at once.
    bool is_ready() const { return !one_ || queue_->is_answered(*one_); }

    /// The same token, or the same refusal, that `append` would have given.
    answer<durable_receipt> wait() &&;

private:
    friend class receipt_log;
    using queue_type = detail::commit_queue<detail::leaf_to_append>;
    submitted_receipt(queue_type& queue, detail::leaf_to_append* one)
        : queue_(&queue), one_(one) {}

    queue_type* queue_;
    detail::leaf_to_append* one_;
};

/// A tamper-evident log in a folder: what `append` has returned for is on the disk, signed.
///
/// One process writes a log at a time; its threads may share it. After any failed write or sync
/// the log refuses every further receipt, because nothing may run without one.
class receipt_log {
public:
    /// Opens the log of a folder, or makes it; refuses a log that is not as it was acknowledged.
    ///
    /// `head_mismatch`: the files contradict each other or their signatures.
    /// `receipt_unavailable`: they cannot be read, written or locked, or a newer version made them.
    /// `secret_unavailable`: the key file is missing, unreadable or readable by others.
    template <class Opening = detail::log_opening<detail::log_core>>
    static answer<receipt_log> open(const std::string& folder, log_options options = {}) {
        receipt_log log;
        auto opened = Opening(*log.core_, folder, std::move(options)).run();
        if (!opened) return std::move(opened).why();
        log.core_->start();
        return log;
    }

    receipt_log(receipt_log&&) noexcept = default;
    receipt_log& operator=(receipt_log&& other) noexcept {
        close();
        core_ = std::move(other.core_);
        return *this;
    }
    ~receipt_log() { close(); }

    /// Adds one receipt; when the token comes back, the receipt outlives a crash.
    ///
    /// Threads that append at the same time share a frame, a signature and a sync.
    answer<durable_receipt> append(std::string_view leaf) {
        detail::leaf_to_append one(leaf);
        core_->queue.commit(one, [this](std::span<detail::leaf_to_append* const> leaves) {
            core_->append(leaves);
        });
        return receipt_of(std::move(one.came));
    }

    /// Adds one receipt without waiting for the disk: the ticket tells when it is durable.
    ///
    /// What is submitted and appended by one thread stays in its order. Waits only while
    /// `most_waiting` receipts are on their way; none is ever dropped.
    submitted_receipt submit(std::string leaf) {
        auto* const one = new detail::leaf_to_append(std::move(leaf), detail::keep_text{});
        core_->queue.hand_in(*one, core_->options.most_waiting);
        core_->writer.ask();
        return submitted_receipt(core_->queue, one);
    }

    /// Brings the static files (tiles, entries, checkpoint) up to the last receipt.
    answer<done> publish() { return core_->publish(); }

    /// How many receipts the log has; all of them are durable.
    unsigned long long size() const noexcept {
        const detail::mutex_hold hold(core_->mutex);
        return core_->edge.size();
    }

    /// The signed note over the whole log; to be kept where the log's operator cannot change it.
    std::string checkpoint() const {
        const detail::mutex_hold hold(core_->mutex);
        return core_->note;
    }

    /// The public key that checks the log's signatures.
    verifier_key verifier() const { return core_->signer->verifier(); }
    const std::string& folder() const noexcept { return core_->folder; }

    /// The receipt with this number, as it was appended; refused once it was pruned.
    answer<std::string> read(unsigned long long index) const {
        if (const unsigned long long count = size(); index >= count)
            return refusal{reason::no_evidence, "read a receipt", std::to_string(index),
                           "the log has " + std::to_string(count) + " receipts"};
        auto leaf = detail::leaf_at(*core_, index);
        if (leaf) return leaf;
        return detail::pruned_or(std::move(leaf).why(), folder(), detail::published_size(*core_),
                                 index);
    }

    /// Calls `visit(index, text)` for every receipt that the log keeps now, in their order.
    template <class Visit> answer<done> for_each(Visit visit) const {
        const unsigned long long count = size();
        const auto pruned = detail::find_pruning(folder(), detail::published_size(*core_));
        if (!pruned) return pruned.why();
        for (unsigned long long next = *pruned ? (*pruned)->below : 0; next < count;) {
            const auto bundle = detail::bundle_with(*core_, next);
            if (!bundle) return bundle.why();
            for (std::size_t at = next & 255; at < bundle->size() && next < count; ++at)
                visit(next++, std::string_view((*bundle)[at]));
        }
        return done{};
    }

private:
    friend class submitted_receipt;
    receipt_log() : core_(new detail::log_core) {}

    void close() noexcept {
        if (!core_ || !core_->signer) return;
        core_->writer.end();
        core_->publisher.end();
        const auto published = publish();
        static_cast<void>(published); // what is not published is in the journal
        detail::remove_scratch_files(core_->folder);
    }

    static answer<durable_receipt> receipt_of(answer<detail::durable_leaf> came) {
        if (!came) return std::move(came).why();
        return durable_receipt(came->index, came->hash);
    }

    detail::owned<detail::log_core> core_;
};
static_assert(receipt_sink<receipt_log>);

inline answer<durable_receipt> submitted_receipt::wait() && {
    queue_->wait_for(*one_);
    answer<durable_receipt> came = receipt_log::receipt_of(std::move(one_->came));
    queue_->abandon(std::exchange(one_, nullptr));
    return came;
}

} // namespace bailiwick
