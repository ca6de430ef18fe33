// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace bailiwick::detail {

// "send_reply" as people read it: "Send reply".
inline std::string title_of(std::string_view name) {
    std::string title(name);
    for (char& each : title)
        if (each == '_' || each == '-') each = ' ';
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

inline bool leaves_the_inside(const refs<data_class>& classes) {
    for (const data_class* each : classes)
        if (each->home == nullptr || each->home->where != zone::inside) return true;
    return false;
}

// MCP's hints, each at its worse value where the contract says nothing.
inline boost::json::object annotations_of(const contract& says) {
    const bool reads_only = says.does == effect::read;
    boost::json::object hints;
    hints["readOnlyHint"] = reads_only;
    hints["destructiveHint"] = !reads_only && says.undo != reversibility::reversible;
    hints["idempotentHint"] = reads_only || says.idempotent;
    const bool no_data = says.reads.empty() && says.writes.empty();
    hints["openWorldHint"] = (no_data && !reads_only) || leaves_the_inside(says.reads) ||
                             leaves_the_inside(says.writes);
    return hints;
}

} // namespace bailiwick::detail
