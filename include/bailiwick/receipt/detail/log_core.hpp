// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/commit_queue.hpp>
#include <bailiwick/receipt/detail/journal.hpp>
#include <bailiwick/receipt/detail/mutex.hpp>
#include <bailiwick/receipt/detail/tree_edge.hpp>
#include <bailiwick/receipt/key_file.hpp>
#include <bailiwick/receipt/log_options.hpp>

namespace bailiwick::detail {

/// Where a leaf lies in the log, and its hash there.
struct durable_leaf {
    unsigned long long index = 0;
    hash256 hash{};
};

/// A leaf on its way to the disk, and what came of it.
struct leaf_to_append {
    std::string_view text;
    answer<durable_leaf> came = durable_leaf{};
};

/// What an open log holds; every member but the queue is touched under the mutex only.
struct log_core {
    mutable plain_mutex mutex{};
    commit_queue<leaf_to_append> queue{};
    std::string folder{};
    log_options options{};
    file_handle lock{};
    std::optional<note_signer> signer{};
    tree_edge edge{};
    journal frames{};
    std::string note{};                 ///< the signed checkpoint of everything that is durable
    unsigned long long published = 0;   ///< the size that the static files are up to
    std::vector<std::string> recent{};  ///< the leaves after those
    std::string fault{};                ///< what broke the log for good

    const disk_calls& disk() const { return *options.disk; }

    // After a failed write or sync nobody knows what the disk holds, and asking again may lie.
    refusal poison(refusal why) {
        fault = why.action + ": " + why.subject;
        return why;
    }
    refusal poisoned() const {
        return {reason::receipt_unavailable, "append", "the log stopped after a fault: " + fault,
                "mend the disk, then start again; nothing runs without receipts"};
    }

    /// Answers for each leaf in its order: one frame, one signature and one sync for as many as
    /// fit into a segment.
    void append(std::span<leaf_to_append* const> leaves) {
        while (!leaves.empty()) {
            std::vector<std::string_view> texts;
            tree_frontier grown = edge.frontier();
            std::size_t taken = 0, bytes = 0;
            for (; taken < leaves.size(); ++taken) {
                const std::string_view text = leaves[taken]->text;
                if (bytes + 2 + text.size() > room_in_a_frame() && !texts.empty()) break;
                leaves[taken]->came = leaf_after(grown.size(), text);
                if (!leaves[taken]->came) continue;
                grown.append(leaves[taken]->came->hash);
                bytes += text.size() + 2;
                texts.push_back(text);
            }
            const auto block = leaves.first(taken);
            leaves = leaves.subspan(taken);
            if (!texts.empty()) append_block(texts, grown, block);
        }
    }

    /// What was refused already keeps its answer; the rest shares what comes of the frame.
    void append_block(const std::vector<std::string_view>& texts, const tree_frontier& grown,
                      std::span<leaf_to_append* const> block) {
        const answer<done> written = write_frame(texts, grown);
        for (leaf_to_append* each : block) {
            if (!each->came) continue;
            if (!written) {
                each->came = written.why();
                continue;
            }
            edge.append(each->text, each->came->hash);
            recent.emplace_back(each->text);
        }
        if (written && edge.size() - published >= options.publish_every) {
            const auto late = publish();
            static_cast<void>(late); // a fault there refuses the next receipt, not these
        }
    }

    /// From the moment this is done the receipts are durable, whatever happens to the static files.
    answer<done> write_frame(const std::vector<std::string_view>& leaves,
                             const tree_frontier& grown) {
        std::string signed_head =
            signer->note(text_of(checkpoint{signer->verifier().name, grown.size(), grown.root()}));
        if (signed_head.empty())
            return poison({reason::receipt_unavailable, "append", "signing failed",
                           "see the OpenSSL library"});
        if (auto written = frames.append(edge.size(), leaves, signed_head); !written)
            return poison(std::move(written).why());
        note = std::move(signed_head);
        return done{};
    }

    /// The place and the hash that a leaf will have, or why it has none.
    answer<durable_leaf> leaf_after(unsigned long long size, std::string_view leaf) const {
        if (!fault.empty()) return poisoned();
        if (leaf.empty() || leaf.size() > largest_leaf)
            return refusal{reason::malformed_request, "append",
                           "a receipt of " + std::to_string(leaf.size()) + " bytes",
                           "a receipt has 1 to 65,535 bytes; commit to large values instead"};
        return durable_leaf{size, leaf_hash(leaf)};
    }

    // A frame has a header and a checkpoint beside its leaves.
    std::size_t room_in_a_frame() const {
        return static_cast<std::size_t>(options.segment_bytes) - frame_block;
    }

    /// Brings tiles, bundles and the checkpoint on the disk up to what is durable.
    answer<done> publish() {
        if (!fault.empty()) return poisoned();
        if (published == edge.size()) return done{};
        auto files = edge.files_since(published);
        std::vector<std::string> folders;
        for (const auto& [tile, bytes] : files) {
            const std::string path = folder + "/" + path_of(tile);
            folders.push_back(folder_of(path));
            if (auto made = make_folder(disk(), folders.back()); !made)
                return poison(std::move(made).why());
            if (auto put = replace_file(disk(), scratch_file(folder), path, bytes); !put)
                return poison(std::move(put).why());
        }
        for (std::size_t i = 0; i < folders.size(); ++i)
            if ((i == 0 || folders[i] != folders[i - 1]) && !sync_folder(disk(), folders[i]))
                return poison(disk_refusal("publish", folders[i]));
        if (auto put = put_checkpoint(); !put) return put;
        published = edge.size();
        recent.clear();
        for (const auto& [tile, bytes] : edge.take_filled()) remove_partial(tile);
        frames.retire_full_segments();
        return done{};
    }

    answer<done> put_checkpoint() {
        if (auto put = replace_file(disk(), scratch_file(folder), checkpoint_file(folder), note);
            !put)
            return poison(std::move(put).why());
        if (!sync_folder(disk(), folder)) return poison(disk_refusal("publish", folder));
        return done{};
    }

    // A full tile answers for its beginnings; what cannot be removed does no harm.
    void remove_partial(const tile_id& full) const {
        const std::string partial = folder + "/" + path_of(full) + ".p";
        const auto names = names_in(partial);
        if (!names) return;
        for (const std::string& each : *names) ::unlink((partial + "/" + each).c_str());
        ::rmdir(partial.c_str());
    }

    /// The durable leaf with this number.
    answer<std::string> read(unsigned long long index) const {
        if (index >= edge.size())
            return refusal{reason::no_evidence, "read a receipt", std::to_string(index),
                           "the log has " + std::to_string(edge.size()) + " receipts"};
        if (index >= published) return recent[static_cast<std::size_t>(index - published)];
        auto entries = read_entries(folder, bundle_with(index));
        if (!entries) return std::move(entries).why();
        return std::move((*entries)[index & 255]);
    }

    tile_id bundle_with(unsigned long long index) const {
        const unsigned long long number = index >> 8;
        return {tile_id::entries, number,
                number < full_tiles(published, 0) ? 256 : partial_width(published, 0)};
    }
};

} // namespace bailiwick::detail
