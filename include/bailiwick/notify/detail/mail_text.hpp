// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/instant.hpp>

#include <ctime>

namespace bailiwick::detail {

inline bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether a text is one plain address (a dot-atom on each side, RFC 5322 section 3.4.1): nothing
/// that could end a header, add a recipient, or be taken for an option of a program.
inline bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (text.size() > 254 || at == 0 || at == text.npos || at > 64 || text.front() == '-')
        return false;
    constexpr std::string_view atoms = "!#$%&'*+-/=?^_`{|}~";
    char before = '.';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool is_edge = c == '.' || i == at;
        if (is_edge && (before == '.' || before == '@'))
            return false;
        const bool is_atom = i < at ? atoms.find(c) != atoms.npos : c == '-';
        if (!is_edge && !is_atom && !is_letter_or_digit(c))
            return false;
        before = c;
    }
    return before != '.' && before != '@';
}

inline void append_hex(std::string& to, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    ((to += '=') += digits[byte / 16]) += digits[byte % 16];
}

/// A text for a header: as it is where it is letters, digits and harmless signs, else as encoded
/// words (RFC 2047), each with whole characters; control characters become blanks.
inline std::string header_text(std::string_view text, std::string_view harmless = " -") {
    bool is_plain = text.size() <= 60;
    for (const char c : text)
        is_plain = is_plain && (is_letter_or_digit(c) || harmless.find(c) != harmless.npos);
    if (is_plain)
        return std::string(text);
    constexpr std::size_t most = 64; // with "Subject: " and the end of a word, a line of 76
    std::string all, word = "=?UTF-8?Q?";
    for (std::size_t i = 0; i < text.size();) {
        std::string letter;
        do {
            const bool is_control = static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7f;
            if (is_letter_or_digit(text[i]))
                letter += text[i];
            else if (is_control || text[i] == ' ')
                letter += '_';
            else
                append_hex(letter, text[i]);
        } while (++i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80 &&
                 letter.size() < 12);
        if (word.size() + letter.size() > most) {
            all += word + "?=\n ";
            word = "=?UTF-8?Q?";
        }
        word += letter;
    }
    return all + word + "?=";
}

/// A body as quoted-printable (RFC 2045, section 6.7): lines of at most 76 characters.
inline std::string quoted_printable(std::string_view text) {
    std::string all;
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            all += c;
            width = 0;
            continue;
        }
        const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
        const bool is_plain = (c > ' ' && c < 0x7f && c != '=' && !(c == '.' && width == 0)) ||
                              (c == ' ' && !ends_line);
        const std::size_t size = is_plain ? 1 : 3;
        if (width + size > 75) {
            all += "=\n";
            width = 0;
        }
        if (is_plain)
            all += c;
        else
            append_hex(all, c);
        width += size;
    }
    return all;
}

/// "Sat, 21 Nov 2026 12:00:00 +0000", in whatever language the process speaks.
inline std::string mail_date(instant when) {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t whole = static_cast<std::time_t>(when.microseconds / 1'000'000);
    std::tm parts{};
    gmtime_r(&whole, &parts);
    char text[64];
    const int size = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d +0000",
                                   days[parts.tm_wday], parts.tm_mday, months[parts.tm_mon],
                                   parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    return {text, static_cast<std::size_t>(size)};
}

} // namespace bailiwick::detail
