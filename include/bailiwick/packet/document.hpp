// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a packet is made of, before it is written as HTML or as Markdown.

namespace bailiwick::packet {

/// A run of text; code is set in a fixed-width face and never wrapped.
struct run {
    std::string text;
    bool is_code = false;
};

/// A sequence of runs: one paragraph, one table cell, one answer.
struct prose {
    std::vector<run> runs;

    prose() = default;
    prose(std::string text) { runs.push_back({std::move(text)}); }
    prose(std::string_view text) : prose(std::string(text)) {}
    prose(const char* text) : prose(std::string(text)) {}

    prose& operator+=(const prose& more) {
        runs.insert(runs.end(), more.runs.begin(), more.runs.end());
        return *this;
    }
    friend prose operator+(prose left, const prose& right) { return left += right; }
    bool empty() const {
        for (const run& each : runs)
            if (!each.text.empty())
                return false;
        return true;
    }
};

/// An identifier, as code.
inline prose code(std::string_view text) {
    prose one;
    one.runs.push_back({std::string(text), true});
    return one;
}

/// What is printed where a declaration says nothing.
inline const prose unsaid{"\u2013"};

/// Items with commas between them, or a dash when there are none.
inline prose listed(const std::vector<prose>& items) {
    prose all;
    for (const prose& each : items) {
        if (!all.runs.empty())
            all += ", ";
        all += each;
    }
    return all.runs.empty() ? unsaid : all;
}

/// How a row or a notice is coloured; the words in it always say the same.
enum class tint { none, good, caution, bad };

struct row {
    std::vector<prose> cells;
    tint colour = tint::none;
};

struct table {
    std::string caption;
    std::vector<std::string> head;
    std::vector<row> rows;
    std::string when_empty = "None.";
};

/// Terms with their answers, the term in bold.
struct answers {
    std::vector<std::pair<std::string, prose>> pairs;
};

struct bullets {
    std::vector<prose> items;
};

struct paragraph {
    prose text;
    bool is_small = false;
};

/// The box at the top: one word that decides, and what forced it.
struct notice {
    tint colour;
    std::string headline;
    prose text;
};

/// An SVG picture, and the words that replace it where it cannot be shown.
struct picture {
    std::string svg;
    std::string in_words;
};

using block = std::variant<paragraph, notice, table, answers, bullets, picture>;

struct section {
    std::string title;
    std::vector<block> blocks;
    bool ends_page = false;
};

struct document {
    std::string title;
    std::string subtitle;
    std::vector<section> sections;
};

} // namespace bailiwick::packet
