// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/segment.hpp>
#include <bailiwick/receipt/detail/log_files.hpp>
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

/// Calls `visit(index, text)` for every receipt of a log that may be open elsewhere, in order.
///
/// Takes no lock and checks nothing but what it needs to find the receipts: for lists and
/// reports. What was appended last may be missing; whether the log holds, `verify_log` says.
template <class Visit> answer<unsigned long long> read_log(const std::string& folder, Visit visit) {
    // The journal first: what is retired while it is read is under the checkpoint read after.
    std::vector<std::pair<unsigned long long, std::string>> recent;
    std::vector<std::string> strange;
    const auto segments = detail::segments_of(folder, strange);
    for (std::size_t i = 0; segments && i < segments->size(); ++i) {
        const auto bytes = detail::read_file(detail::segment_file(folder, (*segments)[i]));
        if (!bytes) continue;
        detail::scan_segment(*bytes, detail::frame_reading::forgiving, [&](const auto& frame) {
            for (std::size_t at = 0; at < frame.leaves.size(); ++at)
                recent.emplace_back(frame.first + at, frame.leaves[at]);
        });
    }
    const auto head = head_of_log(folder);
    if (!head) return head.why();
    unsigned long long next = 0;
    for (unsigned long long number = 0; number << 8 < head->size; ++number) {
        const bool full = number < full_tiles(head->size, 0);
        const auto read = visit_entries(
            folder, {tile_id::entries, number, full ? 256 : partial_width(head->size, 0)},
            [&](std::string_view each) { visit(next++, each); });
        if (!read) return read.why();
    }
    for (const auto& [index, leaf] : recent)
        if (index == next) visit(next++, std::string_view(leaf));
    return next;
}

} // namespace bailiwick
