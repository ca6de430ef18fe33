// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/checkpoint.hpp>
#include <bailiwick/receipt/verifier_key.hpp>

#include <span>
#include <vector>

/// Signed notes (C2SP signed-note): a text, an empty line, and one line a signature.

namespace bailiwick {

/// One signature line of a note, whoever made it.
struct note_signature {
    std::string name{};
    std::uint32_t id = 0;
    std::string bytes{};
};

/// A note taken apart; nothing in it has been checked.
struct raw_note {
    std::string text{};
    std::vector<note_signature> signatures{};
};

/// A note whose text at least one known key has signed.
struct opened_note {
    std::string text{};
    std::vector<verifier_key> signed_by{};
};

namespace detail {

inline constexpr std::string_view note_dash = "\xE2\x80\x94 ";

inline std::optional<note_signature> read_signature_line(std::string_view line) {
    if (!line.starts_with(note_dash)) return std::nullopt;
    line.remove_prefix(note_dash.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view name = line.substr(0, space);
    const auto bytes = from_base64(line.substr(space + 1));
    if (!key_name_is_valid(name) || !bytes || bytes->size() < 5) return std::nullopt;
    return note_signature{std::string(name), big_endian_32(*bytes), bytes->substr(4)};
}

inline bool note_characters_are_plain(std::string_view note) {
    for (const char each : note)
        if (static_cast<unsigned char>(each) < 0x20 && each != '\n') return false;
    return first_invalid_utf8(note) == std::string_view::npos;
}

inline refusal malformed_note(std::string_view what) {
    return {reason::head_mismatch, "open_note", std::string(what),
            "take the note from its source again: this text is not as it was signed"};
}

} // namespace detail

/// One signature line with its line end.
inline std::string signature_line(const note_signature& signature) {
    std::string bytes;
    for (unsigned shift = 24; shift < 32; shift -= 8)
        bytes += static_cast<char>(signature.id >> shift & 0xFF);
    return std::string(detail::note_dash) + signature.name + " " +
           base64_of(bytes + signature.bytes) + "\n";
}

/// The parts of a well-formed note, or a refusal that says what is malformed.
inline answer<raw_note> read_note(std::string_view note) {
    const std::size_t split = note.rfind("\n\n");
    if (split == std::string_view::npos || !note.ends_with('\n') || split + 2 == note.size())
        return detail::malformed_note("a note without signature lines");
    if (!detail::note_characters_are_plain(note))
        return detail::malformed_note("a note with bytes that are not plain text");
    raw_note parts{std::string(note.substr(0, split + 1)), {}};
    for (std::string_view rest = note.substr(split + 2); !rest.empty();) {
        const auto signature = detail::read_signature_line(*detail::take_line(rest));
        if (!signature) return detail::malformed_note("a signature line that cannot be read");
        parts.signatures.push_back(*signature);
    }
    return parts;
}

/// The note's text, once a known key has signed it; keys that are not known count for nothing.
///
/// Refuses with `head_mismatch` what is malformed or has a known key's line that does not hold,
/// and with `no_evidence` a note that no known key has signed.
inline answer<opened_note> open_note(std::string_view note, std::span<const verifier_key> known) {
    auto parts = read_note(note);
    if (!parts) return std::move(parts).why();
    opened_note opened{parts->text, {}};
    for (const note_signature& each : parts->signatures) {
        for (const verifier_key& key : known) {
            if (key.name != each.name || key.id() != each.id) continue;
            if (!key.has_signed(opened.text, each.bytes))
                return detail::malformed_note("the signature of " + key.name);
            opened.signed_by.push_back(key);
        }
    }
    if (opened.signed_by.empty())
        return refusal{reason::no_evidence, "open_note", "a note signed by no known key",
                       "name the log's verifier key, from a source that you trust"};
    return opened;
}

} // namespace bailiwick
