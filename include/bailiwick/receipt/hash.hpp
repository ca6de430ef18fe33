// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <array>
#include <compare>
#include <cstdlib>
#include <string>
#include <string_view>

#include <openssl/evp.h>

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
        for (std::size_t i = 0; i < raw.size() && i < 32; ++i)
            result.bytes[i] = static_cast<unsigned char>(raw[i]);
        return result;
    }
};

namespace detail {

// Fetching the algorithm costs more than hashing a node, so one fetch serves the whole process.
inline const EVP_MD* sha256_algorithm() noexcept {
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

class sha256_context {
public:
    sha256_context() noexcept : context_(EVP_MD_CTX_new()) {}
    sha256_context(const sha256_context&) = delete;
    sha256_context& operator=(const sha256_context&) = delete;
    ~sha256_context() { EVP_MD_CTX_free(context_); }

    // A hash that cannot be computed is no hash: only a lack of memory or a broken library fails.
    hash256 of(std::string_view first, std::string_view second, std::string_view third) noexcept {
        hash256 result;
        const bool good = context_ && EVP_DigestInit_ex2(context_, sha256_algorithm(), nullptr) &&
                          EVP_DigestUpdate(context_, first.data(), first.size()) &&
                          EVP_DigestUpdate(context_, second.data(), second.size()) &&
                          EVP_DigestUpdate(context_, third.data(), third.size()) &&
                          EVP_DigestFinal_ex(context_, result.bytes.data(), nullptr);
        if (!good) std::abort();
        return result;
    }

private:
    EVP_MD_CTX* context_;
};

inline hash256 sha256(std::string_view first, std::string_view second = {},
                      std::string_view third = {}) noexcept {
    thread_local sha256_context context;
    return context.of(first, second, third);
}

} // namespace detail

/// SHA-256 of the bytes.
inline hash256 sha256_of(std::string_view bytes) noexcept { return detail::sha256(bytes); }

/// RFC 6962: the hash of a leaf, which no node's hash can equal.
inline hash256 leaf_hash(std::string_view leaf) noexcept {
    return detail::sha256(std::string_view("\0", 1), leaf);
}

/// RFC 6962: the hash of a node over its two children.
inline hash256 node_hash(const hash256& left, const hash256& right) noexcept {
    return detail::sha256("\x01", left.view(), right.view());
}

/// RFC 6962: the root of the tree without leaves.
inline hash256 empty_root() noexcept { return detail::sha256({}); }

/// Lower-case hexadecimal digits of the bytes.
inline std::string hex_of(std::string_view bytes) {
    std::string text(bytes.size() * 2, '\0');
    char* to = text.data();
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        *to++ = "0123456789abcdef"[byte >> 4];
        *to++ = "0123456789abcdef"[byte & 15];
    }
    return text;
}
inline std::string hex_of(const hash256& hash) { return hex_of(hash.view()); }

/// "sha256:" and the hash in hexadecimal digits, as receipts name builds, manifests and policies.
inline std::string sha256_text(const hash256& hash) { return "sha256:" + hex_of(hash); }

} // namespace bailiwick
