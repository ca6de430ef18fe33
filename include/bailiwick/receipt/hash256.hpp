// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <array>
#include <compare>
#include <cstring>
#include <string_view>

namespace bailiwick {

/// The 32 bytes of a SHA-256.
struct hash256 {
    std::array<unsigned char, 32> bytes{};

    friend bool operator==(const hash256&, const hash256&) = default;
    friend auto operator<=>(const hash256&, const hash256&) = default;

    /// The bytes as text, for writing; the hash must outlive it.
    std::string_view view() const noexcept {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    /// The hash that these 32 bytes are; shorter text is filled with zeros.
    static hash256 of_bytes(std::string_view raw) noexcept {
        hash256 result;
        if (raw.size() >= 32) std::memcpy(result.bytes.data(), raw.data(), 32);
        else if (!raw.empty()) std::memcpy(result.bytes.data(), raw.data(), raw.size());
        return result;
    }
};

} // namespace bailiwick
