// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/detail/json_text.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

/// RFC 8785 (JCS) text of JSON values: the bytes that digests and signatures are taken over.

namespace bailiwick {
namespace detail {

struct string_sink {
    std::string& out;
    void put(char c) { out += c; }
};

/// RFC 8785, section 3.2.3 sorts by UTF-16 code units; in UTF-8 that differs above U+D7FF only.
inline bool sorts_before(std::string_view left, std::string_view right) {
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        // Four-byte sequences (surrogate pairs, 0xF0…) come before U+E000 to U+FFFF (0xEE, 0xEF).
        return byte >= 0xF0 ? byte - 2 : (byte >= 0xEE ? byte + 5 : int{byte});
    };
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                        [&](char a, char b) { return rank(a) < rank(b); });
}

/// A finite double as ECMAScript prints it: the shortest digits that read back the same.
inline void put_double(std::string& out, double number) {
    if (number == 0) return void(out += '0');
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::scientific);
    std::string digits;
    const char* at = text;
    if (*at == '-') out += *at++;
    for (; *at != 'e'; ++at)
        if (*at != '.') digits += *at;
    int exponent = 0;
    std::from_chars(at[1] == '+' ? at + 2 : at + 1, end.ptr, exponent);
    const int count = static_cast<int>(digits.size()), point = exponent + 1;
    if (point > 21 || point < -5) {
        out += digits.substr(0, 1);
        if (count > 1) out += "." + digits.substr(1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(exponent < 0 ? -exponent : exponent);
    } else if (point <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else if (point >= count) {
        out += digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else {
        out += digits.substr(0, static_cast<std::size_t>(point)) + "." +
               digits.substr(static_cast<std::size_t>(point));
    }
}

inline void put_canonical(std::string& out, const boost::json::value& value) {
    string_sink sink{out};
    switch (value.kind()) {
    case boost::json::kind::null: out += "null"; break;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case boost::json::kind::int64: put_number(sink, value.get_int64()); break;
    case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); break;
    case boost::json::kind::double_: put_double(out, value.get_double()); break;
    case boost::json::kind::string:
        put_text(sink, {value.get_string().data(), value.get_string().size()});
        break;
    case boost::json::kind::array: {
        out += '[';
        separator<string_sink> items{sink};
        for (const boost::json::value& each : value.get_array()) {
            items.next();
            put_canonical(out, each);
        }
        out += ']';
        break;
    }
    case boost::json::kind::object: {
        std::vector<const boost::json::key_value_pair*> members;
        for (const auto& each : value.get_object()) members.push_back(&each);
        std::sort(members.begin(), members.end(), [](const auto* left, const auto* right) {
            return sorts_before({left->key().data(), left->key().size()},
                                {right->key().data(), right->key().size()});
        });
        out += '{';
        separator<string_sink> keys{sink};
        for (const auto* each : members) {
            keys.key({each->key().data(), each->key().size()});
            put_canonical(out, each->value());
        }
        out += '}';
        break;
    }
    }
}

} // namespace detail

/// The canonical text of a value; numbers must be finite, as `parse_strict` leaves them.
inline std::string canonical_text(const boost::json::value& value) {
    std::string out;
    detail::put_canonical(out, value);
    return out;
}

} // namespace bailiwick
