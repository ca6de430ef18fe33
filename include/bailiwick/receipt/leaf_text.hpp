// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/record.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/decode_error.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

/// Receipts as RFC 8785 text: a straight-line writer per type, members in their final order.

namespace bailiwick {

/// The most bytes a receipt may have.
inline constexpr std::size_t largest_receipt = 16 * 1024;

namespace detail {

template <class Struct>
using record_members =
    boost::describe::describe_members<Struct, boost::describe::mod_public |
                                                  boost::describe::mod_inherited>;

constexpr std::string_view record_name(const char* member) {
    std::string_view name = member;
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

// Positions of the described members in the order of their names.
template <class Struct> inline constexpr auto record_order = [] {
    constexpr std::size_t count = boost::mp11::mp_size<record_members<Struct>>::value;
    std::array<std::string_view, count> names{};
    std::size_t next = 0;
    boost::mp11::mp_for_each<record_members<Struct>>(
        [&](auto member) { names[next++] = record_name(member.name); });
    std::array<std::size_t, count> order{};
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t before = 0;
        for (std::size_t other = 0; other < count; ++other) before += names[other] < names[i];
        order[before] = i;
    }
    return order;
}();

// `,"name":` in one piece, so that a member costs one append.
template <class Member> inline constexpr auto record_key = [] {
    constexpr std::string_view name = record_name(Member::name);
    std::array<char, name.size() + 4> text{',', '"'};
    for (std::size_t i = 0; i < name.size(); ++i) text[i + 2] = name[i];
    text[name.size() + 2] = '"';
    text[name.size() + 3] = ':';
    return text;
}();

// Whether JSON has the next eight bytes as they are: no quote, no backslash, no control character.
inline bool eight_are_plain(const char* from) {
    constexpr std::uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
    std::uint64_t eight = 0;
    std::memcpy(&eight, from, 8);
    const std::uint64_t quote = eight ^ (ones * '"'), slash = eight ^ (ones * '\\');
    return ((((eight - ones * 0x20) & ~eight) | ((quote - ones) & ~quote) |
             ((slash - ones) & ~slash)) & highs) == 0;
}

inline void write_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        while (text.size() - at >= 8 && eight_are_plain(text.data() + at)) at += 8;
        if (at == text.size()) break;
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, plain, at - plain);
        plain = at + 1;
        out += '\\';
        constexpr std::string_view short_forms = "\b\t\n\f\r\"\\";
        const std::size_t named = short_forms.find(text[at]);
        if (named != std::string_view::npos) out += "btnfr\"\\"[named];
        else ((out += "u00") += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
    }
    out.append(text, plain, text.size() - plain);
    out += '"';
}

inline bool says_nothing(const std::string& text) { return text.empty(); }
template <class Value> bool says_nothing(const std::optional<Value>& value) { return !value; }
template <class Value> constexpr bool says_nothing(const Value&) { return false; }

template <class Value> void write_value(std::string& out, const Value& value);
template <class Item> void write_value(std::string& out, const std::vector<Item>& list);
template <class Item> void write_value(std::string& out, const std::optional<Item>& value);

template <class Struct> void write_object(std::string& out, const Struct& object) {
    out += '{';
    const std::size_t start = out.size();
    [&]<std::size_t... Place>(std::index_sequence<Place...>) {
        const auto write = [&](auto member) {
            if (says_nothing(object.*member.pointer)) return;
            constexpr const auto& key = record_key<decltype(member)>;
            const std::size_t skipped = out.size() == start ? 1 : 0; // no comma before the first
            out.append(key.data() + skipped, key.size() - skipped);
            write_value(out, object.*member.pointer);
        };
        (write(boost::mp11::mp_at_c<record_members<Struct>, record_order<Struct>[Place]>{}), ...);
    }(std::make_index_sequence<record_order<Struct>.size()>{});
    out += '}';
}

template <class Item> void write_value(std::string& out, const std::vector<Item>& list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out += ',';
        write_value(out, list[i]);
    }
    out += ']';
}
template <class Item> void write_value(std::string& out, const std::optional<Item>& value) {
    write_value(out, *value);
}

template <class Value> void write_value(std::string& out, const Value& value) {
    if constexpr (std::is_same_v<Value, std::string>) write_text(out, value);
    else if constexpr (std::is_same_v<Value, bool>) out += value ? "true" : "false";
    else if constexpr (std::is_same_v<Value, instant>) write_text(out, text_of(value));
    else if constexpr (std::is_enum_v<Value>) write_text(out, word_of(value));
    else if constexpr (std::is_same_v<Value, long long>) {
        char digits[24];
        out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    } else write_object(out, value);
}

inline bool integers_are_safe(const record::header& common) {
    return common.n <= safe_integer;
}
inline bool integers_are_safe(const record::outcome& receipt) {
    const auto safe = [](long long number) {
        return number <= safe_integer && number >= -safe_integer;
    };
    return receipt.n <= safe_integer && safe(receipt.outcome.code) && safe(receipt.outcome.ms);
}

} // namespace detail

/// The text of a receipt, which is the leaf of the log; refuses what would be no valid receipt.
template <class Receipt> answer<std::string> leaf_text(const Receipt& receipt) {
    const auto no = [](std::string what, std::string hint) {
        return refusal{reason::receipt_unavailable, "write a receipt", std::move(what),
                       std::move(hint)};
    };
    if (const std::string_view lacks = missing_in(receipt); !lacks.empty())
        return no(std::string(Receipt::word) + " without " + std::string(lacks),
                  "fill the member: a reviewer asks for it");
    if (!detail::integers_are_safe(receipt))
        return no("an integer beyond 2^53 - 1", "receipts hold smaller numbers only");
    std::string text;
    text.reserve(1024);
    detail::write_object(text, receipt);
    if (text.size() > largest_receipt)
        return no(std::to_string(text.size()) + " bytes",
                  "a receipt has at most 16 KiB: commit to large values instead");
    if (const auto at = detail::first_invalid_utf8(text); at != std::string_view::npos)
        return no("bytes that are not UTF-8", "give UTF-8, or commit to the bytes instead");
    return text;
}

} // namespace bailiwick
