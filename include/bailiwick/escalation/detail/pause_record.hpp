// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/escalation/ticket_json.hpp>

namespace bailiwick::detail {

/// The off switch as the stores over SQL keep it: the text of a mark of their own.
inline std::string pause_record(const pause_switch& to) {
    boost::json::value record;
    put_record(record, to);
    return canonical_text(record);
}

/// Reads what `pause_record` wrote.
inline answer<pause_switch> pause_in(std::string_view text, const std::string& place) {
    pause_switch now_is;
    const auto parsed = parse_strict(text);
    if (!parsed || !take_record(now_is, *parsed))
        return refusal{reason::state_unavailable, "pause", place,
                       "the record of the off switch is damaged: set it again"};
    return now_is;
}

} // namespace bailiwick::detail
