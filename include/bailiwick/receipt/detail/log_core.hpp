// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/background.hpp>
#include <bailiwick/receipt/detail/commit_queue.hpp>
#include <bailiwick/receipt/detail/journal.hpp>
#include <bailiwick/receipt/detail/static_files.hpp>
#include <bailiwick/receipt/detail/tree_edge.hpp>
#include <bailiwick/receipt/key_file.hpp>
#include <bailiwick/receipt/log_options.hpp>

namespace bailiwick::detail {

/// Where a leaf lies in the log, and its hash there.
struct durable_leaf {
    unsigned long long index = 0;
    hash256 hash{};
};

struct keep_text {};

/// A leaf on its way to the disk, and what came of it; who brings it has hashed it.
struct leaf_to_append : queued {
    explicit leaf_to_append(std::string_view leaf) : text(leaf) {
        if (fits()) hash = leaf_hash(text);
    }
    leaf_to_append(std::string&& leaf, keep_text) : own(std::move(leaf)), text(own) {
        if (fits()) hash = leaf_hash(text);
    }
    leaf_to_append(const leaf_to_append&) = delete;
    leaf_to_append& operator=(const leaf_to_append&) = delete;

    bool fits() const { return !text.empty() && text.size() <= largest_leaf; }

    std::string own{}; ///< what `text` shows, where nobody else keeps it
    std::string_view text;
    hash256 hash{};
    answer<durable_leaf> came = durable_leaf{};
};

/// What an open log holds. The queue lets one thread at a time append; what readers and the
/// publisher share with it is changed under the mutex, which nobody holds while the disk works.
struct log_core {
    commit_queue<leaf_to_append> queue{};
    std::string folder{};
    log_options options{};
    file_handle lock{};
    std::optional<note_signer> signer{};
    std::optional<note_signer> old_signer{}; ///< the key before it, while both sign
    tree_frontier tip{}; ///< touched by who appends only
    journal frames{};
    plain_mutex publishing{}; ///< held by who publishes

    mutable plain_mutex mutex{}; ///< for what follows
    tree_edge edge{};
    std::string note{};               ///< the signed checkpoint of everything that is durable
    unsigned long long published = 0; ///< the size that the static files are up to
    std::string fault{};              ///< what broke the log for good

    background writer{}, publisher{}; // last: they end before what they use

    const disk_calls& disk() const { return *options.disk; }

    /// The note over a head, signed with every key that the log has now.
    std::string note_over(const checkpoint& head) const {
        const std::string text = text_of(head);
        return signer->note(text) + (old_signer ? old_signer->line_over(text) : std::string());
    }

    /// Readies the threads; from here on the core may not move.
    void start() {
        writer.set([](void* core) { static_cast<log_core*>(core)->write_submitted(); }, this,
                   options.has_threads);
        // Publishing costs several syncs: many receipts share them.
        constexpr long long rest = 100;
        publisher.set([](void* core) { static_cast<log_core*>(core)->tend(); }, this,
                      options.has_threads, rest);
    }

    // After a failed write or sync nobody knows what the disk holds, and asking again may lie.
    refusal poison(refusal why) {
        const mutex_hold hold(mutex);
        fault = why.action + ": " + why.subject;
        return why;
    }
    refusal poisoned() const {
        return {reason::receipt_unavailable, "append", "the log stopped after a fault: " + fault,
                "mend the disk, then start again; nothing runs without receipts"};
    }

    void write_submitted() {
        queue.drain([this](std::span<leaf_to_append* const> leaves) { append(leaves); });
    }

    /// Answers for each leaf in its order: one frame, one signature and one sync for as many as
    /// fit into a segment. Called by one thread at a time.
    void append(std::span<leaf_to_append* const> leaves) {
        while (!leaves.empty()) {
            tree_frontier grown = tip;
            std::vector<const leaf_to_append*> block;
            std::size_t taken = 0, bytes = 0;
            for (; taken < leaves.size(); ++taken) {
                leaf_to_append& each = *leaves[taken];
                if (bytes + 2 + each.text.size() > room_in_a_frame() && !block.empty()) break;
                if (!each.fits()) {
                    each.came = misfit(each.text);
                    continue;
                }
                each.came = durable_leaf{grown.size(), each.hash};
                grown.append(each.hash);
                bytes += each.text.size() + 2;
                block.push_back(&each);
            }
            if (!block.empty())
                if (const auto written = append_block(block, grown); !written)
                    for (leaf_to_append* each : leaves.first(taken))
                        if (each->came) each->came = written.why();
            leaves = leaves.subspan(taken);
        }
    }

