// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log_reader.hpp>

namespace bailiwick {

/// One receipt with its place: in which log, and as which leaf of it.
struct logged_receipt {
    std::string origin{}; ///< the log's name
    unsigned long long index = 0;
    std::string text{};   ///< the leaf, byte for byte
};

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

} // namespace bailiwick
