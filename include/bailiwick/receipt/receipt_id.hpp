// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/tool/instant.hpp>

#include <openssl/rand.h>

namespace bailiwick {

/// So many random bytes, fit for salts and ids; ends the program if the system has none.
inline std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        std::abort();
    return bytes;
}

/// A UUIDv7 (RFC 9562): sorts by its time, and the ten random bytes make it unique.
inline std::string receipt_id(instant when, std::string_view ten_random_bytes) {
    const auto milliseconds = static_cast<unsigned long long>(when.microseconds / 1000);
    std::string bytes;
    for (unsigned at = 6; at-- > 0;) bytes += static_cast<char>(milliseconds >> 8 * at & 0xFF);
    bytes += ten_random_bytes.substr(0, 10);
    bytes.resize(16, '\0');
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text = hex_of(bytes);
    for (const std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, 1, '-');
    return text;
}
inline std::string receipt_id(instant when) { return receipt_id(when, random_bytes(10)); }

/// 32 random bytes in base64url: the salt of one commitment, never used twice.
inline std::string new_salt() { return base64url_of(random_bytes(32)); }

} // namespace bailiwick
