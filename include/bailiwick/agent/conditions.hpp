// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/charter_facts.hpp>
#include <bailiwick/tool/refusal.hpp>

#include <boost/json/value.hpp>

#include <optional>

namespace bailiwick {

/// Refuses a call whose arguments lie outside the conditions of its row.
inline std::optional<refusal> outside_conditions(const rule& row, const boost::json::value& given) {
    for (const condition& each : row.when) {
        const boost::json::value* value =
            given.is_object() ? given.get_object().if_contains(each.argument) : nullptr;
        const bool at_most = each.is == relation::at_most;
        bool holds = false;
        // Whole numbers compare exactly, the others as doubles.
        if (each.is == relation::equals)
            holds = value && value->is_string() && value->get_string() == each.text;
        else if (value && value->is_int64())
            holds = at_most ? value->get_int64() <= each.limit : value->get_int64() >= each.limit;
        else if (value && value->is_double())
            holds = at_most ? value->get_double() <= static_cast<double>(each.limit)
                            : value->get_double() >= static_cast<double>(each.limit);
        if (holds)
            continue;
        const std::string limit =
            each.is == relation::equals
                ? "must be \"" + std::string(each.text) + "\""
                : (at_most ? "must be at most " : "must be at least ") + std::to_string(each.limit);
        return refusal{reason::out_of_bounds, std::string(row.tool), std::string(each.argument),
                       limit + ": change the argument, or ask for another row of the matrix"};
    }
    return std::nullopt;
}

} // namespace bailiwick
