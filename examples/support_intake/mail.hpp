// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <iconv.h>

/// A reader of mail that is good enough for a support mailbox: it gives plain text, whatever comes.

namespace bank::mime {

/// What a support agent wants of a mail; every text is UTF-8 without control characters.
struct mail {
    std::string from_name, from_address, subject, body;
    std::vector<std::string> notes; ///< what was left out or could not be read
};

inline constexpr std::size_t longest_body = 16 * 1024;
inline constexpr int deepest = 8, most_parts = 64;

struct header {
    std::string name, value; ///< the name in small letters, the value unfolded
};

inline std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& each : low)
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    return low;
}
inline std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// The text with every byte that is no UTF-8 replaced and every control character left out.
inline std::string clean(std::string_view text, bool one_line) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            const bool is_break = lead == '\n' || lead == '\t';
            if (is_break && !one_line) out += static_cast<char>(lead);
            else if (is_break) out += ' ';
            else if (lead >= 0x20 && lead != 0x7F) out += static_cast<char>(lead);
            ++i;
            continue;
        }
        const std::size_t size = lead >= 0xC2 && lead <= 0xDF   ? 2
                                 : lead >= 0xE0 && lead <= 0xEF ? 3
                                 : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                                : 0;
        std::uint32_t code = size == 2 ? lead & 0x1FU : size == 3 ? lead & 0x0FU : lead & 0x07U;
        bool good = size != 0 && i + size <= text.size();
        for (std::size_t k = 1; good && k < size; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            good = (next & 0xC0U) == 0x80U;
            code = code << 6U | (next & 0x3FU);
        }
        good = good && (size != 3 || code >= 0x800) && (size != 4 || code >= 0x10000) &&
               code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
        // C1 controls and marks that turn the direction of the text around are left out.
        const bool hidden = good && (code < 0xA0 || (code >= 0x202A && code <= 0x202E) ||
                                     (code >= 0x2066 && code <= 0x2069));
        if (!good) out += "\xEF\xBF\xBD";
        else if (!hidden) out.append(text.substr(i, size));
        i += good ? size : 1;
    }
    return out;
}

/// The bytes of a charset as UTF-8; of an unknown one, as Latin-1.
inline std::string to_utf8(const std::string& bytes, std::string charset) {
    charset = lowered(trimmed(charset));
    if (charset.empty() || charset == "utf-8" || charset == "us-ascii") return bytes;
    iconv_t turn = ::iconv_open("UTF-8", charset.c_str());
    if (turn == reinterpret_cast<iconv_t>(-1)) turn = ::iconv_open("UTF-8", "ISO-8859-1");
    if (turn == reinterpret_cast<iconv_t>(-1)) return bytes;
    std::string in = bytes, out;
    char* from = in.data();
    std::size_t left = in.size();
    while (left > 0) {
        char room[4096];
        char* to = room;
        std::size_t free_room = sizeof room;
        const std::size_t before = left;
        ::iconv(turn, &from, &left, &to, &free_room);
        out.append(room, sizeof room - free_room);
        if (left == before) out += "\xEF\xBF\xBD", ++from, --left;
    }
    ::iconv_close(turn);
    return out;
}

inline int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}
inline std::string from_quoted_printable(std::string_view text, bool in_header) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_header && text[i] == '_') {
            out += ' ';
        } else if (text[i] != '=') {
            out += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '\n') {
            ++i; // a soft line end
        } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                   hex_digit(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            out += '=';
        }
    }
    return out;
}
inline std::string from_base64(std::string_view text) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char each : text) {
        const std::size_t at = letters.find(each);
        if (at == std::string_view::npos) continue; // line ends, padding, and what is broken
        bits = bits << 6U | static_cast<std::uint32_t>(at);
        if ((have += 6) >= 8) out += static_cast<char>(bits >> (have -= 8) & 0xFFU);
    }
    return out;
}

/// RFC 2047: `=?utf-8?Q?Zo=C3=AB?=`; what is no encoded word stays as it is.
inline std::string decoded_words(std::string_view text) {
    std::string out;
    bool after_word = false;
    while (!text.empty()) {
        const std::size_t start = text.find("=?");
        const std::size_t one = text.find('?', start == text.npos ? start : start + 2);
        const std::size_t two = one == text.npos ? one : text.find('?', one + 1);
        const std::size_t end = two == text.npos ? two : text.find("?=", two + 1);
        if (end == text.npos || two != one + 2) {
            const std::size_t upto = start == text.npos || end == text.npos ? text.size()
                                                                           : start + 2;
            out += text.substr(0, upto);
            text.remove_prefix(upto);
            after_word = false;
            continue;
        }
        const std::string_view between = text.substr(0, start);
        if (!after_word || !trimmed(between).empty()) out += between;
        std::string_view charset = text.substr(start + 2, one - start - 2);
        charset = charset.substr(0, charset.find('*'));
        const std::string_view coded = text.substr(two + 1, end - two - 1);
        out += to_utf8((text[one + 1] | 0x20) == 'b' ? from_base64(coded)
                                                     : from_quoted_printable(coded, true),
                       std::string(charset));
        text.remove_prefix(end + 2);
        after_word = true;
    }
    return out;
}

