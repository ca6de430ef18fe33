// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/canonical.hpp>

#include <limits>

/// How much a value of a declaration allows, so that two of them can be compared.

namespace bailiwick::packet::detail {

inline std::string_view text_of_member(const boost::json::value& value, std::string_view key) {
    if (!value.is_object())
        return {};
    const boost::json::value* member = value.get_object().if_contains(key);
    return member && member->is_string()
               ? std::string_view(member->get_string().data(), member->get_string().size())
               : std::string_view{};
}

/// The name under which an entry of a list is known to people.
inline std::string key_of(const boost::json::value& entry) {
    if (entry.is_string())
        return std::string(entry.get_string().c_str());
    if (!entry.is_object())
        return canonical_text(entry);
    const boost::json::object& object = entry.get_object();
    if (const auto* rule = object.if_contains("rule"); rule && rule->is_int64())
        return "BW" + std::to_string(rule->get_int64()) + " for " +
               std::string(text_of_member(entry, "offender"));
    if (const auto* states = object.if_contains("contract"))
        return key_of(*states);
    for (const char* key : {"name", "tool", "argument"})
        if (const std::string_view text = text_of_member(entry, key); !text.empty())
            return std::string(text);
    return canonical_text(entry);
}

/// Rates and sums of money are objects that are compared as one value.
inline bool is_measure(const boost::json::value& value) {
    const boost::json::object& object = value.get_object();
    return object.contains("per") || object.contains("minor");
}

/// Milliseconds of "P30D", "PT1M30S", "PT0.5S"; negative when the text is no such span.
inline double milliseconds_in(std::string_view span) {
    if (span.empty() || span[0] != 'P')
        return -1;
    double sum = 0, number = 0, scale = 0;
    for (char c : span.substr(1)) {
        if (c == 'T')
            continue;
        if (c == '.') {
            scale = 0.1;
        } else if (c >= '0' && c <= '9') {
            if (scale == 0) {
                number = number * 10 + (c - '0');
            } else {
                number += (c - '0') * scale;
                scale /= 10;
            }
        } else {
            const double unit = c == 'D'   ? 86'400'000
                                : c == 'H' ? 3'600'000
                                : c == 'M' ? 60'000
                                           : 1000;
            sum += number * unit;
            number = scale = 0;
        }
    }
    return sum;
}

/// The last step of a path, as words: "tools.contract.undo" reads "undo".
inline std::string last_of(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? path : path.substr(dot + 1);
}

/// Limits that bind nobody where they are not stated.
inline bool is_endless_when_absent(std::string_view name) {
    for (std::string_view each :
         {"max", "max_length", "time_to_live", "rotation_period", "timeout", "limit"})
        if (name == each)
            return true;
    return false;
}

/// How much a value allows: a number, a span, a rate, or a place in `order`.
inline double measure_of(const boost::json::value& value, std::string_view order,
                         bool absent_is_endless) {
    const double endless = std::numeric_limits<double>::infinity();
    if (value.is_null())
        return absent_is_endless ? endless : 0;
    if (value.is_bool())
        return value.get_bool() ? 1 : 0;
    if (value.is_int64())
        return static_cast<double>(value.get_int64());
    if (value.is_object()) {
        const boost::json::object& object = value.get_object();
        if (const auto* minor = object.if_contains("minor"); minor && minor->is_int64())
            return static_cast<double>(minor->get_int64());
        const auto* calls = object.if_contains("calls");
        const double span = milliseconds_in(text_of_member(value, "per"));
        return calls && calls->is_int64() && span > 0
                   ? static_cast<double>(calls->get_int64()) / span
                   : endless;
    }
    if (!value.is_string())
        return 0;
    const std::string_view text(value.get_string().data(), value.get_string().size());
    if (order.empty()) {
        // Days ("2027-01-31") compare as numbers once their dashes are gone.
        if (text.size() == 10 && text[4] == '-') {
            double day = 0;
            for (char c : text)
                if (c != '-')
                    day = day * 10 + (c - '0');
            return day;
        }
        return milliseconds_in(text);
    }
    double place = 1;
    for (std::size_t at = 0; at < order.size(); ++place) {
        const std::size_t end = std::min(order.find(' ', at), order.size());
        if (order.substr(at, end - at) == text)
            return place;
        at = end + 1;
    }
    return 0;
}

/// A value as a reviewer reads it.
inline std::string shown(const boost::json::value& value) {
    if (value.is_null())
        return "nothing";
    if (value.is_string())
        return std::string(value.get_string().c_str());
    if (value.is_bool())
        return value.get_bool() ? "yes" : "no";
    if (value.is_object() && value.get_object().contains("per"))
        return shown(value.get_object().at("calls")) + " in " +
               std::string(text_of_member(value, "per"));
    if (value.is_object() && value.get_object().contains("minor"))
        return shown(value.get_object().at("minor")) + " minor units of " +
               std::string(text_of_member(value, "currency"));
    return canonical_text(value);
}

/// `{item}` and `{word}` of a phrase, filled in.
inline std::string filled(std::string_view phrase, std::string_view item, std::string_view word) {
    std::string text;
    for (std::size_t at = 0; at < phrase.size();) {
        if (phrase.substr(at, 6) == "{item}") {
            text += item;
            at += 6;
        } else if (phrase.substr(at, 6) == "{word}") {
            text += word;
            at += 6;
        } else {
            text += phrase[at++];
        }
    }
    return text;
}

} // namespace bailiwick::packet::detail
