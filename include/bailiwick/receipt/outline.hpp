// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/leaf_parser.hpp>
#include <bailiwick/receipt/leaf_text.hpp>

namespace bailiwick {

/// What the story of a log is told from; the views point into the leaf.
struct receipt_outline {
    std::string_view type{}, act{}, session{};
    long long n = -1;
    std::string_view effect{}; ///< of an intent
    std::string_view state{};  ///< of an approval
    std::string_view status{}; ///< of an outcome
    std::string_view to{}, from{}; ///< of an escalation
};

namespace detail {

// A member of the object that comes next; the others are passed over.
template <class Parser>
bool read_one_of(Parser& from, std::string_view wanted, std::string_view& into) {
    if (!from.next_is('{')) return from.any();
    return from.object([&](std::string_view name) {
        return is_same_text(name, wanted) && from.next_is('"') ? from.raw_text(into) : from.any();
    });
}

template <class Parser, class Outline> bool read_steps(Parser& parser, Outline& one) {
    if (!parser.next_is('{')) return parser.any();
    return parser.object([&](std::string_view name) {
        std::string_view* const into = is_same_text(name, "to")     ? &one.to
                                       : is_same_text(name, "from") ? &one.from
                                                                    : nullptr;
        return into && parser.next_is('"') ? parser.raw_text(*into) : parser.any();
    });
}

template <class Enum> bool is_word(std::string_view said) {
    bool known = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto each) { known = known || is_same_text(said, each.name); });
    return known;
}

template <class Outline> std::string_view* text_named(std::string_view name, Outline& in) {
    if (is_same_text(name, "type")) return &in.type;
    if (is_same_text(name, "act")) return &in.act;
    return is_same_text(name, "session") ? &in.session : nullptr;
}

// What a receipt of its type must say, or empty.
inline std::string_view lack_of(const receipt_outline& one) {
    if (one.session.empty()) return "without a session";
    if (one.n < 0) return "without a count in its session";
    if (is_same_text(one.type, record::control::word)) return {};
    if (one.act.empty()) return "without an action";
    if (is_same_text(one.type, record::intent::word))
        return is_word<record::effect>(one.effect) ? "" : "an intent without a known effect";
    if (is_same_text(one.type, record::approval::word))
        return is_word<record::approval_state>(one.state) ? "" : "an approval without a state";
    if (is_same_text(one.type, record::outcome::word))
        return is_word<record::status>(one.status) ? "" : "an outcome without a status";
    if (is_same_text(one.type, record::escalation::word))
        return one.to.empty() ? "an escalation that leads nowhere" : "";
    return "no known type of receipt";
}

} // namespace detail

/// The outline of a leaf that is RFC 8785 text in the profile of receipts; a quarter of the time
/// that `read_any_receipt` takes, which checks every member.
template <class Outline = receipt_outline, class Parser = detail::leaf_parser>
answer<Outline> read_outline(std::string_view leaf) {
    Outline one;
    Parser parser(leaf);
    if (leaf.size() > largest_receipt) parser.fail("more than 16 KiB");
    const bool good = !parser.failed() && parser.object([&](std::string_view name) {
        const auto is = [&](std::string_view word) { return detail::is_same_text(name, word); };
        if (is("decision")) return detail::read_one_of(parser, "effect", one.effect);
        if (is("approval")) return detail::read_one_of(parser, "state", one.state);
        if (is("outcome")) return detail::read_one_of(parser, "status", one.status);
        if (is("escalation")) return detail::read_steps(parser, one);
        if (is("n") && !parser.next_is('"')) return parser.integer(one.n);
        std::string_view* const text = detail::text_named(name, one);
        return text && parser.next_is('"') ? parser.raw_text(*text) : parser.any();
    });
    if (good) parser.at_end();
    const std::string_view lack = parser.failed() ? parser.fault() : detail::lack_of(one);
    if (!lack.empty())
        return refusal{reason::malformed_request, "read a receipt",
                       std::string(lack) + " at byte " + std::to_string(parser.position()),
                       "receipts are RFC 8785 text with the members of docs/reference/receipts.md"};
    return one;
}

} // namespace bailiwick