/// The parameter of a header: `boundary` in `multipart/mixed; boundary="x"`.
inline std::string parameter(std::string_view value, std::string_view name) {
    const std::string low = lowered(value);
    for (std::size_t at = low.find(';'); at != low.npos; at = low.find(';', at + 1)) {
        std::string_view rest = trimmed(value.substr(at + 1));
        if (!lowered(rest.substr(0, name.size())).starts_with(name)) continue;
        rest = trimmed(rest.substr(name.size()));
        if (!rest.starts_with('=')) continue;
        rest = trimmed(rest.substr(1));
        if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
        return std::string(trimmed(rest.substr(0, rest.find(';'))));
    }
    return {};
}

inline std::string entity(std::string_view name) {
    if (name == "amp") return "&";
    if (name == "lt") return "<";
    if (name == "gt") return ">";
    if (name == "quot") return "\"";
    if (name == "apos") return "'";
    if (name == "nbsp") return " ";
    if (name == "euro") return "€";
    if (name == "pound") return "£";
    if (name.size() < 2 || name[0] != '#') return {};
    const bool hex = (name[1] | 0x20) == 'x';
    std::uint32_t code = 0;
    for (const char each : name.substr(hex ? 2 : 1)) {
        const int digit = hex_digit(each);
        if (digit < 0 || (!hex && digit > 9) || code > 0x10FFFF) return {};
        code = code * (hex ? 16U : 10U) + static_cast<std::uint32_t>(digit);
    }
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | (code >> shift & 0x3FU));
    };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0U | code >> 6U), tail(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0U | code >> 12U), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (code >> 18U & 7U)), tail(12), tail(6), tail(0)};
}

inline bool is_tag(std::string_view tag, std::string_view name) {
    if (!tag.starts_with(name)) return false;
    const char next = tag.size() > name.size() ? tag[name.size()] : ' ';
    return !(next >= 'a' && next <= 'z');
}
/// Where `start` and `name` stand, in any case; the end of the text if they do not.
inline std::size_t find_in_any_case(std::string_view text, std::string_view start,
                                    std::string_view name, std::size_t from) {
    for (std::size_t at = text.find(start, from); at != text.npos; at = text.find(start, at + 1))
        if (lowered(text.substr(at + start.size(), name.size())) == name) return at;
    return text.size();
}

/// HTML as a reader sees it: no tags, no scripts, no styles, no comments.
inline std::string text_of_html(std::string_view html) {
    std::string out;
    for (std::size_t i = 0; i < html.size();) {
        if (html.substr(i).starts_with("<!--")) {
            const std::size_t end = html.find("-->", i);
            i = end == html.npos ? html.size() : end + 3;
        } else if (html[i] == '<') {
            const std::size_t end = html.find('>', i);
            const std::string tag =
                lowered(html.substr(i + 1, std::min<std::size_t>(8, end - i - 1)));
            i = end == html.npos ? html.size() : end + 1;
            for (const std::string_view skipped : {"script", "style", "head"})
                if (is_tag(tag, skipped)) i = find_in_any_case(html, "</", skipped, i);
            for (const std::string_view ends_line : {"br", "p", "/p", "div", "li", "tr", "h"})
                if (tag.starts_with(ends_line) && !out.empty() && out.back() != '\n') {
                    out += '\n';
                    break;
                }
        } else if (html[i] == '&' && html.find(';', i) - i < 10) {
            const std::size_t end = html.find(';', i);
            const std::string told = entity(html.substr(i + 1, end - i - 1));
            out += told.empty() ? std::string(html.substr(i, end + 1 - i)) : told;
            i = end + 1;
        } else if (html[i] == '\n' || html[i] == '\t') {
            if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
            ++i;
        } else {
            out += html[i++];
        }
    }
    return out;
}

/// Headers up to the first empty line; gives where the body begins.
inline std::size_t read_headers(std::string_view text, std::vector<header>& into) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = std::min(end + 1, text.size());
        if (line.empty()) return at;
        const std::size_t colon = line.find(':');
        if ((line[0] == ' ' || line[0] == '\t') && !into.empty())
            into.back().value += " " + std::string(trimmed(line));
        else if (colon != line.npos)
            into.push_back({lowered(trimmed(line.substr(0, colon))),
                            std::string(trimmed(line.substr(colon + 1)))});
        if (into.size() > 500) break;
    }
    return at;
}
inline std::string_view value_of(const std::vector<header>& headers, std::string_view name) {
    for (const header& each : headers)
        if (each.name == name) return each.value;
    return {};
}

/// Gathers the text of a part and of those in it: plain before HTML, attachments only by name.
class part_reader {
public:
    std::string plain, html;
    std::vector<std::string> notes;

