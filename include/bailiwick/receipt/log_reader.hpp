// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/segment.hpp>
#include <bailiwick/receipt/detail/told_pruning.hpp>
#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/tiles.hpp>

namespace bailiwick {

/// What the log in a folder says of itself, as it was last published; no signature is checked.
inline answer<checkpoint> head_of_log(const std::string& folder) {
    const auto note = detail::read_file(detail::checkpoint_file(folder));
    if (!note) return note.why();
    const auto parts = read_note(*note);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head)
        return refusal{reason::head_mismatch, "read the log", folder + "/checkpoint",
                       "verify the log: this is no signed checkpoint"};
    return *head;
}

namespace detail {

// Whether a visitor wants more: one that says nothing wants all.
template <class Visit>
bool visit_on(Visit& visit, unsigned long long index, std::string_view text) {
    if constexpr (std::is_void_v<decltype(visit(index, text))>) {
        visit(index, text);
        return true;
    } else {
        return visit(index, text);
    }
}

using recent_receipts = std::vector<std::pair<unsigned long long, std::string>>;

/// Adds the receipts of one segment from an index on; a segment that was retired has none.
///
/// A log that is being written may look damaged for a moment, while a frame comes: who sees that
/// looks again.
inline answer<done> receipts_in_segment(const std::string& path, unsigned long long first,
                                        unsigned long long from, recent_receipts& recent) {
    const std::size_t before = recent.size();
    for (int turn = 0; turn < 20; ++turn) {
        recent.resize(before);
        auto segment = segment_in_file::open(path);
        if (!segment && errno == ENOENT) return done{};
        if (!segment) return std::move(segment).why();
        const auto scan = scan_segment(*segment, first, [&](const auto& frame, std::string_view) {
            for (std::size_t at = 0; at < frame.leaves.size(); ++at)
                if (frame.first + at >= from)
                    recent.emplace_back(frame.first + at, frame.leaves[at]);
        });
        if (scan.end != segment_end::damaged) return done{};
        ::usleep(1000);
    }
    return refusal{reason::head_mismatch, "read the log", path,
                   "what was written there is not what is there: `receipts verify` says more"};
}

inline answer<recent_receipts> receipts_in_journal(const std::string& folder,
                                                   unsigned long long from) {
    recent_receipts recent;
    std::vector<std::string> strange;
    const auto segments = segments_of(folder, strange);
    for (std::size_t i = 0; segments && i < segments->size(); ++i) {
        const unsigned long long first = (*segments)[i];
        if (auto read = receipts_in_segment(segment_file(folder, first), first, from, recent);
            !read)
            return std::move(read).why();
    }
    return recent;
}

} // namespace detail

/// Calls `visit(index, text)` for every receipt of a log that may be open elsewhere, in order, from
/// the one with the index `from`; until `visit` gives false, if it gives anything.
///
/// Takes no lock and checks nothing but what it needs to find the receipts: for lists and
/// reports. Begins after what was pruned, and refuses where bundles are missing and no receipt
/// says why. What was appended last may be missing; whether the log holds, `verify_log` says.
template <class Visit>
answer<unsigned long long> read_log(const std::string& folder, Visit visit,
                                    unsigned long long from = 0) {
    // The journal first: what is retired while it is read is under the checkpoint read after.
    const auto recent = detail::receipts_in_journal(folder, from);
    if (!recent) return recent.why();
    const auto head = head_of_log(folder);
    if (!head) return head.why();
    if (detail::first_bundle(folder, head->size) << 8 > from) {
        const auto pruned = detail::find_pruning(folder, head->size);
        if (!pruned) return pruned.why();
        if (*pruned && (*pruned)->below > from) from = (*pruned)->below;
    }
    unsigned long long next = from & ~255ULL;
    for (unsigned long long number = next >> 8; number << 8 < head->size; ++number) {
        const bool full = number < full_tiles(head->size, 0);
        bool goes_on = true;
        const auto read = visit_entries(
            folder, {tile_id::entries, number, full ? 256 : partial_width(head->size, 0)},
            [&](std::string_view each) {
                if (!goes_on) return;
                if (next >= from) goes_on = detail::visit_on(visit, next, each);
                ++next;
            });
        if (!read) return read.why();
        if (!goes_on) return next;
    }
    if (next < from) next = from;
    for (const auto& [index, leaf] : *recent)
        if (index == next && !detail::visit_on(visit, next++, leaf)) break;
    return next;
}

} // namespace bailiwick
