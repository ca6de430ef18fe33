// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/evp.h>

/// The data types of SSH (RFC 4251, section 5), and base64 with one text for one value.

namespace bailiwick::detail {

/// Takes values from the front of some bytes; after a fault all that follows is empty.
class ssh_reader {
public:
    explicit ssh_reader(std::string_view bytes) : left_(bytes) {}

    std::uint8_t byte() {
        const std::string_view taken = take(1);
        return taken.empty() ? std::uint8_t{} : static_cast<std::uint8_t>(taken[0]);
    }
    std::uint32_t number() {
        std::uint32_t value = 0;
        for (const char each : take(4))
            value = value << 8 | static_cast<unsigned char>(each);
        return value;
    }
    std::string_view text() { return take(number()); }

    /// The bytes of a positive number of at most 256 bits in its only spelling, or a fault.
    std::string_view positive() {
        const std::string_view bytes = text();
        const auto is_high = [&](std::size_t at) { return (bytes[at] & 0x80) != 0; };
        if (bytes.empty() || is_high(0) || bytes.size() > 33 ||
            (bytes.size() == 33 && bytes[0] != 0) ||
            (bytes[0] == 0 && (bytes.size() == 1 || !is_high(1))))
            return fail();
        return bytes;
    }

    bool is_good() const { return good_; }
    bool is_at_end() const { return good_ && left_.empty(); }

private:
    std::string_view fail() {
        good_ = false;
        return left_ = {};
    }
    std::string_view take(std::size_t size) {
        if (size > left_.size())
            return fail();
        const std::string_view taken = left_.substr(0, size);
        left_.remove_prefix(size);
        return taken;
    }

    std::string_view left_;
    bool good_ = true;
};

inline std::string ssh_number(std::size_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

/// A string as it goes over the wire: its length in four bytes, then itself.
inline std::string ssh_string(std::string_view text) {
    return ssh_number(text.size()).append(text);
}

inline std::string ssh_base64_of(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                    reinterpret_cast<const unsigned char*>(bytes.data()),
                    static_cast<int>(bytes.size()));
    text.pop_back();
    return text;
}

/// The bytes whose base64 is exactly this text, or nothing.
inline std::optional<std::string> from_ssh_base64(std::string_view text) {
    if (text.size() % 4 != 0 || text.size() > 1024 * 1024)
        return std::nullopt;
    std::string bytes(text.size() / 4 * 3, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) < 0)
        return std::nullopt;
    // OpenSSL counts what stands for padding as bytes, and forgives a second spelling.
    const std::size_t padding = text.ends_with("==") ? 2 : (text.ends_with('=') ? 1 : 0);
    bytes.resize(bytes.size() - padding);
    if (ssh_base64_of(bytes) != text)
        return std::nullopt;
    return bytes;
}

} // namespace bailiwick::detail
