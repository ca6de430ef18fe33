// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/dsse.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>

/// A receipt as an in-toto Statement v1, which tools of the software supply chain read.

namespace bailiwick {

inline constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view statement_media_type = "application/vnd.in-toto+json";

/// The predicate of our statements: the receipt itself, member for member.
inline constexpr std::string_view receipt_predicate = "https://bailiwick.example/receipt/v1";

namespace detail {

inline std::string id_of_receipt(const any_receipt& receipt) {
    return std::visit([](const auto& each) { return each.id; }, receipt);
}

// RFC 8785 text of the subject: the receipt's id, and the plain hash of its bytes.
inline std::string subject_text(std::string_view leaf, const any_receipt& receipt) {
    std::string text = "[{\"digest\":{\"sha256\":\"" + hex_of(sha256_of(leaf)) +
                       "\"},\"name\":";
    write_text(text, id_of_receipt(receipt));
    return text += "}]";
}

inline refusal no_statement(std::string what) {
    return {reason::malformed_request, "read a statement", std::move(what),
            "give an in-toto Statement v1 whose predicate is a receipt"};
}

} // namespace detail

/// The statement about a receipt: its subject is the receipt's id with the SHA-256 of its bytes.
///
/// The subject's digest is the plain hash of the leaf, which any tool computes, and not the hash
/// of the leaf in the tree. The statement says nothing of the log: a proof does that.
template <class Any = any_receipt>
answer<std::string> statement_text(std::string_view leaf,
                                   std::string_view predicate_type = receipt_predicate) {
    const auto receipt = read_any_receipt<Any>(leaf);
    if (!receipt) return receipt.why();
    std::string text = "{\"_type\":";
    detail::write_text(text, statement_type);
    (text += ",\"predicate\":") += leaf; // RFC 8785 already, so it stands as it was logged
    text += ",\"predicateType\":";
    detail::write_text(text, predicate_type);
    return text += ",\"subject\":" + detail::subject_text(leaf, *receipt) + "}";
}

/// The statement in an envelope that the signer has signed.
template <class Any = any_receipt>
answer<std::string> sign_statement(std::string_view leaf, const note_signer& signer,
                                   std::string_view predicate_type = receipt_predicate) {
    const auto text = statement_text<Any>(leaf, predicate_type);
    if (!text) return text.why();
    return sign_dsse(statement_media_type, *text, signer);
}

/// The receipt that a statement is about, byte for byte as it was logged.
///
/// Refuses a statement whose subject is not the receipt in its predicate. Who made the statement
/// says only the envelope around it: give the payload that `open_dsse` hands back.
template <class Any = any_receipt>
answer<std::string> receipt_of_statement(std::string_view statement,
                                         std::string_view predicate_type = receipt_predicate) {
    const auto text = parse_strict(statement, {.depth = 32, .bytes = 4 * largest_receipt});
    if (!text || !text->is_object()) return detail::no_statement("no JSON object");
    const boost::json::object& whole = text->get_object();
    if (detail::text_at(whole, "_type") != statement_type) return detail::no_statement("_type");
    if (detail::text_at(whole, "predicateType") != predicate_type)
        return detail::no_statement("predicateType");
    const boost::json::value* const predicate = whole.if_contains("predicate");
    if (!predicate) return detail::no_statement("predicate");
    const std::string leaf = canonical_text(*predicate);
    const auto receipt = read_any_receipt<Any>(leaf);
    if (!receipt) return receipt.why();
    const boost::json::value* const subject = whole.if_contains("subject");
    if (!subject || canonical_text(*subject) != detail::subject_text(leaf, *receipt))
        return refusal{reason::head_mismatch, "read a statement", "subject",
                       "the subject is not the receipt in the predicate: trust neither"};
    return leaf;
}

} // namespace bailiwick
