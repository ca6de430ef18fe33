// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/plain.hpp>
#include <bailiwick/console/exit_code.hpp>

#include <cstdlib>
#include <vector>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <unistd.h>

namespace bailiwick {

/// How a text stands out on a terminal.
enum class tint { none, strong, faint, good, warn, bad };

/// Where a console prints: facts to standard output, everything else to standard error.
///
/// Text from outside is made harmless for a terminal; JSON is given as it is, because JSON
/// escapes what is dangerous by itself.
class screen {
public:
    explicit screen(bool as_json)
        : as_json_(as_json), coloured_(!as_json && ::isatty(STDOUT_FILENO) == 1 &&
                                       std::getenv("NO_COLOR") == nullptr) {}

    bool is_json() const noexcept { return as_json_; }

    /// One line for people, coloured on a terminal only.
    void line(std::string_view text, tint as = tint::none) const {
        const std::string shown = painted(detail::plain(text), as) + "\n";
        std::fwrite(shown.data(), 1, shown.size(), stdout);
    }
    /// A value for programs, on one line.
    void json(const boost::json::value& value) const { bytes(escaped(value) + "\n"); }
    /// Bytes as they are: a file's text that was asked for.
    void bytes(std::string_view text) const { std::fwrite(text.data(), 1, text.size(), stdout); }

    /// A remark beside the facts, after those that were printed before it.
    void note(std::string_view text) const {
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", detail::plain(text).c_str());
    }
    /// What is going on, for people who wait at a terminal.
    void progress(std::string_view text) const {
        if (::isatty(STDERR_FILENO) == 1)
            std::fprintf(stderr, "\r\033[K%s", detail::plain(text).c_str());
        std::fflush(stderr);
    }

    /// Tells why not, and gives the exit code for it.
    console_exit refuse(const refusal& why) const { return refuse(why, exit_for(why.code)); }
    console_exit refuse(const refusal& why, console_exit code) const {
        if (as_json_) {
            const boost::json::object told{{"refused", {{"reason", word_of(why.code)},
                                                        {"action", why.action},
                                                        {"subject", why.subject},
                                                        {"hint", why.hint},
                                                        {"exit", static_cast<int>(code)}}}};
            std::fprintf(stderr, "%s\n", escaped(told).c_str());
            return code;
        }
        std::string text = std::string(word_of(why.code)) + ": " + why.action;
        if (!why.subject.empty()) text += " " + why.subject;
        note(text);
        note("  " + why.hint);
        return code;
    }
    console_exit misused(std::string action, std::string subject, std::string hint) const {
        return refuse({reason::malformed_request, std::move(action), std::move(subject),
                       std::move(hint)});
    }

    std::string painted(std::string text, tint as) const {
        static constexpr const char* codes[] = {"", "1", "2", "32", "33", "31"};
        if (!coloured_ || as == tint::none || text.empty()) return text;
        return "\033[" + std::string(codes[static_cast<int>(as)]) + "m" + text + "\033[0m";
    }

private:
    // The C1 controls and DEL are legal in JSON text, and yet not harmless on a terminal.
    static std::string escaped(const boost::json::value& value) {
        const std::string text = boost::json::serialize(value);
        std::string safe;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
            char code[8] = "\\u007f";
            if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
                std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(next));
                ++at;
            } else if (byte != 0x7F) {
                safe += text[at];
                continue;
            }
            safe += code;
        }
        return safe;
    }

    bool as_json_;
    bool coloured_;
};

/// Rows under headings, each column as wide as its widest cell.
class table {
public:
    struct cell {
        std::string text;
        tint as = tint::none;
        cell(std::string given, tint how = tint::none) : text(std::move(given)), as(how) {}
        cell(std::string_view given) : text(given) {}
        cell(const char* given) : text(given) {}
    };

    explicit table(std::vector<cell> headings) {
        for (cell& each : headings) each.as = tint::strong;
        row(std::move(headings));
    }
    void row(std::vector<cell> cells) {
        for (cell& each : cells) each.text = detail::plain(each.text);
        widths_.resize(std::max(widths_.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths_[i] = std::max(widths_[i], detail::width_of(cells[i].text));
        rows_.push_back(std::move(cells));
    }
    void print(const screen& on) const {
        for (const auto& each : rows_) {
            std::string line;
            for (std::size_t i = 0; i < each.size(); ++i) {
                line += on.painted(each[i].text, each[i].as);
                if (i + 1 < each.size())
                    line += std::string(widths_[i] - detail::width_of(each[i].text) + 2, ' ');
            }
            on.bytes(line + "\n");
        }
    }

private:
    std::vector<std::vector<cell>> rows_{};
    std::vector<std::size_t> widths_{};
};

} // namespace bailiwick
