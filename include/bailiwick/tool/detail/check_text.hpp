// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/check_number.hpp>
#include <bailiwick/tool/pattern.hpp>

#include <algorithm>
#include <span>

namespace bailiwick::detail {

inline fault_found check_length(std::size_t length, std::string_view unit, const field* limits,
                                const trail& at) {
    if (limits == nullptr) return {};
    if (length < limits->min_length)
        return fault(decode_fault::too_short, at,
                     {at.words(), " is too short: send at least ",
                      std::to_string(limits->min_length), unit});
    if (limits->max_length != 0 && length > limits->max_length)
        return fault(decode_fault::too_long, at,
                     {at.words(), " is too long: send at most ",
                      std::to_string(limits->max_length), unit});
    return {};
}

inline std::string listed(std::span<const std::string_view> words) {
    std::string result;
    for (std::string_view word : words) {
        if (!result.empty()) result += ", ";
        result += word;
    }
    return result;
}

inline fault_found check_word(std::string_view text, std::span<const std::string_view> words,
                              const trail& at) {
    if (std::find(words.begin(), words.end(), text) != words.end()) return {};
    return fault(decode_fault::not_one_of, at,
                 {at.words(), " takes no other value than these: ", listed(words)});
}

inline fault_found check_text_value(std::string_view text, const field* limits, const trail& at) {
    if (first_invalid_utf8(text) != std::string_view::npos)
        return fault(decode_fault::invalid_utf8, at, {at.words(), " is not UTF-8: send UTF-8"});
    if (limits == nullptr) return {};
    if (auto found = check_length(count_code_points(text), " characters", limits, at)) return found;
    if (!limits->pattern.empty() && !pattern_matches(limits->pattern, text))
        return fault(decode_fault::pattern_mismatch, at,
                     {at.words(), " does not match ", limits->pattern, ": change it to match"});
    if (limits->one_of.empty()) return {};
    return check_word(text, {limits->one_of.begin(), limits->one_of.end()}, at);
}

inline fault_found check_text(const boost::json::value& value, const field* limits,
                              const trail& at) {
    if (!value.is_string()) return wrong_type(at, "text in double quotes");
    return check_text_value({value.get_string().data(), value.get_string().size()}, limits, at);
}

inline fault_found check_choice(const boost::json::value& value, const shape& is, const trail& at) {
    if (!value.is_string()) return wrong_type(at, "one of these as text: " + listed(is.words));
    return check_word({value.get_string().data(), value.get_string().size()}, is.words, at);
}

} // namespace bailiwick::detail