    void read(std::string_view text, int depth) {
        std::vector<header> headers;
        const std::size_t start = read_headers(text, headers);
        read(headers, text.substr(std::min(start, text.size())), depth);
    }
    void read(const std::vector<header>& headers, std::string_view body, int depth) {
        if (depth > deepest || ++parts_ > most_parts) {
            if (notes.empty() || notes.back() != deep) notes.emplace_back(deep);
            return;
        }
        const std::string_view type = value_of(headers, "content-type");
        const std::string kind = lowered(trimmed(type.substr(0, type.find(';'))));
        const std::string_view place = value_of(headers, "content-disposition");
        if (kind.starts_with("multipart/"))
            return read_parts(body, parameter(type, "boundary"), depth);
        const bool attached = lowered(place).starts_with("attachment");
        if (attached || !(kind.empty() || kind.starts_with("text/"))) {
            std::string name = parameter(place, "filename");
            if (name.empty()) name = parameter(type, "name");
            notes.push_back("an attachment was not read: " +
                            clean(decoded_words(name.empty() ? kind : name), true));
            return;
        }
        const std::string coding = lowered(value_of(headers, "content-transfer-encoding"));
        // Enough of it to fill what is kept, however it is coded; the rest is counted.
        constexpr std::size_t enough = 16 * longest_body;
        if (body.size() > enough) {
            notes.push_back(std::to_string(body.size() - enough) + " bytes were not read");
            body = body.substr(0, enough);
        }
        std::string bytes = coding == "base64"             ? from_base64(body)
                            : coding == "quoted-printable" ? from_quoted_printable(body, false)
                                                           : std::string(body);
        bytes = to_utf8(bytes, parameter(type, "charset"));
        std::string& into = kind == "text/html" ? html : plain;
        into += (into.empty() ? "" : "\n") + (kind == "text/html" ? text_of_html(bytes) : bytes);
    }

private:
    static constexpr const char* deep = "parts that lie too deep, or are too many, were not read";

    void read_parts(std::string_view body, const std::string& boundary, int depth) {
        if (boundary.empty()) {
            notes.emplace_back("the parts have no boundary: read as one text");
            return read({}, body, depth + 1);
        }
        const std::string mark = "\n--" + boundary;
        // The boundary's own line end comes first; a body that begins with it has none.
        std::size_t at = body.starts_with(mark.substr(1)) ? 0 : body.find(mark);
        if (at == body.npos) {
            notes.emplace_back("the boundary of the parts was not found: read as one text");
            return read({}, body, depth + 1);
        }
        at = body.find('\n', at + 1);
        while (at != body.npos) {
            const std::size_t next = body.find(mark, at);
            if (next == body.npos) {
                notes.emplace_back("the last part has no end: the mail may be cut off");
                return read(body.substr(at + 1), depth + 1);
            }
            if (next > at) read(body.substr(at + 1, next - at), depth + 1);
            if (body.substr(next + mark.size()).starts_with("--")) return;
            at = body.find('\n', next + 1);
        }
    }
    int parts_ = 0;
};

/// `Zoë <zoe@example.org>` as name and address; without brackets all of it is the address.
inline void read_sender(std::string_view from, mail& into) {
    const std::size_t open = from.rfind('<'), close = from.rfind('>');
    if (open != from.npos && close != from.npos && open < close) {
        std::string name = decoded_words(trimmed(from.substr(0, open)));
        std::erase(name, '"');
        into.from_name = clean(trimmed(name), true);
        into.from_address = clean(trimmed(from.substr(open + 1, close - open - 1)), true);
    } else {
        into.from_address = clean(decoded_words(trimmed(from)), true);
    }
    // Cutting may leave half a character behind, hence clean() again.
    into.from_name = clean(std::string_view(into.from_name).substr(0, 200), true);
    into.from_address = clean(std::string_view(into.from_address).substr(0, 250), true);
}

/// Reads a mail as far as it can be read; what cannot is told in its notes and below its body.
inline mail read_mail(std::string raw) {
    std::erase(raw, '\r');
    std::vector<header> headers;
    const std::size_t start = read_headers(raw, headers);
    mail got;
    read_sender(value_of(headers, "from"), got);
    if (value_of(headers, "from").empty()) got.notes.emplace_back("the mail has no sender");
    got.subject = clean(decoded_words(value_of(headers, "subject")), true);
    part_reader parts;
    parts.read(headers, std::string_view(raw).substr(std::min(start, raw.size())), 0);
    got.notes.insert(got.notes.end(), parts.notes.begin(), parts.notes.end());
    const bool only_html = trimmed(parts.plain).empty() && !parts.html.empty();
    if (only_html) got.notes.emplace_back("it was HTML only");
    std::string body = clean(trimmed(only_html ? parts.html : parts.plain), false);
    if (body.size() > longest_body) {
        got.notes.push_back("the text was cut after " + std::to_string(longest_body) + " bytes");
        body = clean(body.substr(0, longest_body), false);
    }
    got.body = std::move(body);
    for (const std::string& each : got.notes) got.body += "\n[" + each + "]";
    return got;
}

} // namespace bank::mime
