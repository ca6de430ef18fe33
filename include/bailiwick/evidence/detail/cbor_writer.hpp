// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

/// CBOR as COSE receipts need it, in its deterministic form (RFC 8949, section 4.2.1).

namespace bailiwick::detail {

enum class cbor_major : unsigned char { natural, negative, bytes, text, array, map, tag, simple };

inline constexpr char cbor_null = '\xF6';

/// The head of an item in its shortest form; `number` is its value, its length or its count.
inline void put_cbor_head(std::string& out, cbor_major major, unsigned long long number) {
    const auto first = static_cast<unsigned>(major) << 5;
    unsigned size = 0; // bytes of the number after the first byte
    if (number > 23) size = number <= 0xFF ? 1 : (number <= 0xFFFF ? 2 : 4);
    if (number > 0xFFFFFFFF) size = 8;
    const unsigned log = size == 8 ? 3 : size / 2; // 24, 25, 26 and 27 stand for 1, 2, 4 and 8
    out += static_cast<char>(first | (size == 0 ? static_cast<unsigned>(number) : 24 + log));
    for (unsigned at = size; at-- > 0;) out += static_cast<char>(number >> 8 * at & 0xFF);
}

inline void put_cbor_integer(std::string& out, long long number) {
    if (number < 0)
        put_cbor_head(out, cbor_major::negative, static_cast<unsigned long long>(-(number + 1)));
    else put_cbor_head(out, cbor_major::natural, static_cast<unsigned long long>(number));
}

inline void put_cbor_bytes(std::string& out, std::string_view bytes) {
    put_cbor_head(out, cbor_major::bytes, bytes.size());
    out += bytes;
}

inline void put_cbor_text(std::string& out, std::string_view text) {
    put_cbor_head(out, cbor_major::text, text.size());
    out += text;
}

} // namespace bailiwick::detail
