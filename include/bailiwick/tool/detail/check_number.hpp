// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/range.hpp>
#include <bailiwick/tool/detail/trail.hpp>

#include <cmath>
#include <cstdint>
#include <utility>

#include <boost/json/value.hpp>

namespace bailiwick::detail {

inline decode_error wrong_type(const trail& at, std::string_view wanted) {
    return fault(decode_fault::wrong_type, at,
                 {at.words(), " has the wrong type: send ", wanted});
}

inline decode_error out_of_range(const trail& at, range within) {
    return fault(decode_fault::out_of_range, at,
                 {at.words(), " is out of range: send a number from ",
                  std::to_string(within.lowest), " to ", std::to_string(within.highest)});
}

inline bool is_safe_integer(const boost::json::value& value) {
    if (value.is_uint64()) return std::cmp_less_equal(value.get_uint64(), safe_integer);
    return value.get_int64() >= -safe_integer && value.get_int64() <= safe_integer;
}

inline fault_found check_integer(const boost::json::value& value, const shape& is,
                                 const field* limits, const trail& at) {
    if (!value.is_int64() && !value.is_uint64())
        return wrong_type(at, "an integer, without fraction, exponent or quotes");
    if (!is_safe_integer(value))
        return fault(decode_fault::unsafe_integer, at,
                     {at.words(), " is beyond 9007199254740991: such a number must be text"});
    const long long number = value.to_number<long long>();
    const range within = narrowed(is, limits);
    if (number >= within.lowest && number <= within.highest) return {};
    return out_of_range(at, within);
}

inline fault_found check_number(const boost::json::value& value, const field* limits,
                                const trail& at) {
    if (!value.is_number()) return wrong_type(at, "a number, without quotes");
    if (!value.is_double()) {
        if (fault_found found = check_integer(value, shape{}, limits, at)) return found;
        return {};
    }
    const double number = value.get_double();
    if (!std::isfinite(number))
        return fault(decode_fault::not_finite, at,
                     {at.words(), " is not a finite number: send one"});
    if (!has_range(limits)) return {};
    const bool inside = number >= static_cast<double>(limits->min) &&
                        number <= static_cast<double>(limits->max);
    if (inside) return {};
    return out_of_range(at, {limits->min, limits->max});
}

} // namespace bailiwick::detail
