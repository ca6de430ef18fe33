// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/leaf_parser.hpp>
#include <bailiwick/receipt/leaf_text.hpp>

#include <variant>

/// Receipts read back from their text, strictly: only what `leaf_text` could have written.

namespace bailiwick {

/// Any of the five receipts.
using any_receipt = std::variant<record::intent, record::approval, record::outcome,
                                 record::escalation, record::control>;

namespace detail {

template <class Value> bool read_member(leaf_parser& from, Value& into);

template <class Item> bool read_member(leaf_parser& from, std::vector<Item>& into) {
    return from.list([&] { return read_member(from, into.emplace_back()); });
}
template <class Item> bool read_member(leaf_parser& from, std::optional<Item>& into) {
    return read_member(from, into.emplace());
}

template <class Struct> bool read_struct(leaf_parser& from, Struct& into) {
    unsigned long long seen = 0;
    const bool good = from.object([&](std::string_view name) {
        bool known = false, read = true;
        unsigned long long bit = 1;
        boost::mp11::mp_for_each<record_members<Struct>>([&](auto member) {
            if (!known && name == record_name(member.name)) {
                known = true;
                seen |= bit;
                read = read_member(from, into.*member.pointer);
            }
            bit <<= 1;
        });
        return known ? read : from.any();
    });
    unsigned long long bit = 1;
    boost::mp11::mp_for_each<record_members<Struct>>([&](auto member) {
        // A text or an optional may be left out; `missing_in` knows which texts may not.
        if ((seen & bit) == 0 && !says_nothing(Struct{}.*member.pointer) &&
            !std::is_same_v<std::remove_cvref_t<decltype(into.*member.pointer)>, std::string>)
            from.fail(member.name);
        bit <<= 1;
    });
    return good && !from.failed();
}

template <class Value> bool read_member(leaf_parser& from, Value& into) {
    if constexpr (std::is_same_v<Value, std::string>) {
        return from.text(into) && (!into.empty() || from.fail("an empty text"));
    } else if constexpr (std::is_same_v<Value, bool>) {
        return from.boolean(into);
    } else if constexpr (std::is_same_v<Value, long long>) {
        return from.integer(into);
    } else if constexpr (std::is_same_v<Value, instant>) {
        std::string text;
        return from.text(text) && (read_instant(text, into) || from.fail("no time"));
    } else if constexpr (std::is_enum_v<Value>) {
        std::string word;
        bool known = false;
        if (!from.text(word)) return false;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Value>>([&](auto each) {
            if (word == each.name) into = each.value, known = true;
        });
        return known || from.fail("a word that is not known here");
    } else {
        return read_struct(from, into);
    }
}

inline refusal unreadable_receipt(std::string_view what, std::size_t at) {
    return {reason::malformed_request, "read a receipt",
            std::string(what) + " at byte " + std::to_string(at),
            "receipts are RFC 8785 text with the members of docs/reference/receipts.md"};
}

} // namespace detail

/// The receipt that a leaf holds; members that this version does not know are passed over.
template <class Receipt> answer<Receipt> read_receipt(std::string_view leaf) {
    Receipt receipt;
    receipt.type.clear();
    detail::leaf_parser parser(leaf);
    if (leaf.size() > largest_receipt) parser.fail("more than 16 KiB");
    if (!parser.failed() && detail::read_struct(parser, receipt)) parser.at_end();
    if (parser.failed()) return detail::unreadable_receipt(parser.fault(), parser.position());
    if (const std::string_view lacks = missing_in(receipt); !lacks.empty())
        return detail::unreadable_receipt("without " + std::string(lacks), leaf.size());
    return receipt;
}

/// The word that a leaf has for its `type`; empty if the leaf is no receipt.
template <class Parser = detail::leaf_parser> std::string receipt_type(std::string_view leaf) {
    std::string type;
    Parser parser(leaf);
    const bool good = !parser.failed() && parser.object([&](std::string_view name) {
        if (name == "type" && parser.next_is('"')) return parser.text(type);
        return parser.any();
    });
    return good && parser.at_end() ? type : std::string{};
}

/// The receipt that a leaf holds, whichever of the five it is.
template <class Any = any_receipt> answer<Any> read_any_receipt(std::string_view leaf) {
    const std::string type = receipt_type(leaf);
    answer<Any> result = detail::unreadable_receipt("no known type of receipt", 0);
    const auto read = [&]<class Receipt>(std::type_identity<Receipt>) {
        if (type != Receipt::word) return;
        auto receipt = read_receipt<Receipt>(leaf);
        if (receipt) result = Any(*std::move(receipt));
        else result = std::move(receipt).why();
    };
    read(std::type_identity<record::intent>{});
    read(std::type_identity<record::approval>{});
    read(std::type_identity<record::outcome>{});
    read(std::type_identity<record::escalation>{});
    read(std::type_identity<record::control>{});
    return result;
}

} // namespace bailiwick
