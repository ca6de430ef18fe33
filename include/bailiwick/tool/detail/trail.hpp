// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decode_error.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <initializer_list>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::detail {

// What a model wrote may be long or hold control characters; what we repeat of it may not.
inline constexpr std::size_t longest_segment = 120;
inline constexpr std::size_t longest_quote = 60;

inline void append_cut(std::string& to, std::string_view text, std::size_t longest) {
    const std::string_view shown = whole_code_points(text, longest);
    to += shown;
    if (shown.size() < text.size()) to += "\xE2\x80\xA6";
}

inline std::string in_quotes(std::string_view text) {
    std::string result = "'";
    append_cut(result, text, longest_quote);
    for (char& each : result)
        if (static_cast<unsigned char>(each) < 0x20 || each == 0x7F) each = '?';
    return result += '\'';
}

inline std::string joined(std::initializer_list<std::string_view> parts) {
    std::string result;
    for (std::string_view part : parts) result += part;
    return result;
}

inline void append_segment(std::string& pointer, std::string_view name) {
    std::string shown;
    append_cut(shown, name, longest_segment);
    pointer += '/';
    for (const char each : shown) {
        if (each == '~') pointer += "~0";
        else if (each == '/') pointer += "~1";
        else pointer += each;
    }
}

// The way from the document's root to the value that is being looked at; it lives on the stack.
struct trail {
    const trail* up = nullptr;
    std::string_view name{};
    std::size_t index = 0;
    bool is_item = false;

    trail field(std::string_view member) const { return {this, member, 0, false}; }
    trail item(std::size_t at) const { return {this, {}, at, true}; }

    std::string pointer() const {
        if (up == nullptr) return {};
        std::string result = up->pointer();
        if (is_item) result += '/' + std::to_string(index);
        else append_segment(result, name);
        return result;
    }

    // "the field 'to'", "item 2 of the field 'tags'", "the document"
    std::string words() const {
        if (up == nullptr) return "the document";
        if (is_item) return "item " + std::to_string(index) + " of " + up->words();
        return "the field " + in_quotes(name);
    }
};

using fault_found = std::optional<decode_error>;

inline decode_error fault(decode_fault code, const trail& at,
                          std::initializer_list<std::string_view> hint) {
    return {code, at.pointer(), joined(hint)};
}

// Runs `work` and turns whatever it throws into a named fault; the hint needs no memory.
template <class Result, class Work> Result without_throwing(Work&& work) noexcept {
    try {
        return work();
    } catch (...) {
        return Result(decode_error{decode_fault::too_large, {}, "out of memory"});
    }
}

} // namespace bailiwick::detail