    /// From the moment the frame is written its receipts are durable, whatever happens to the
    /// static files: those follow.
    answer<done> append_block(std::span<const leaf_to_append* const> block,
                              const tree_frontier& grown) {
        if (auto whole = is_whole(); !whole) return whole;
        std::string signed_head =
            note_over({signer->verifier().name, grown.size(), grown.root()});
        std::vector<std::string_view> texts;
        texts.reserve(block.size());
        for (const leaf_to_append* each : block) texts.push_back(each->text);
        if (auto written = frames.append(tip.size(), texts, signed_head); !written)
            return poison(std::move(written).why());
        tip = grown;
        unsigned long long behind = 0;
        {
            const mutex_hold hold(mutex);
            for (const leaf_to_append* each : block) edge.append(each->text, each->hash);
            note = std::move(signed_head);
            behind = edge.size() - published;
        }
        // A fault there refuses the next receipt, not these.
        if (behind >= options.publish_every + options.most_waiting)
            static_cast<void>(publish());
        else if (behind >= options.most_waiting / 2 || frames.wants_a_spare())
            publisher.ask();
        else if (behind >= options.publish_every)
            publisher.ask(false);
        return done{};
    }

    answer<done> is_whole() const {
        const mutex_hold hold(mutex);
        if (!fault.empty()) return poisoned();
        return done{};
    }
    static refusal misfit(std::string_view leaf) {
        return {reason::malformed_request, "append",
                "a receipt of " + std::to_string(leaf.size()) + " bytes",
                "a receipt has 1 to 65,535 bytes; commit to large values instead"};
    }

    // A frame has a header and a checkpoint beside its leaves. Above a MiB it gains nothing.
    std::size_t room_in_a_frame() const {
        constexpr std::size_t enough = 1u << 20;
        const auto blocks = static_cast<std::size_t>(options.segment_bytes) / block_bytes;
        const std::size_t room = (blocks - 1) * block_room;
        return room < enough ? room : enough;
    }

    /// What the publisher does when it is asked.
    void tend() {
        if (frames.wants_a_spare()) frames.prepare();
        bool is_due = false;
        {
            const mutex_hold hold(mutex);
            is_due = edge.size() - published >= options.publish_every;
        }
        if (is_due) static_cast<void>(publish());
    }

    /// Brings tiles, bundles and the checkpoint on the disk up to what is durable now.
    answer<done> publish() {
        const mutex_hold alone(publishing);
        std::vector<std::pair<tile_id, const std::string*>> filled;
        std::vector<std::pair<tile_id, std::string>> partial;
        unsigned long long size = 0;
        std::string head;
        {
            const mutex_hold hold(mutex);
            if (!fault.empty()) return poisoned();
            if (published == edge.size()) return done{};
            for (const filled_tile& each : edge.filled())
                filled.emplace_back(each.id, each.bytes.get());
            partial = edge.partial_since(published);
            size = edge.size();
            head = note;
        }
        static_files files(folder, disk(), filled.size() + partial.size());
        for (const auto& [tile, bytes] : filled)
            if (auto put = files.write(tile, *bytes); !put) return poison(std::move(put).why());
        for (const auto& [tile, bytes] : partial)
            if (auto put = files.write(tile, bytes); !put) return poison(std::move(put).why());
        if (auto put = files.publish(head); !put) return poison(std::move(put).why());
        {
            const mutex_hold hold(mutex);
            published = size;
            edge.forget(filled.size());
        }
        for (const auto& [tile, bytes] : filled) remove_partial(tile);
        frames.retire(size);
        return done{};
    }

    // A full tile answers for its beginnings; what cannot be removed does no harm.
    void remove_partial(const tile_id& full) const {
        const std::string partial = folder + "/" + path_of(full) + ".p";
        const auto names = names_in(partial);
        if (!names || names->empty()) return;
        for (const std::string& each : *names) ::unlink((partial + "/" + each).c_str());
        ::rmdir(partial.c_str());
    }
};

} // namespace bailiwick::detail
