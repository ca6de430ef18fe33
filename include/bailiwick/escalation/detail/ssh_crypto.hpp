// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

/// What SSH keys and signatures need of OpenSSL: three hashes, two curves, two verifications.

namespace bailiwick::detail {

struct openssl_free {
    void operator()(EVP_PKEY* held) const { EVP_PKEY_free(held); }
    void operator()(EVP_PKEY_CTX* held) const { EVP_PKEY_CTX_free(held); }
    void operator()(EVP_MD_CTX* held) const { EVP_MD_CTX_free(held); }
    void operator()(BIGNUM* held) const { BN_free(held); }
    void operator()(BN_CTX* held) const { BN_CTX_free(held); }
};
template <class Type> using openssl_owned = std::unique_ptr<Type, openssl_free>;

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// A hash that cannot be computed is no hash: only a lack of memory or a broken library fails.
inline std::string hash_bytes(const EVP_MD* algorithm, std::string_view text) {
    unsigned size = 0;
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    if (!EVP_Digest(text.data(), text.size(), hash.data(), &size, algorithm, nullptr))
        std::abort();
    return {hash.begin(), hash.begin() + size};
}

/// The public key of 32 bytes; whether they are a point shows in `is_ed25519_point`.
inline openssl_owned<EVP_PKEY> ed25519_key(std::string_view point) {
    return openssl_owned<EVP_PKEY>(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(point), point.size()));
}

/// The public key of an uncompressed point, or nothing when it is not on the curve P-256.
inline openssl_owned<EVP_PKEY> p256_key(std::string_view point) {
    if (point.size() != 65 || point[0] != 4)
        return nullptr;
    // By parameters: reading a DER form would cost as much as two verifications.
    std::string group = "P-256", bytes(point);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
        OSSL_PARAM_construct_end()};
    const openssl_owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return openssl_owned<EVP_PKEY>(key);
}

/// Whether the key has signed; `hash` is null for Ed25519, which hashes by itself.
inline bool has_signed(EVP_PKEY* key, const EVP_MD* hash, std::string_view message,
                       std::string_view signature) {
    const openssl_owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    return key && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                            message.size()) == 1;
}

/// Numbers modulo the prime of Ed25519; a failure of OpenSSL counts as "no point".
class ed25519_field {
public:
    using number = openssl_owned<BIGNUM>;

    ed25519_field() : context_(BN_CTX_new()) {
        BIGNUM *prime = nullptr, *constant = nullptr;
        // RFC 8032, section 5.1: p = 2^255 - 19 and d = -121665/121666.
        BN_hex2bn(&prime, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
        BN_hex2bn(&constant, "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");
        prime_.reset(prime), d_.reset(constant);
    }

    /// Whether the 32 bytes are the only spelling of a point that is not of small order.
    ///
    /// A point of small order signs everything, so it is nobody's key.
    bool has_point(std::string_view bytes) const {
        std::string below(bytes);
        below[31] = static_cast<char>(below[31] & 0x7F);
        const number y(BN_lebin2bn(bytes_of(below), 32, nullptr));
        if (BN_cmp(y.get(), prime_.get()) >= 0)
            return false;
        // x^2 = u/v with u = y^2 - 1 and v = d y^2 + 1; it is a square exactly when u v is one.
        const number square = times(y, y), u = plus(square, -1), v = plus(times(d_, square), 1);
        // The eight points of small order: y = 0, y^2 = 1, and d y^4 + 2 y^2 - 1 = 0.
        const number twice = sum(square, square);
        const number octic = plus(sum(times(d_, times(square, square)), twice), -1);
        if (BN_is_zero(times(y, times(u, octic)).get()))
            return false;
        return BN_kronecker(times(u, v).get(), prime_.get(), context_.get()) == 1;
    }

private:
    number times(const number& left, const number& right) const {
        number result(BN_new());
        BN_mod_mul(result.get(), left.get(), right.get(), prime_.get(), context_.get());
        return result;
    }
    number sum(const number& left, const number& right) const {
        number result(BN_new());
        BN_mod_add(result.get(), left.get(), right.get(), prime_.get(), context_.get());
        return result;
    }
    number plus(const number& left, int one) const {
        number result(BN_new());
        (one > 0 ? BN_mod_add : BN_mod_sub)(result.get(), left.get(), BN_value_one(), prime_.get(),
                                            context_.get());
        return result;
    }

    openssl_owned<BN_CTX> context_;
    number prime_, d_;
};

} // namespace bailiwick::detail
