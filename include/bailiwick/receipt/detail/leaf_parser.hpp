// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decode_error.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace bailiwick::detail {

/// Reads RFC 8785 text in the profile of receipts: what it accepts, it could have written.
///
/// Members in rising order of their ASCII names, no white space, no escape that is not needed,
/// integers within 2^53, no null, at most 16 levels: one value has one text.
class leaf_parser {
public:
    explicit leaf_parser(std::string_view text) : text_(text) {
        if (first_invalid_utf8(text) != std::string_view::npos) fail("bytes that are not UTF-8");
    }

    bool failed() const noexcept { return !fault_.empty(); }
    std::string_view fault() const noexcept { return fault_; }
    std::size_t position() const noexcept { return at_; }
    bool fail(std::string_view what) {
        if (fault_.empty()) fault_ = what;
        return false;
    }
    bool at_end() { return !failed() && (at_ == text_.size() || fail("text after the object")); }

    bool take(char wanted, std::string_view what) {
        if (failed() || at_ >= text_.size() || text_[at_] != wanted) return fail(what);
        ++at_;
        return true;
    }
    bool next_is(char wanted) const { return at_ < text_.size() && text_[at_] == wanted; }

    /// A string as it stands between its quotes, each escape one that RFC 8785 would write.
    bool raw_text(std::string_view& into) {
        if (!take('"', "no string")) return false;
        const std::size_t start = at_;
        for (std::string escaped;;) {
            while (text_.size() - at_ >= 8 && eight_plain(text_.data() + at_)) at_ += 8;
            while (at_ < text_.size() && !ends_run[static_cast<unsigned char>(text_[at_])]) ++at_;
            if (at_ == text_.size() || text_[at_] != '\\') break;
            ++at_;
            if (!escape(escaped)) return fail("an escape that RFC 8785 would not write");
        }
        into = text_.substr(start, at_ - start);
        if (at_ < text_.size() && text_[at_] != '"') return fail("a control character");
        return take('"', "a string without end");
    }

    /// A string with its escapes undone.
    bool text(std::string& into) {
        const std::size_t start = at_ + 1;
        std::string_view raw;
        if (!raw_text(raw)) return false;
        if (raw.find('\\') == raw.npos) {
            into = raw;
            return true;
        }
        into.clear();
        const std::size_t end = std::exchange(at_, start);
        while (text_[at_] != '"') {
            const char each = text_[at_++];
            if (each != '\\') into += each;
            else escape(into);
        }
        at_ = end;
        return true;
    }

    bool integer(long long& into) {
        const bool negative = next_is('-');
        std::size_t at = at_ + (negative ? 1 : 0);
        const std::size_t start = at;
        for (into = 0; at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; ++at) {
            if (into > safe_integer / 10) return fail("an integer beyond 2^53 - 1");
            into = into * 10 + (text_[at] - '0');
        }
        const bool leading_zero = at - start > 1 && text_[start] == '0';
        if (at == start || leading_zero || (negative && into == 0)) return fail("no integer");
        if (into > safe_integer) return fail("an integer beyond 2^53 - 1");
        if (negative) into = -into;
        at_ = at;
        return !failed();
    }

    bool boolean(bool& into) {
        const std::string_view rest = text_.substr(at_);
        into = rest.starts_with("true");
        if (!into && !rest.starts_with("false")) return fail("neither true nor false");
        at_ += into ? 4 : 5;
        return !failed();
    }

    /// An object; `member(name)` reads each value.
    template <class Member> bool object(Member member) {
        if (!enter('{', "no object")) return false;
        std::string_view before, name;
        for (bool first = true; !next_is('}'); first = false) {
            if (!first && !take(',', "no comma between members")) return false;
            if (!raw_text(name) || !take(':', "no colon")) return false;
            if (!is_plain_name(name)) return fail("a name that is not plain ASCII");
            if (!first && !(before < name)) return fail("members out of order, or one twice");
            before = name;
            if (!member(name) || failed()) return fail("no value");
        }
        return leave();
    }

    /// A list; `item()` reads each value.
    template <class Item> bool list(Item item) {
        if (!enter('[', "no list")) return false;
        for (bool first = true; !next_is(']'); first = false) {
            if (!first && !take(',', "no comma between items")) return false;
            if (!item() || failed()) return fail("no value");
        }
        return leave();
    }

    /// Any value of the profile, passed over.
    bool any() {
        std::string_view ignored_text;
        long long ignored_number = 0;
        bool ignored_flag = false;
        if (next_is('{')) return object([&](std::string_view) { return any(); });
        if (next_is('[')) return list([&] { return any(); });
        if (next_is('"')) return raw_text(ignored_text);
        if (next_is('t') || next_is('f')) return boolean(ignored_flag);
        return integer(ignored_number);
    }

private:
    bool enter(char bracket, std::string_view what) {
        return take(bracket, what) && (++depth_ <= 16 || fail("more than 16 levels"));
    }
    bool leave() {
        ++at_;
        --depth_;
        return !failed();
    }

    static bool is_plain_name(std::string_view name) {
        for (const char each : name)
            if (static_cast<unsigned char>(each) >= 0x80 || each == '\\') return false;
        return true;
    }

    // What a run of plain characters in a string ends at.
    static constexpr auto ends_run = [] {
        std::array<bool, 256> ends{};
        for (std::size_t each = 0; each < 0x20; ++each) ends[each] = true;
        ends['"'] = ends['\\'] = true;
        return ends;
    }();

    // Whether none of eight bytes ends a run: a byte is zero where the lowest bit borrows from it.
    static bool eight_plain(const char* at) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, at, 8);
        constexpr std::uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
        const std::uint64_t quote = eight ^ ones * '"', slash = eight ^ ones * '\\';
        const std::uint64_t found = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                                    ((eight - ones * 0x20) & ~eight);
        return (found & tops) == 0;
    }

    bool escape(std::string& into) {
        if (at_ >= text_.size()) return false;
        const std::size_t named = std::string_view("btnfr\"\\").find(text_[at_++]);
        if (named != std::string_view::npos) {
            into += "\b\t\n\f\r\"\\"[named];
            return true;
        }
        const std::string_view digits = text_.substr(at_, 4);
        if (text_[at_ - 1] != 'u' || digits.size() < 4 || !digits.starts_with("00")) return false;
        const std::size_t high = std::string_view("01").find(digits[2]);
        const std::size_t low = std::string_view("0123456789abcdef").find(digits[3]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        const char meant = static_cast<char>(high * 16 + low);
        if (std::string_view("\b\t\n\f\r").find(meant) != std::string_view::npos) return false;
        into += meant;
        at_ += 4;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    unsigned depth_ = 0;
    std::string_view fault_{};
};

} // namespace bailiwick::detail
