// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/document.hpp>

namespace bailiwick::packet {
namespace detail {

/// Writes the blocks of a document as Markdown (CommonMark with tables).
struct markdown_writer {
    std::string& out;

    static std::string plain(std::string_view text) {
        std::string safe;
        for (char c : text) {
            if (c == '\n' || c == '\r') {
                safe += ' ';
                continue;
            }
            if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos)
                safe += '\\';
            safe += c;
        }
        return safe;
    }
    /// Code in backticks; text that holds some, or a table's bar, is escaped as plain text instead.
    static std::string inline_text(const prose& text) {
        std::string markdown;
        for (const run& each : text.runs) {
            const bool fits = each.is_code && !each.text.empty() &&
                              each.text.find_first_of("`|\r\n") == std::string::npos;
            markdown += fits ? "`" + each.text + "`" : plain(each.text);
        }
        return markdown;
    }
    void operator()(const paragraph& one) const { out += inline_text(one.text) + "\n\n"; }
    void operator()(const notice& one) const {
        out += "> **" + plain(one.headline) + "**\n>\n> " + inline_text(one.text) + "\n\n";
    }
    void operator()(const answers& list) const {
        for (const auto& [term, answer] : list.pairs)
            out += "- **" + plain(term) + "**: " + inline_text(answer) + "\n";
        out += '\n';
    }
    void operator()(const bullets& list) const {
        for (const prose& each : list.items)
            out += "- " + inline_text(each) + "\n";
        out += '\n';
    }
    void operator()(const picture& one) const { out += plain(one.in_words) + "\n\n"; }
    void operator()(const table& one) const {
        out += "**" + plain(one.caption) + "**";
        if (one.rows.empty()) {
            out += ": " + plain(one.when_empty) + "\n\n";
            return;
        }
        out += "\n\n|";
        for (const std::string& each : one.head)
            out += " " + plain(each) + " |";
        out += "\n|";
        for (std::size_t i = 0; i < one.head.size(); ++i)
            out += "---|";
        out += '\n';
        for (const row& each : one.rows) {
            out += '|';
            for (const prose& cell : each.cells)
                out += " " + inline_text(cell) + " |";
            out += '\n';
        }
        out += '\n';
    }
};

} // namespace detail

/// The packet as Markdown, for pull requests and ticket systems.
inline std::string markdown_of(const document& packet) {
    std::string out = "# " + detail::markdown_writer::plain(packet.title) + "\n\n" +
                      detail::markdown_writer::plain(packet.subtitle) + "\n\n";
    const detail::markdown_writer writer{out};
    int number = 0;
    for (const section& each : packet.sections) {
        if (!each.title.empty())
            out += "## " + std::to_string(++number) + " " +
                   detail::markdown_writer::plain(each.title) + "\n\n";
        for (const block& one : each.blocks)
            one.write_with(writer);
    }
    while (out.size() > 1 && out[out.size() - 2] == '\n')
        out.pop_back();
    return out;
}

} // namespace bailiwick::packet
