// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/document.hpp>

namespace bailiwick::packet {

/// The five characters that HTML would read as something else.
inline std::string escaped(std::string_view text) {
    std::string safe;
    for (char c : text)
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += c;
        }
    return safe;
}

namespace detail {

inline constexpr std::string_view style = R"(
:root{color-scheme:light}
body{font:15px/1.5 system-ui,"DejaVu Sans","Liberation Sans",sans-serif;color:#1b1b1b;
background:#fff;max-width:62rem;margin:1.5rem auto;padding:0 1.2rem}
h1{font-size:1.6rem;line-height:1.2;margin:.2rem 0}
h2{font-size:1.15rem;border-bottom:1px solid #c8ccd0;margin:2.2rem 0 .6rem;padding-bottom:.15rem}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.93em}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{border:1px solid #c3c7cb;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#f0f1f2;font-weight:600}
td{overflow-wrap:break-word}
code{font:.92em/1.3 "DejaVu Sans Mono","Liberation Mono",monospace}
dl{display:grid;grid-template-columns:15rem 1fr;gap:.3rem 1rem;margin:.8rem 0}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
li{margin:.2rem 0}
.notice{border:2px solid #666;border-left-width:10px;padding:.6rem 1rem;margin:.9rem 0}
.notice b{font-size:1.2rem}
.good{background:#dff2e3}.caution{background:#fdeccb}.bad{background:#f8d7d7}
.notice.good{background:#fff;border-color:#1b6e3a}.notice.good b{color:#1b6e3a}
.notice.caution{background:#fff;border-color:#a35a00}.notice.caution b{color:#a35a00}
.notice.bad{background:#fff;border-color:#8a1c1c}.notice.bad b{color:#8a1c1c}
.small{font-size:.87em;color:#444}
svg{width:100%;height:auto}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}
table{display:block;overflow-x:auto}}
@media print{@page{size:A4;margin:14mm}body{font-size:11px;max-width:none;margin:0;padding:0 1px}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
h2{break-after:avoid}tr,svg,.notice,dl{break-inside:avoid}thead{display:table-header-group}
.page{break-after:page}dl{grid-template-columns:11rem 1fr}}
)";

inline std::string_view class_of(tint colour) {
    switch (colour) {
    case tint::good:
        return "good";
    case tint::caution:
        return "caution";
    case tint::bad:
        return "bad";
    case tint::none:
        break;
    }
    return "";
}

/// An identifier with places to break: behind its punctuation, and within long digests.
inline std::string breakable(std::string_view text) {
    std::string html;
    std::size_t run = 0;
    for (char c : text) {
        html += escaped({&c, 1});
        const bool is_joint = std::string_view("._:/-@").find(c) != std::string_view::npos;
        const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
        run = is_joint || !is_ascii ? 0 : run + 1;
        if (is_joint || run % 32 == 31)
            html += "<wbr>";
    }
    return html;
}

/// Writes the blocks of a document as HTML.
struct html_writer {
    std::string& out;

    std::string inline_text(const prose& text) const {
        std::string html;
        for (const run& each : text.runs)
            html += each.is_code ? "<code>" + breakable(each.text) + "</code>" : escaped(each.text);
        return html;
    }
    void operator()(const paragraph& one) const {
        out += one.is_small ? "<p class=\"small\">" : "<p>";
        out += inline_text(one.text) + "</p>\n";
    }
    void operator()(const notice& one) const {
        out += "<div class=\"notice ";
        out += class_of(one.colour);
        out += "\"><b>" + escaped(one.headline) + "</b><br>" + inline_text(one.text) + "</div>\n";
    }
    void operator()(const answers& list) const {
        out += "<dl>\n";
        for (const auto& [term, answer] : list.pairs)
            out += "<dt>" + escaped(term) + "</dt><dd>" + inline_text(answer) + "</dd>\n";
        out += "</dl>\n";
    }
    void operator()(const bullets& list) const {
        out += "<ul>\n";
        for (const prose& each : list.items)
            out += "<li>" + inline_text(each) + "</li>\n";
        out += "</ul>\n";
    }
    void operator()(const picture& one) const { out += one.svg + "\n"; }
    void operator()(const table& one) const {
        if (one.rows.empty())
            return (*this)(paragraph{one.caption + ": " + one.when_empty});
        out += "<table><caption>" + escaped(one.caption) + "</caption>\n<thead><tr>";
        for (const std::string& each : one.head)
            out += "<th scope=\"col\">" + escaped(each) + "</th>";
        out += "</tr></thead>\n<tbody>\n";
        for (const row& each : one.rows) {
            out += "<tr";
            if (each.colour != tint::none) {
                out += " class=\"";
                out += class_of(each.colour);
                out += '"';
            }
            out += '>';
            for (const prose& cell : each.cells)
                out += "<td>" + inline_text(cell) + "</td>";
            out += "</tr>\n";
        }
        out += "</tbody></table>\n";
    }
};

} // namespace detail

/// The packet as one HTML file: no script, nothing loaded from anywhere, fit for print.
inline std::string html_of(const document& packet) {
    std::string out =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
    out += escaped(packet.title) + "</title>\n<style>";
    out += detail::style;
    out += "</style>\n</head>\n<body>\n<h1>" + escaped(packet.title) +
           "</h1>\n<p class=\"small\">" + escaped(packet.subtitle) + "</p>\n";
    const detail::html_writer writer{out};
    int number = 0;
    for (const section& each : packet.sections) {
        if (!each.title.empty())
            out += "<h2>" + std::to_string(++number) + " " + escaped(each.title) + "</h2>\n";
        for (const block& one : each.blocks)
            one.write_with(writer);
        if (each.ends_page)
            out += "<div class=\"page\"></div>\n";
    }
    return out + "</body>\n</html>\n";
}

} // namespace bailiwick::packet
