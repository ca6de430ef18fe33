// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/byte_marks.hpp>
#include <bailiwick/tool/decode_error.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

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
    explicit leaf_parser(std::string_view text)
        : text_(text), ends_(text), is_ascii_(is_ascii(text)) {
        if (!is_ascii_ && first_invalid_utf8(text) != std::string_view::npos)
            fail("bytes that are not UTF-8");
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
        if (!next_is(wanted)) return fail(what);
        ++at_;
        return true;
    }
    bool next_is(char wanted) const { return at_ < text_.size() && text_[at_] == wanted; }

    /// A string as it stands between its quotes, each escape one that RFC 8785 would write.
    bool raw_text(std::string_view& into) {
        return next_is('"') ? text_from(at_ + 1, into) : fail("no string");
    }

    /// A string with its escapes undone.
    bool text(std::string& into) {
        const std::size_t start = at_ + 1;
        std::string_view raw;
        if (!raw_text(raw)) return false;
        if (!is_escaped_) {
            into = raw;
            return true;
        }
        into.clear();
        const std::size_t end = std::exchange(at_, start);
        while (text_[at_] != '"') {
            const char each = text_[at_++];
            into += each == '\\' ? static_cast<char>(escape()) : each;
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
        std::uint64_t key_before = 0;
        for (bool first = true; !next_is('}'); first = false) {
            if (!first && !take(',', "no comma between members")) return false;
            if (!raw_text(name) || !take(':', "no colon")) return false;
            if (!is_plain_name(name)) return fail("a name that is not plain ASCII");
            const std::uint64_t key = order_key(name, text_.size() - (at_ - 2 - name.size()));
            if (!first && !(key_before < key || (key_before == key && before < name)))
                return fail("members out of order, or one twice");
            before = name;
            key_before = key;
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
        if (next_is('"')) return raw_text(ignored_text);
        if (next_is('{')) return object([&](std::string_view) { return any(); });
        if (next_is('[')) return list([&] { return any(); });
        if (next_is('t') || next_is('f')) return boolean(ignored_flag);
        return integer(ignored_number);
    }

private:
    // The string that begins here and ends at its quote. The place is kept in a register until the
    // end: it is what the next step waits for.
    bool text_from(std::size_t start, std::string_view& into) {
        std::size_t at = ends_.from(start);
        is_escaped_ = false;
        for (; at < text_.size() && text_[at] == '\\'; at = ends_.from(at_)) {
            is_escaped_ = true;
            at_ = at + 1;
            if (escape() < 0) return fail("an escape that RFC 8785 would not write");
        }
        into = {text_.data() + start, at - start};
        const bool is_closed = at < text_.size() && text_[at] == '"';
        at_ = is_closed ? at + 1 : at;
        if (is_closed) return true;
        return fail(at < text_.size() ? "a control character" : "a string without end");
    }

    bool enter(char bracket, std::string_view what) {
        return !failed() && take(bracket, what) && (++depth_ <= 16 || fail("more than 16 levels"));
    }
    bool leave() {
        ++at_;
        --depth_;
        return !failed();
    }

    bool is_plain_name(std::string_view name) const {
        return !is_escaped_ && (is_ascii_ || is_ascii(name));
    }

    // The character that an escape stands for, or -1.
    int escape() {
        if (at_ >= text_.size()) return -1;
        const std::size_t named = std::string_view("btnfr\"\\").find(text_[at_++]);
        if (named != std::string_view::npos) return "\b\t\n\f\r\"\\"[named];
        const std::string_view digits = text_.substr(at_, 4);
        if (text_[at_ - 1] != 'u' || digits.size() < 4 || !digits.starts_with("00")) return -1;
        const std::size_t high = std::string_view("01").find(digits[2]);
        const std::size_t low = std::string_view("0123456789abcdef").find(digits[3]);
        if (high == std::string_view::npos || low == std::string_view::npos) return -1;
        const char meant = static_cast<char>(high * 16 + low);
        if (std::string_view("\b\t\n\f\r").find(meant) != std::string_view::npos) return -1;
        at_ += 4;
        return meant;
    }

    std::string_view text_;
    run_ends ends_;
    bool is_ascii_;
    bool is_escaped_ = false; ///< the string that was read last
    std::size_t at_ = 0;
    unsigned depth_ = 0;
    std::string_view fault_{};
};

} // namespace bailiwick::detail
