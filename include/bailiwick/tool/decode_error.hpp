// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <cstddef>
#include <string>

namespace bailiwick {

/// Why a text, or a value, is not what a tool takes.
enum class decode_fault {
    not_json,
    invalid_utf8,
    duplicate_key,
    not_finite,
    unsafe_integer,
    too_deep,
    too_large,
    unknown_field,
    missing_field,
    wrong_type,
    out_of_range,
    too_short,
    too_long,
    pattern_mismatch,
    not_one_of
};
BOOST_DESCRIBE_ENUM(decode_fault, not_json, invalid_utf8, duplicate_key, not_finite, unsafe_integer,
                    too_deep, too_large, unknown_field, missing_field, wrong_type, out_of_range,
                    too_short, too_long, pattern_mismatch, not_one_of)

/// The first fault that was found, where it is, and what to write instead.
struct decode_error {
    decode_fault code = decode_fault::not_json;
    std::string pointer; ///< RFC 6901; "" is the whole document; a long name is cut
    std::string hint;    ///< one sentence for the model: it names the field and the fix

    friend bool operator==(const decode_error&, const decode_error&) = default;
};
BOOST_DESCRIBE_STRUCT(decode_error, (), (code, pointer, hint))

/// How much text a decoder looks at before it gives up.
struct decode_limits {
    std::size_t depth = 16;            ///< objects and lists inside each other; never above 256
    std::size_t bytes = 1024u * 1024u; ///< of the text
};

/// 2^53 - 1: every JSON reader keeps integers exactly from its negative up to it.
inline constexpr long long safe_integer = 9007199254740991;

} // namespace bailiwick
