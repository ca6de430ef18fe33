// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/char_set.hpp>

#include <cstddef>
#include <string_view>

namespace bailiwick::detail {

inline constexpr std::size_t unbounded = static_cast<std::size_t>(-1);
inline constexpr std::size_t most_repeats = 10000;

// One atom of a pattern and how often it may stand in a row.
struct pattern_item {
    char_set accepts{};
    std::size_t least = 1;
    std::size_t most = 1;
};

// Reads the items between ^ and $ one after the other; what it cannot read makes it invalid.
class pattern_reader {
public:
    constexpr explicit pattern_reader(std::string_view pattern) {
        if (pattern.size() < 2 || pattern.size() > 512) return;
        if (pattern.front() != '^' || pattern.back() != '$') return;
        rest_ = pattern.substr(1, pattern.size() - 2);
        valid_ = true;
    }

    constexpr bool valid() const { return valid_; }

    // Reads one item; false at the end and on a fault, which valid() tells apart.
    constexpr bool next(pattern_item& item) {
        if (!valid_ || rest_.empty()) return false;
        item = {};
        valid_ = read_atom(item.accepts) && read_count(item);
        return valid_;
    }

private:
    static constexpr bool printable(char each) { return each >= ' ' && each <= '~'; }
    static constexpr bool is_in(char each, std::string_view set) {
        return set.find(each) != std::string_view::npos;
    }
    static constexpr char32_t point(char each) { return static_cast<unsigned char>(each); }

    constexpr char take() {
        const char first = rest_.empty() ? '\0' : rest_.front();
        if (!rest_.empty()) rest_.remove_prefix(1);
        return first;
    }
    constexpr bool take_if(char expected) {
        if (rest_.empty() || rest_.front() != expected) return false;
        rest_.remove_prefix(1);
        return true;
    }

    constexpr bool read_atom(char_set& set) {
        const char first = take();
        if (first == '[') return read_class(set);
        if (first == '\\') return read_escape(set, "^$\\.*+?()[]{}|/");
        if (!printable(first) || is_in(first, "^$*+?()]{}|")) return false;
        set = first == '.' ? char_set::any_but_line_ends() : char_set::one(point(first));
        return true;
    }

    // What ECMA-262 calls an identity escape with the flag u, and three of its classes.
    constexpr bool read_escape(char_set& set, std::string_view punctuation) {
        const char first = take();
        if (first == 'd') set = char_set::digits();
        else if (first == 'w') set = char_set::word_characters();
        else if (first == 's') set = char_set::white_space();
        else if (first != '\0' && is_in(first, punctuation)) set = char_set::one(point(first));
        else return false;
        return true;
    }

    struct class_member {
        char_set set{};
        char32_t single = 0; // 0: a class such as \d, which starts no range
    };

    constexpr bool read_class_member(class_member& member) {
        const char first = take();
        if (first == '\\') {
            const char named = rest_.empty() ? '\0' : rest_.front();
            if (!read_escape(member.set, "^$\\.*+?()[]{}|/-")) return false;
            member.single = is_in(named, "dws") ? 0 : point(named);
            return true;
        }
        if (!printable(first) || first == '[' || first == ']') return false;
        member.single = point(first);
        member.set = char_set::one(member.single);
        return true;
    }

    constexpr bool read_class(char_set& set) {
        const bool negated = take_if('^');
        bool empty = true;
        while (!take_if(']')) {
            class_member first;
            if (!read_class_member(first)) return false;
            empty = false;
            const bool range = rest_.size() >= 2 && rest_[0] == '-' && rest_[1] != ']';
            if (range) {
                class_member last;
                take();
                if (!read_class_member(last) || first.single == 0 || last.single < first.single)
                    return false;
                first.set.add_range(first.single, last.single);
            }
            set.add(first.set);
        }
        if (negated) set = set.inverted();
        return !empty;
    }

    constexpr bool read_number(std::size_t& number) {
        number = 0;
        if (rest_.empty() || !is_in(rest_.front(), "0123456789")) return false;
        while (!rest_.empty() && is_in(rest_.front(), "0123456789")) {
            number = number * 10 + static_cast<std::size_t>(take() - '0');
            if (number > most_repeats) return false;
        }
        return true;
    }

    constexpr bool read_count(pattern_item& item) {
        if (take_if('?')) item.least = 0;
        else if (take_if('*')) item.least = 0, item.most = unbounded;
        else if (take_if('+')) item.most = unbounded;
        else if (take_if('{')) {
            if (!read_number(item.least)) return false;
            item.most = item.least;
            if (take_if(',')) {
                item.most = unbounded;
                if (!rest_.empty() && rest_.front() != '}' && !read_number(item.most)) return false;
            }
            return take_if('}') && item.least <= item.most;
        }
        return true;
    }

    std::string_view rest_{};
    bool valid_ = false;
};

} // namespace bailiwick::detail
