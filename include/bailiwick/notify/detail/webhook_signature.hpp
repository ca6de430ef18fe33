// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace bailiwick::detail {

/// What a receiver checks: "t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>", in hex>"; empty when
/// there are no means to compute it.
inline std::string webhook_signature(std::string_view key, long long seconds,
                                     std::string_view body) {
    const std::string when = std::to_string(seconds);
    const std::string text = when + "." + std::string(body);
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (!::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), code,
                &size))
        return {};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string header = "t=" + when + ",v1=";
    for (unsigned i = 0; i < size; ++i)
        (header += digits[code[i] / 16]) += digits[code[i] % 16];
    return header;
}

} // namespace bailiwick::detail
