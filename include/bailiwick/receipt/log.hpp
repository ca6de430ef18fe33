// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/open_log.hpp>
#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/durable_receipt.hpp>
#include <bailiwick/receipt/log_options.hpp>

namespace bailiwick {

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
        detail::leaf_to_append own{leaf};
        core_->queue.commit(own, [this](std::span<detail::leaf_to_append* const> leaves) {
            const detail::mutex_hold hold(core_->mutex);
            core_->append(leaves);
        });
        if (!own.came) return std::move(own.came).why();
        return durable_receipt(own.came->index, own.came->hash);
    }

    /// Brings the static files (tiles, entries, checkpoint) up to the last receipt.
    answer<done> publish() {
        const detail::mutex_hold hold(core_->mutex);
        return core_->publish();
    }

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

    /// The receipt with this number, as it was appended.
    answer<std::string> read(unsigned long long index) const {
        const detail::mutex_hold hold(core_->mutex);
        return core_->read(index);
    }

    /// Calls `visit(index, text)` for every receipt that the log has now, in their order.
    template <class Visit> answer<done> for_each(Visit visit) const {
        const unsigned long long count = size();
        for (unsigned long long next = 0; next < count;) {
            const auto block = read_block(next, count);
            if (!block) return block.why();
            for (const std::string& each : *block) visit(next++, std::string_view(each));
        }
        return done{};
    }

private:
    receipt_log() : core_(new detail::log_core) {}

    void close() noexcept {
        if (!core_ || !core_->signer) return;
        const auto published = publish();
        static_cast<void>(published); // what is not published is in the journal
    }

    // What follows `first` in its file, or in memory: read under the mutex, visited without it.
    answer<std::vector<std::string>> read_block(unsigned long long first,
                                                unsigned long long count) const {
        const detail::mutex_hold hold(core_->mutex);
        std::vector<std::string> block;
        if (first >= core_->published) {
            const auto from = core_->recent.begin() +
                              static_cast<std::ptrdiff_t>(first - core_->published);
            block.assign(from, core_->recent.end());
        } else {
            auto entries = read_entries(core_->folder, core_->bundle_with(first));
            if (!entries) return entries;
            block = *std::move(entries);
            block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(first & 255));
        }
        if (block.size() > count - first) block.resize(static_cast<std::size_t>(count - first));
        return block;
    }

    detail::owned<detail::log_core> core_;
};
static_assert(receipt_sink<receipt_log>);

} // namespace bailiwick
