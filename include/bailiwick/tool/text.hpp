// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace bailiwick {
namespace detail {

inline void append_text(std::string& to, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    to += '"';
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (each == '"' || each == '\\') (to += '\\') += each;
        else if (each == '\n') to += "\\n";
        else if (each == '\r') to += "\\r";
        else if (each == '\t') to += "\\t";
        else if (byte < 0x20) ((to += "\\u00") += digits[byte / 16]) += digits[byte % 16];
        else to += each;
    }
    to += '"';
}

template <class Number> void append_number(std::string& to, Number number) {
    char digits[32];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

inline void append_double(std::string& to, double number) {
    if (!std::isfinite(number)) {
        to += "null";
        return;
    }
    const std::size_t start = to.size();
    append_number(to, number);
    // Without a point it would read back as an integer, and past 2^53 - 1 not at all.
    if (to.find_first_of(".e", start) == std::string::npos) to += ".0";
}

inline void append_line(std::string& to, bool pretty, std::size_t depth) {
    if (pretty) (to += '\n').append(2 * depth, ' ');
}

inline void append_value(std::string& to, const boost::json::value& value, bool pretty,
                         std::size_t depth) {
    const char* between = "";
    switch (value.kind()) {
    case boost::json::kind::null: to += "null"; break;
    case boost::json::kind::bool_: to += value.get_bool() ? "true" : "false"; break;
    case boost::json::kind::int64: append_number(to, value.get_int64()); break;
    case boost::json::kind::uint64: append_number(to, value.get_uint64()); break;
    case boost::json::kind::double_: append_double(to, value.get_double()); break;
    case boost::json::kind::string:
        append_text(to, {value.get_string().data(), value.get_string().size()});
        break;
    case boost::json::kind::array:
        to += '[';
        for (const boost::json::value& each : value.get_array()) {
            append_line(to += between, pretty, depth + 1);
            append_value(to, each, pretty, depth + 1);
            between = ",";
        }
        if (!value.get_array().empty()) append_line(to, pretty, depth);
        to += ']';
        break;
    case boost::json::kind::object:
        to += '{';
        for (const auto& pair : value.get_object()) {
            append_line(to += between, pretty, depth + 1);
            append_text(to, {pair.key().data(), pair.key().size()});
            to += pretty ? ": " : ":";
            append_value(to, pair.value(), pretty, depth + 1);
            between = ",";
        }
        if (!value.get_object().empty()) append_line(to, pretty, depth);
        to += '}';
        break;
    }
}

} // namespace detail

/// The value as JSON in one line, numbers in their shortest exact form; not the canonical form that
/// receipts hash. A number that is not finite becomes null, because JSON has no word for it.
inline std::string json_text(const boost::json::value& value) {
    std::string result;
    detail::append_value(result, value, false, 0);
    return result;
}

/// The same value over several lines, two spaces a level, with a line end after the last.
inline std::string json_text_in_lines(const boost::json::value& value) {
    std::string result;
    detail::append_value(result, value, true, 0);
    return result += '\n';
}

} // namespace bailiwick
