// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
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

    void add(std::vector<prose> cells, tint colour = tint::none) {
        rows.push_back(row{std::move(cells), colour});
    }
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

/// One part of a section: the one that `is` names, the others stay empty.
///
/// A variant would hold less and cost every including file more, for its copies and its visits.
struct block {
    enum class kind { paragraph, notice, table, answers, bullets, picture };
    kind is;
    packet::paragraph text{};
    packet::notice box{};
    packet::table grid{};
    packet::answers terms{};
    packet::bullets points{};
    packet::picture drawing{};

    block(packet::paragraph one) : is(kind::paragraph), text(std::move(one)) {}
    block(packet::notice one) : is(kind::notice), box(std::move(one)) {}
    block(packet::table one) : is(kind::table), grid(std::move(one)) {}
    block(packet::answers one) : is(kind::answers), terms(std::move(one)) {}
    block(packet::bullets one) : is(kind::bullets), points(std::move(one)) {}
    block(packet::picture one) : is(kind::picture), drawing(std::move(one)) {}

    /// Hands the part to a writer, which has one call operator for each kind.
    template <class Writer> void write_with(const Writer& writer) const {
        switch (is) {
        case kind::paragraph:
            return writer(text);
        case kind::notice:
            return writer(box);
        case kind::table:
            return writer(grid);
        case kind::answers:
            return writer(terms);
        case kind::bullets:
            return writer(points);
        case kind::picture:
            return writer(drawing);
        }
    }
};

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
