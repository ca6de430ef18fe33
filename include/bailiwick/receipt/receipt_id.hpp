// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/tool/instant.hpp>

#include <cerrno>

#include <sys/random.h>

namespace bailiwick {

/// So many random bytes, fit for salts and ids; ends the program if the system has none.
inline std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t have = 0; have < count;) {
        const ssize_t got = ::getrandom(bytes.data() + have, count - have, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) std::abort();
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

/// A UUIDv7 (RFC 9562): sorts by its time, and the ten random bytes make it unique.
inline std::string receipt_id(instant when, std::string_view ten_random_bytes) {
    const auto milliseconds = static_cast<unsigned long long>(when.microseconds / 1000);
    char bytes[16] = {};
    for (unsigned at = 0; at < 6; ++at)
        bytes[at] = static_cast<char>(milliseconds >> (40 - 8 * at) & 0xFF);
    ten_random_bytes.copy(bytes + 6, 10);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text = "00000000-0000-0000-0000-000000000000";
    char* to = text.data();
    for (const char each : bytes) {
        if (*to == '-') ++to;
        const auto byte = static_cast<unsigned char>(each);
        *to++ = "0123456789abcdef"[byte >> 4];
        *to++ = "0123456789abcdef"[byte & 15];
    }
    return text;
}
inline std::string receipt_id(instant when) { return receipt_id(when, random_bytes(10)); }

/// 32 random bytes in base64url: the salt of one commitment, never used twice.
inline std::string salt_of(std::string_view random) { return base64url_of(random); }
inline std::string new_salt() { return salt_of(random_bytes(32)); }

} // namespace bailiwick
