// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_core.hpp>
#include <bailiwick/receipt/detail/segment.hpp>

namespace bailiwick::detail {

inline refusal broken_log(const std::string& where, std::string_view what) {
    return {reason::head_mismatch, "open the log", where + ": " + std::string(what),
            "keep the folder as it is and restore a copy; `receipts verify` says what differs"};
}

/// Reads the journal behind the published checkpoint back into an open log.
///
/// A template, as what calls it, so that only those who open a log pay for compiling it.
template <class Log> class recovery {
public:
    explicit recovery(Log& log) : log_(log) {}

    /// Leaves the log as it was acknowledged, or refuses; what it finds is published and retired.
    answer<done> run(unsigned long long segment_bytes) {
        if (auto read = read_head(); !read) return read;
        remove_scratch_files(log_.folder);
        std::vector<std::string> strange;
        const auto segments = segments_of(log_.folder, strange);
        if (!segments) return segments.why();
        if (!strange.empty())
            return broken_log(journal_folder(log_.folder) + "/" + strange.front(),
                              "is no part of a journal");
        bool torn = false;
        for (const unsigned long long first : *segments) {
            const std::string path = segment_file(log_.folder, first);
            auto segment = segment_in_file::open(path);
            if (!segment) return std::move(segment).why();
            if (segment->size() != segment_bytes) return broken_log(path, "its length is wrong");
            if (auto replayed = replay(path, first, *segment, torn); !replayed) return replayed;
            if (segment->failed()) return disk_refusal("open the log", path);
        }
        if (auto published = log_.publish(); !published) return published;
        for (const unsigned long long first : *segments)
            ::unlink(segment_file(log_.folder, first).c_str());
        if (!segments->empty() && !sync_folder(log_.disk(), journal_folder(log_.folder)))
            return disk_refusal("open the log", journal_folder(log_.folder));
        return done{};
    }

private:
    answer<done> read_head() {
        const std::string path = checkpoint_file(log_.folder);
        auto note = read_file(path);
        if (!note) return broken_log(path, "cannot be read");
        const auto head = signed_head(*note);
        if (!head) return broken_log(path, "is not signed by the log's key, or was changed");
        auto edge = tree_edge::read(log_.folder, head->size);
        if (!edge) return broken_log(edge.why().subject, "does not fit the checkpoint");
        if (edge->frontier().root() != head->root)
            return broken_log(path, "its root is not that of the tiles");
        log_.tip = edge->frontier();
        log_.edge = *std::move(edge);
        log_.published = head->size;
        log_.note = *std::move(note);
        return done{};
    }

    // What a note says, if the log's own key signed it, or the one before while both sign.
    std::optional<checkpoint> signed_head(std::string_view note) const {
        std::vector<verifier_key> keys{log_.signer->verifier()};
        if (log_.old_signer) keys.push_back(log_.old_signer->verifier());
        const auto opened = open_note(note, keys);
        if (!opened) return std::nullopt;
        auto head = read_checkpoint(opened->text);
        if (!head || head->origin != keys.front().name) return std::nullopt;
        return head;
    }

    answer<done> replay(const std::string& path, unsigned long long first,
                        segment_in_file& segment, bool& torn) {
        unsigned long long next = first;
        std::uint32_t previous = 0;
        std::string_view what;
        const auto scan = scan_segment(segment, first, [&](const frame& each, std::string_view) {
            if (!what.empty()) return;
            if (torn) what = "it follows a write that was cut short";
            else if (each.first != next) what = "the frames do not follow each other";
            else if (each.previous != previous) what = "a frame was exchanged";
            else what = replay_frame(each);
            next = each.first + each.leaves.size();
            previous = each.checksum;
        });
        if (!what.empty()) return broken_log(path, what);
        if (scan.end == segment_end::damaged)
            return broken_log(path, "what was written at byte " + std::to_string(scan.at) +
                                        " is not what is there");
        torn = torn || scan.end == segment_end::torn;
        return done{};
    }

    // Empty if the frame is known already or continues the log; else what is wrong with it.
    std::string_view replay_frame(const frame& each) {
        const unsigned long long size = log_.edge.size();
        const unsigned long long after = each.first + each.leaves.size();
        if (after <= size) return {};
        if (each.first != size) return "receipts are missing before a frame";
        const auto head = signed_head(each.note);
        if (!head || head->size != after) return "a frame is not signed by the log's key";
        for (const std::string_view leaf : each.leaves) {
            const hash256 hash = leaf_hash(leaf);
            log_.edge.append(leaf, hash);
            log_.tip.append(hash);
        }
        if (log_.tip.root() != head->root) return "a frame has another root";
        log_.note = each.note;
        return {};
    }

    Log& log_;
};

} // namespace bailiwick::detail
