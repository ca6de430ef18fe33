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

template <class Integer>
fault_found check_integer_value(Integer number, const shape& is, const field* limits,
                                const trail& at) {
    if (std::cmp_greater(number, safe_integer) || std::cmp_less(number, -safe_integer))
        return fault(decode_fault::unsafe_integer, at,
                     {at.words(), " is beyond 9007199254740991: such a number must be text"});
    const range within = narrowed(is, limits);
    if (std::cmp_less(number, within.lowest) || std::cmp_greater(number, within.highest))
        return out_of_range(at, within);
    return {};
}

inline fault_found check_integer(const boost::json::value& value, const shape& is,
                                 const field* limits, const trail& at) {
    if (value.is_int64()) return check_integer_value(value.get_int64(), is, limits, at);
    if (value.is_uint64()) return check_integer_value(value.get_uint64(), is, limits, at);
    return wrong_type(at, "an integer, without fraction, exponent or quotes");
}

inline fault_found check_double(double number, const field* limits, const trail& at) {
    if (!std::isfinite(number))
        return fault(decode_fault::not_finite, at,
                     {at.words(), " is not a finite number: send one"});
    if (!has_range(limits)) return {};
    const bool inside = number >= static_cast<double>(limits->min) &&
                        number <= static_cast<double>(limits->max);
    if (inside) return {};
    return out_of_range(at, {limits->min, limits->max});
}

inline fault_found check_number(const boost::json::value& value, const field* limits,
                                const trail& at) {
    if (!value.is_number()) return wrong_type(at, "a number, without quotes");
    if (value.is_double()) return check_double(value.get_double(), limits, at);
    return check_integer(value, shape{}, limits, at);
}

} // namespace bailiwick::detail
